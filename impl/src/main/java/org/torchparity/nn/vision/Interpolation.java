package org.torchparity.nn.vision;

import java.util.Arrays;
import org.torchparity.kernel.Taps;
import org.torchparity.tensor.DType;

/**
 * Which elements along one axis make up each new one, and with which weights. With s the input's
 * size over the output's, or 1 over the scale factor where one is given, the new element j lies at
 * s·(j + ½) − ½, or at j·(in − 1)/(out − 1) where corners are aligned.
 */
final class Interpolation {
  private static final double A = -0.75;

  private final int in;
  private final int out;
  private final double factor;

  /** An axis whose size changes; a factor of 0 or less is none. */
  Interpolation(int in, int out, double factor) {
    this.in = in;
    this.out = out;
    this.factor = factor;
  }

  private double scale() {
    return factor > 0 ? 1 / factor : (double) in / out;
  }

  private double position(int j, boolean alignCorners) {
    if (alignCorners) {
      return out > 1 ? (double) (in - 1) / (out - 1) * j : 0;
    }
    return scale() * (j + 0.5) - 0.5;
  }

  /** ATen's floor, of a float32 whatever the dtype: 2.9999999999 is 3. */
  private static int floor(double position) {
    return (int) Math.floor((float) position);
  }

  /**
   * The element ⌊j·s⌋. ATen computes s·j in float32, and takes j itself or ⌊j/2⌋ where the sizes
   * are equal or twice, whatever the factor.
   */
  Taps nearest() {
    int[] indices = new int[out];
    float scale = factor > 0 ? (float) (1 / factor) : (float) in / out;
    for (int j = 0; j < out; j++) {
      indices[j] =
          out == in ? j : out == 2 * in ? j / 2 : Math.min((int) Math.floor(j * scale), in - 1);
    }
    return single(indices);
  }

  /** The element ⌊j·s⌋ in the input's dtype, without the exceptions of {@link #nearest}. */
  Taps nearestPlain(DType dtype) {
    int[] indices = new int[out];
    float narrow = factor > 0 ? (float) (1 / factor) : (float) in / out;
    for (int j = 0; j < out; j++) {
      double position = dtype == DType.FLOAT32 ? j * narrow : j * scale();
      indices[j] = Math.min(floor(position), in - 1);
    }
    return single(indices);
  }

  private Taps single(int[] indices) {
    double[] weights = new double[out];
    Arrays.fill(weights, 1);
    return new Taps(in, out, indices, weights);
  }

  /** (1 − λ)·x[i] + λ·x[i + 1], i and λ being the whole and the rest of the position. */
  Taps linear(boolean alignCorners) {
    int[] indices = new int[2 * out];
    double[] weights = new double[2 * out];
    for (int j = 0; j < out; j++) {
      double position = Math.max(position(j, alignCorners), 0);
      int i = out == in ? j : Math.min(floor(position), in - 1);
      double lambda = out == in ? 0 : Math.min(Math.max(position - i, 0), 1);
      indices[2 * j] = i;
      indices[2 * j + 1] = out == in ? i : Math.min(i + 1, in - 1);
      weights[2 * j] = 1 - lambda;
      weights[2 * j + 1] = lambda;
    }
    return new Taps(in, out, indices, weights);
  }

  /** Keys's cubic convolution of x[i − 1], …, x[i + 2]; beyond the ends the last element. */
  Taps cubic(boolean alignCorners) {
    int[] indices = new int[4 * out];
    double[] weights = new double[4 * out];
    for (int j = 0; j < out; j++) {
      double position = position(j, alignCorners);
      int i = Math.min(floor(position), in - 1);
      double t = Math.min(Math.max(position - i, 0), 1);
      double[] coefficients = {
        outerCubic(t + 1), innerCubic(t), innerCubic(1 - t), outerCubic(2 - t)
      };
      for (int tap = 0; tap < 4; tap++) {
        indices[4 * j + tap] = Math.max(Math.min(i - 1 + tap, in - 1), 0);
        weights[4 * j + tap] = coefficients[tap];
      }
    }
    return new Taps(in, out, indices, weights);
  }

  /** The kernel where |x| ≤ 1: (a + 2)·x³ − (a + 3)·x² + 1. */
  private static double innerCubic(double x) {
    return ((A + 2) * x - (A + 3)) * x * x + 1;
  }

  /** The kernel where 1 &lt; |x| &lt; 2: a·x³ − 5a·x² + 8a·x − 4a. */
  private static double outerCubic(double x) {
    return ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
  }
}
