package org.torchparity.compare;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * How far two tensors of one shape lie apart, in one pass. Elements that are equal, or NaN on both
 * sides, do not differ. The greatest differences are over the elements that are finite on both
 * sides; the others are counted apart.
 */
final class Differences {
  private final Tolerance tolerance;
  private final boolean float32;

  int mismatched;
  int firstMismatch = -1;

  /** Elements that differ where not both sides are finite. */
  int notFinite;

  int firstNotFinite = -1;

  double absolute;
  int absoluteAt = -1;
  double relative;
  int relativeAt = -1;
  double ulp;
  int ulpAt = -1;
  double smallestTolerance;

  private Differences(Tolerance tolerance, boolean float32) {
    this.tolerance = tolerance;
    this.float32 = float32;
  }

  /**
   * Measures tensors of one shape; ULPs are float32's where either side is float32, and whole
   * numbers between integers.
   */
  static Differences of(Tensor actual, Tensor expected, Tolerance tolerance) {
    boolean float32 = actual.dtype() == DType.FLOAT32 || expected.dtype() == DType.FLOAT32;
    Differences found = new Differences(tolerance, float32);
    if (actual.dtype() == DType.FLOAT32 && expected.dtype() == DType.FLOAT32) {
      found.compare(actual.floats(), expected.floats());
    } else if (actual.dtype() == DType.INT64 && expected.dtype() == DType.INT64) {
      found.compare(actual.longs(), expected.longs());
    } else {
      found.compare(actual.toDoubles(), expected.toDoubles());
    }
    return found;
  }

  private void compare(float[] actual, float[] expected) {
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != expected[i]) {
        different(i, actual[i], expected[i]);
      }
    }
  }

  private void compare(double[] actual, double[] expected) {
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != expected[i]) {
        different(i, actual[i], expected[i]);
      }
    }
  }

  private void compare(long[] actual, long[] expected) {
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != expected[i]) {
        // Subtracted as integers: two of them may be one and the same double.
        double error = distance(actual[i], expected[i]);
        finite(i, error, (double) expected[i], error);
      }
    }
  }

  private void different(int position, double actual, double expected) {
    if (Double.isFinite(actual) && Double.isFinite(expected)) {
      double ulps =
          float32
              ? distance(ordinal((float) actual), ordinal((float) expected))
              : distance(ordinal(actual), ordinal(expected));
      finite(position, Math.abs(actual - expected), expected, ulps);
    } else if (!(Double.isNaN(actual) && Double.isNaN(expected))) {
      notFinite++;
      firstNotFinite = firstNotFinite < 0 ? position : firstNotFinite;
      mismatch(position);
      smallestTolerance = Double.POSITIVE_INFINITY;
    }
  }

  private void finite(int position, double error, double expected, double ulps) {
    double size = Math.abs(expected);
    if (!tolerance.allows(error, expected)) {
      mismatch(position);
    }
    if (error > absolute) {
      absolute = error;
      absoluteAt = position;
    }
    // Multiplied where it could be divided: most elements are no peak, and a product is cheap.
    if (size > 0 && error > relative * size) {
      relative = error / size;
      relativeAt = position;
    }
    if (ulps > ulp) {
      ulp = ulps;
      ulpAt = position;
    }
    if (!(error <= smallestTolerance + smallestTolerance * size)) {
      smallestTolerance = smallestTolerance(error, size);
    }
  }

  /** The smallest t with {@code error ≤ t + t·size} as {@link Tolerance#allows} computes it. */
  private static double smallestTolerance(double error, double size) {
    double t = error / (1 + size);
    while (!(error <= t + t * size)) {
      t = Math.nextUp(t);
    }
    return t;
  }

  private void mismatch(int position) {
    mismatched++;
    firstMismatch = firstMismatch < 0 ? position : firstMismatch;
  }

  /** |a − b|, rounded once: beyond 2⁶³ the long difference is right as an unsigned number. */
  private static double distance(long a, long b) {
    long unsigned = a > b ? a - b : b - a;
    return unsigned >= 0 ? (double) unsigned : ((unsigned >>> 1) | (unsigned & 1)) * 2.0;
  }

  /** The place of a value among all float32 values in order; −0.0 shares that of 0.0. */
  private static long ordinal(float value) {
    int bits = Float.floatToIntBits(value);
    return bits < 0 ? Integer.MIN_VALUE - bits : bits;
  }

  private static long ordinal(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }
}
