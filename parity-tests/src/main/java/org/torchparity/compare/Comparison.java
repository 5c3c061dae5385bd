package org.torchparity.compare;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * One tensor against what it should be: shape and dtype first, values after. Where shape and dtype
 * agree, the figures say how far the values lie apart.
 */
public final class Comparison {
  private final String quantity;
  private final @Nullable Tensor actual;
  private final Tensor expected;
  private final Tolerance tolerance;
  private final Kind kind;
  private int mismatched;
  private int firstMismatch = -1;
  private double maxAbsolute;
  private int maxAbsoluteAt = -1;
  private double maxRelative;
  private int maxRelativeAt = -1;
  private double maxUlp;
  private int maxUlpAt = -1;
  private double smallestTolerance;

  /** What was found different, before anything else was looked at. */
  public enum Kind {
    /** The quantity was not observed at all. */
    MISSING,
    /** The shapes differ. */
    SHAPE,
    /** The dtypes differ. */
    DTYPE,
    /** Shape and dtype agree; the figures tell of the values. */
    VALUES
  }

  private Comparison(
      String quantity,
      @Nullable Tensor actual,
      Tensor expected,
      Tolerance tolerance,
      boolean anyDtype) {
    this.quantity = quantity;
    this.actual = actual;
    this.expected = expected;
    this.tolerance = tolerance;
    if (actual == null) {
      kind = Kind.MISSING;
    } else if (!actual.shape().equals(expected.shape())) {
      kind = Kind.SHAPE;
    } else if (actual.dtype() != expected.dtype() && !anyDtype) {
      kind = Kind.DTYPE;
    } else {
      kind = Kind.VALUES;
      compare(actual);
    }
  }

  /** Compares a quantity; a null {@code actual} was not observed. */
  public static Comparison of(
      String quantity, @Nullable Tensor actual, Tensor expected, Tolerance tolerance) {
    return new Comparison(quantity, actual, expected, tolerance, false);
  }

  /**
   * Compares the values of tensors of different dtypes too, as the notebook compares its float64
   * with torch's float32; ULPs are float32's then.
   */
  public static Comparison ofValues(
      String quantity, Tensor actual, Tensor expected, Tolerance tolerance) {
    return new Comparison(quantity, actual, expected, tolerance, true);
  }

  private void compare(Tensor given) {
    boolean float32 = isFloat32();
    if (given.dtype() == DType.FLOAT32 && expected.dtype() == DType.FLOAT32) {
      float[] a = given.floats();
      float[] e = expected.floats();
      for (int i = 0; i < a.length; i++) {
        if (a[i] != e[i]) {
          different(i, a[i], e[i], true);
        }
      }
    } else if (given.dtype() == DType.INT64) {
      long[] a = given.longs();
      long[] e = expected.longs();
      for (int i = 0; i < a.length; i++) {
        if (a[i] != e[i]) {
          // Far integers may be one and the same double: one ulp apart stands for them.
          double actualValue = (double) a[i];
          double expectedValue = (double) e[i];
          different(
              i,
              actualValue == expectedValue ? expectedValue + Math.ulp(expectedValue) : actualValue,
              expectedValue,
              false);
        }
      }
    } else {
      double[] a = given.toDoubles();
      double[] e = expected.toDoubles();
      for (int i = 0; i < a.length; i++) {
        if (a[i] != e[i]) {
          different(i, a[i], e[i], float32);
        }
      }
    }
  }

  private void different(int position, double a, double e, boolean float32) {
    if (Double.isNaN(a) && Double.isNaN(e)) {
      return;
    }
    double error = Math.abs(a - e);
    if (!tolerance.accepts(a, e)) {
      mismatched++;
      firstMismatch = firstMismatch < 0 ? position : firstMismatch;
    }
    if (!(Double.isFinite(a) && Double.isFinite(e))) {
      error = Double.POSITIVE_INFINITY;
    }
    if (error > maxAbsolute || maxAbsoluteAt < 0) {
      maxAbsolute = error;
      maxAbsoluteAt = position;
    }
    double relative = e == 0 ? 0 : error / Math.abs(e);
    if (relative > maxRelative) {
      maxRelative = relative;
      maxRelativeAt = position;
    }
    double ulps = Double.isInfinite(error) ? error : ulps(a, e, float32);
    if (ulps > maxUlp) {
      maxUlp = ulps;
      maxUlpAt = position;
    }
    smallestTolerance = Math.max(smallestTolerance, error / (1 + Math.abs(e)));
    if (Double.isInfinite(error)) {
      smallestTolerance = error;
    }
  }

  /** How many representable numbers lie between: the distance of the ordered bit patterns. */
  private static double ulps(double a, double e, boolean float32) {
    if (float32) {
      return Math.abs((double) ordinal((float) a) - ordinal((float) e));
    }
    long x = ordinal(a);
    long y = ordinal(e);
    long distance = x - y;
    boolean overflow = ((x ^ y) & (x ^ distance)) < 0;
    return overflow ? Math.abs((double) x - y) : Math.abs(distance);
  }

  private static int ordinal(float value) {
    int bits = Float.floatToIntBits(value);
    return bits < 0 ? Integer.MIN_VALUE - bits : bits;
  }

  private static long ordinal(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }

  /** Whether shape, dtype and every value agree. */
  public boolean agrees() {
    return kind == Kind.VALUES && mismatched == 0;
  }

  /** The quantity's name. */
  public String quantity() {
    return quantity;
  }

  /** What differs first. */
  public Kind kind() {
    return kind;
  }

  /** The tensor compared, null where it is missing. */
  public @Nullable Tensor actual() {
    return actual;
  }

  /** What it should be. */
  public Tensor expected() {
    return expected;
  }

  /** The rule. */
  public Tolerance tolerance() {
    return tolerance;
  }

  /** Number of elements expected. */
  public int elements() {
    return expected.elements();
  }

  /** Number of elements the tolerance rejects. */
  public int mismatched() {
    return mismatched;
  }

  /** Row-major position of the first rejected element, −1 if none. */
  public int firstMismatch() {
    return firstMismatch;
  }

  /** Greatest |actual − expected|; infinite where only one side is finite. */
  public double maxAbsolute() {
    return maxAbsolute;
  }

  /** Row-major position of {@link #maxAbsolute}, −1 if all elements are equal. */
  public int maxAbsoluteAt() {
    return maxAbsoluteAt;
  }

  /** Greatest |actual − expected| / |expected| over the elements whose expected value is not 0. */
  public double maxRelative() {
    return maxRelative;
  }

  /** Row-major position of {@link #maxRelative}, −1 if it is 0. */
  public int maxRelativeAt() {
    return maxRelativeAt;
  }

  /** Greatest distance in units in the last place of the dtype. */
  public double maxUlp() {
    return maxUlp;
  }

  /** Row-major position of {@link #maxUlp}, −1 if it is 0. */
  public int maxUlpAt() {
    return maxUlpAt;
  }

  /** The smallest t for which atol = rtol = t would pass; infinite if none would. */
  public double smallestTolerance() {
    return smallestTolerance;
  }

  boolean isFloat32() {
    return expected.dtype() == DType.FLOAT32 || (actual != null && actual.dtype() == DType.FLOAT32);
  }
}
