package org.torchparity.kernel;

import java.util.Arrays;

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

  /**
   * Stores the norms of rows that lie one behind the other, of at most {@value RowSums#ROWS}. For p
   * = 1 what is left are their magnitudes.
   */
  static void ofRows(double[] x, int rows, int length, double p, double[] norms) {
    Arrays.fill(norms, 0, rows, 0);
    if (p == 2) {
      RowSums.addProducts(x, x, rows, length, norms);
      for (int row = 0; row < rows; row++) {
        norms[row] = Math.sqrt(norms[row]);
      }
    } else if (p == 1) {
      for (int i = 0; i < rows * length; i++) {
        x[i] = Math.abs(x[i]);
      }
      RowSums.add(x, rows, length, norms);
    } else {
      for (int row = 0; row < rows; row++) {
        norms[row] = of(x, row * length, length, 1, p);
      }
    }
  }

  /**
   * Replaces the first elements of x by g·δ‖x‖/δx, as torch differentiates:
   *
   * <pre>
   * p ≥ 1:   g·sgn(x)·(|x|/‖x‖)^(p − 1), 0 where ‖x‖ = 0
   * p = ±∞:  g·sgn(x)/k for each of the k elements with |x| = ‖x‖
   * p &lt; 1:   the same as for p ≥ 1, but 0·g·‖x‖^(1 − p) where x = 0, which is NaN where ‖x‖ is infinite or NaN
   * p = 0:   0
   * </pre>
   */
  static void slopes(double[] x, int length, double norm, double p, double g) {
    if (p == 0) {
      Arrays.fill(x, 0, length, 0);
    } else if (p == 1) {
      for (int i = 0; i < length; i++) {
        x[i] = sign(x[i]) * g;
      }
    } else if (Double.isInfinite(p)) {
      slopesOfGreatest(x, length, norm, g);
    } else if (p < 1) {
      double factor = Math.pow(norm, 1 - p);
      for (int i = 0; i < length; i++) {
        double power = x[i] == 0 ? 0 : sign(x[i]) * Math.pow(Math.abs(x[i]), p - 1);
        x[i] = power * g * factor;
      }
    } else if (norm == 0) {
      Arrays.fill(x, 0, length, p == 2 ? g * 0 : 0);
    } else if (p == 2) {
      for (int i = 0; i < length; i++) {
        x[i] = g * (x[i] / norm);
      }
    } else {
      for (int i = 0; i < length; i++) {
        x[i] = sign(x[i]) * g * Math.pow(Math.abs(x[i]) / norm, p - 1);
      }
    }
  }

  /** For p = ±∞; NaN is one of those that share. */
  private static void slopesOfGreatest(double[] x, int length, double norm, double g) {
    int ties = 0;
    for (int i = 0; i < length; i++) {
      ties += shares(x[i], norm) ? 1 : 0;
    }
    double share = g / ties;
    for (int i = 0; i < length; i++) {
      x[i] = sign(x[i]) * (share * (shares(x[i], norm) ? 1 : 0));
    }
  }

  private static boolean shares(double x, double norm) {
    return Math.abs(x) == norm || Double.isNaN(x);
  }

  /** Torch's sgn, of NaN zero: without a jump that depends on the sign. */
  private static double sign(double x) {
    return Math.abs(x) > 0 ? Math.copySign(1.0, x) : 0;
  }
}
