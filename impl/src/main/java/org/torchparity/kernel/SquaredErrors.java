package org.torchparity.kernel;

import org.torchparity.tensor.Tensor;

/** Sums of squared differences of float32 tensors of one shape, and their gradients. */
public final class SquaredErrors {
  /** Elements that are added up by one thread, the same for any number of threads. */
  private static final int BLOCK = 1 << 12;

  private SquaredErrors() {}

  /** Returns Σ (x − t)², in float64. */
  public static double sum(Tensor x, Tensor t) {
    int elements = x.elements();
    double[] sums = new double[(elements + BLOCK - 1) / BLOCK];
    Parallel.rows(
        sums.length,
        BLOCK,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            int start = block * BLOCK;
            sums[block] = sum(x.floats(), t.floats(), start, Math.min(elements, start + BLOCK));
          }
        });
    double sum = 0;
    for (double each : sums) {
      sum += each;
    }
    return sum;
  }

  /** Four sums at a time, for one waits for its last addition. */
  private static double sum(float[] x, float[] t, int start, int end) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = start;
    for (; i < end - 3; i += 4) {
      a = square(x[i], t[i], a);
      b = square(x[i + 1], t[i + 1], b);
      c = square(x[i + 2], t[i + 2], c);
      d = square(x[i + 3], t[i + 3], d);
    }
    for (; i < end; i++) {
      a = square(x[i], t[i], a);
    }
    return a + b + (c + d);
  }

  private static double square(double x, double t, double sum) {
    return Math.fma(x - t, x - t, sum);
  }

  /** Returns factor·(x − t). */
  public static Tensor difference(Tensor x, Tensor t, double factor) {
    Tensor y = Tensor.zeros(x.dtype(), x.shape());
    Parallel.rows(
        x.elements(),
        1,
        (from, to) -> difference(x.floats(), t.floats(), factor, y.floats(), from, to));
    return y;
  }

  private static void difference(float[] x, float[] t, double factor, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) (factor * ((double) x[i] - t[i]));
    }
  }
}
