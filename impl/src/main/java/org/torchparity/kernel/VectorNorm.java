package org.torchparity.kernel;

/**
 * The p-norm of a run of equally spaced elements: (Σ|x|ᵖ)^(1/p); the greatest |x| for p = ∞, the
 * least for −∞, the number of elements that are not zero for p = 0. NaN where an element is NaN.
 */
public final class VectorNorm {
  private VectorNorm() {}

  /** The norm of x[start], x[start + stride], …, of {@code length} elements. */
  public static double of(double[] x, int start, int length, int stride, double p) {
    double result = p == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : 0;
    for (int i = 0; i < length; i++) {
      double magnitude = Math.abs(x[start + i * stride]);
      if (p == Double.POSITIVE_INFINITY) {
        result = Math.max(result, magnitude);
      } else if (p == Double.NEGATIVE_INFINITY) {
        result = Math.min(result, magnitude);
      } else if (p == 0) {
        result += magnitude != 0 ? 1 : 0;
      } else if (p == 1) {
        result += magnitude;
      } else if (p == 2) {
        result = Math.fma(magnitude, magnitude, result);
      } else {
        result += Math.pow(magnitude, p);
      }
    }
    if (p == 0 || p == 1 || Double.isInfinite(p)) {
      return result;
    }
    return p == 2 ? Math.sqrt(result) : Math.pow(result, 1 / p);
  }
}
