package org.torchparity.compare;

import org.torchparity.fixtures.Fixture;
import org.torchparity.tensor.DType;

/**
 * How far two values may lie apart: {@code |actual − expected| ≤ atol + rtol·|expected|}.
 *
 * <p>Equal values always agree, so an infinity agrees with itself and −0.0 with 0.0. NaN agrees
 * with NaN ({@code torch.testing.assert_close} with {@code equal_nan=True}: a layer that should
 * give NaN must). Nothing else that is not finite agrees with anything, however wide the tolerance.
 *
 * @param atol absolute part
 * @param rtol relative part
 * @param strict whether the difference must stay below the bound instead of reaching it
 */
public record Tolerance(double atol, double rtol, boolean strict) {
  /** The notebook's {@code check_same}: every |difference| &lt; 1e-5, no relative part. */
  public static final Tolerance NOTEBOOK = new Tolerance(1e-5, 0, true);

  /** Equality. */
  public static final Tolerance EXACT = of(0, 0);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if one is negative or not finite, or {@code strict} comes with
   *     an {@code atol} of 0, which not even equal zeros would pass
   */
  public Tolerance {
    if (!(atol >= 0 && rtol >= 0) || Double.isInfinite(atol) || Double.isInfinite(rtol)) {
      throw new IllegalArgumentException(
          "a tolerance is finite and not negative, but got atol = " + atol + ", rtol = " + rtol);
    }
    if (strict && atol == 0) {
      throw new IllegalArgumentException("a strict tolerance has an atol above 0, but got 0");
    }
  }

  /** Returns a tolerance whose bound itself is allowed. */
  public static Tolerance of(double atol, double rtol) {
    return new Tolerance(atol, rtol, false);
  }

  /**
   * The tolerance used here unless told otherwise: 1e-5 for float32, 1e-10 for float64, both parts;
   * equality for int64.
   */
  public static Tolerance standard(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> of(1e-5, 1e-5);
      case FLOAT64 -> of(1e-10, 1e-10);
      case INT64 -> EXACT;
    };
  }

  /** What {@code torch.testing.assert_close} allows by default. */
  public static Tolerance torchDefault(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> of(1e-5, 1.3e-6);
      case FLOAT64 -> of(1e-7, 1e-7);
      case INT64 -> EXACT;
    };
  }

  /** The {@link #standard} tolerance with the parts that a fixture asks for in their place. */
  public static Tolerance askedBy(Fixture fixture, DType dtype) {
    Tolerance standard = standard(dtype);
    return dtype.isFloatingPoint()
        ? of(fixture.atol().orElse(standard.atol()), fixture.rtol().orElse(standard.rtol()))
        : standard;
  }

  /** Returns a copy with another absolute part. */
  public Tolerance withAtol(double changed) {
    return new Tolerance(changed, rtol, strict);
  }

  /** Returns a copy with another relative part. */
  public Tolerance withRtol(double changed) {
    return new Tolerance(atol, changed, strict);
  }

  /** The greatest difference allowed from a finite expected value. */
  public double allowed(double expected) {
    return atol + rtol * Math.abs(expected);
  }

  /** Whether the values agree. */
  public boolean accepts(double actual, double expected) {
    return actual == expected
        || (Double.isNaN(actual) && Double.isNaN(expected))
        || allows(Math.abs(actual - expected), expected);
  }

  /**
   * Whether a difference from {@code expected} is allowed. A difference that is NaN or infinite
   * never is: each comparison is false for NaN, and nothing lies below an infinite allowance but
   * what is finite.
   */
  boolean allows(double error, double expected) {
    double allowed = allowed(expected);
    return error < Double.POSITIVE_INFINITY && (strict ? error < allowed : error <= allowed);
  }

  /** The rule with its numbers. */
  @Override
  public String toString() {
    return "|actual - expected| "
        + (strict ? "<" : "<=")
        + " "
        + Figures.number(atol)
        + (rtol == 0 ? "" : " + " + Figures.number(rtol) + " * |expected|");
  }
}
