package org.torchparity.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * One tensor against what it should be: shape and dtype first, values after. Where shape and dtype
 * agree, the figures say how far the values lie apart; where not, every element counts as
 * mismatched and every figure is infinite, since no tolerance would help.
 */
public final class Comparison {
  private final String quantity;
  private final @Nullable Tensor actual;
  private final Tensor expected;
  private final Tolerance tolerance;
  private final Kind kind;
  private final @Nullable Differences differences;

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
    kind = kind(actual, expected, anyDtype);
    differences =
        actual == null || kind != Kind.VALUES ? null : Differences.of(actual, expected, tolerance);
  }

  private static Kind kind(@Nullable Tensor actual, Tensor expected, boolean anyDtype) {
    if (actual == null) {
      return Kind.MISSING;
    }
    if (!actual.shape().equals(expected.shape())) {
      return Kind.SHAPE;
    }
    return anyDtype || actual.dtype() == expected.dtype() ? Kind.VALUES : Kind.DTYPE;
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

  /**
   * Compares every quantity that is expected, in its order; what is observed besides is not looked
   * at.
   *
   * @param tolerance by the dtype expected
   */
  public static List<Comparison> all(
      Observation actual, Observation expected, Function<DType, Tolerance> tolerance) {
    List<Comparison> comparisons = new ArrayList<>();
    expected
        .quantities()
        .forEach(
            (name, tensor) ->
                comparisons.add(
                    of(name, actual.get(name), tensor, tolerance.apply(tensor.dtype()))));
    return comparisons;
  }

  /** Whether shape, dtype and every value agree. */
  public boolean agrees() {
    return differences != null && differences.mismatched == 0;
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
    return differences == null ? elements() : differences.mismatched;
  }

  /** Row-major position of the first rejected element, −1 if none. */
  public int firstMismatch() {
    return differences == null ? -1 : differences.firstMismatch;
  }

  /** Number of elements that differ where one side, or each in its own way, is not finite. */
  public int notFinite() {
    return differences == null ? 0 : differences.notFinite;
  }

  /** Greatest |actual − expected|; infinite where {@link #notFinite} is not 0. */
  public double maxAbsolute() {
    return infiniteUnlessMeasured(differences == null ? 0 : differences.absolute);
  }

  /** Row-major position of {@link #maxAbsolute}, −1 if all elements are equal. */
  public int maxAbsoluteAt() {
    return differences == null ? -1 : notFiniteOr(differences.absoluteAt);
  }

  /**
   * Greatest |actual − expected| / |expected| over the elements whose expected value is not 0;
   * infinite where {@link #notFinite} is not 0.
   */
  public double maxRelative() {
    return infiniteUnlessMeasured(differences == null ? 0 : differences.relative);
  }

  /** Row-major position of {@link #maxRelative}, −1 if it is 0. */
  public int maxRelativeAt() {
    return differences == null ? -1 : notFiniteOr(differences.relativeAt);
  }

  /**
   * Greatest number of steps, from one representable number to the next, between the two values:
   * float32's if either side is float32, float64's else, and whole numbers between integers.
   * Infinite where {@link #notFinite} is not 0.
   */
  public double maxUlp() {
    return infiniteUnlessMeasured(differences == null ? 0 : differences.ulp);
  }

  /** Row-major position of {@link #maxUlp}, −1 if it is 0. */
  public int maxUlpAt() {
    return differences == null ? -1 : notFiniteOr(differences.ulpAt);
  }

  /** The smallest t for which atol = rtol = t would pass; infinite if none would. */
  public double smallestTolerance() {
    return infiniteUnlessMeasured(differences == null ? 0 : differences.smallestTolerance);
  }

  private double infiniteUnlessMeasured(double measured) {
    return differences == null || differences.notFinite > 0 ? Double.POSITIVE_INFINITY : measured;
  }

  private int notFiniteOr(int position) {
    return differences != null && differences.notFinite > 0 ? differences.firstNotFinite : position;
  }

  @Nullable Differences differences() {
    return differences;
  }

  /**
   * How the two differ, in lines; what every report and assertion says. For values that agree, by
   * how much they differ still.
   *
   * @param actualName what to call the actual side
   * @param expectedName what to call the expected side
   */
  public String describe(String actualName, String expectedName) {
    return DifferenceText.of(this, new Sides(actualName, expectedName, null));
  }
}
