package org.torchparity.kernel;

/** The passes in plain Java, which every machine runs. */
final class ScalarSoftmaxKernels implements SoftmaxKernels {

  @Override
  public void greatest(float[] x, int size, int from, int to, double[] greatest) {
    for (int r = from; r < to; r++) {
      greatest[r] = greatest(x, r * size, (r + 1) * size);
    }
  }

  /** A NaN is left out: it comes back with its exponential. */
  static float greatest(float[] x, int from, int to) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      greatest = x[i] > greatest ? x[i] : greatest;
    }
    return greatest;
  }

  @Override
  public void exponentials(float[] x, int size, int from, int to, double[] greatest, float[] y) {
    for (int r = from; r < to; r++) {
      exponentials(x, r * size, (r + 1) * size, (float) greatest[r], y);
    }
  }

  static void exponentials(float[] x, int from, int to, float greatest, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = (float) (0x1p64 * ScalarFunctions.exp(x[i] - greatest));
    }
  }

  @Override
  public void divide(float[] y, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      multiply(y, r * size, (r + 1) * size, (float) (1 / sum[r]));
    }
  }

  static void multiply(float[] y, int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      y[i] *= factor;
    }
  }

  @Override
  public void products(float[] g, float[] p, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      double products = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        products = Math.fma((double) g[i], p[i], products);
      }
      sum[r] = products;
    }
  }

  @Override
  public void softmaxBackward(
      float[] g, float[] p, int size, int from, int to, double[] sum, float[] y) {
    for (int r = from; r < to; r++) {
      softmaxBackward(g, p, r * size, (r + 1) * size, (float) sum[r], y);
    }
  }

  static void softmaxBackward(float[] g, float[] p, int from, int to, float sum, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = p[i] * (g[i] - sum);
    }
  }

  @Override
  public void logarithms(
      float[] x, int size, int from, int to, double[] greatest, double[] logarithm) {
    for (int r = from; r < to; r++) {
      double sum = sum(x, r * size, (r + 1) * size, (float) greatest[r]);
      logarithm[r] = greatest[r] + Math.log(sum);
    }
  }

  /** Σ exp(x − greatest). */
  static double sum(float[] x, int from, int to, float greatest) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += ScalarFunctions.exp(x[i] - greatest);
    }
    return sum;
  }

  @Override
  public void subtract(float[] x, int size, int from, int to, double[] logarithm, float[] y) {
    for (int r = from; r < to; r++) {
      subtract(x, r * size, (r + 1) * size, logarithm[r], y);
    }
  }

  static void subtract(float[] x, int from, int to, double logarithm, float[] y) {
    float centre = (float) logarithm;
    float rest = (float) Corrected.rest(logarithm);
    for (int i = from; i < to; i++) {
      y[i] = x[i] - centre - rest;
    }
  }

  @Override
  public void sums(float[] g, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      double each = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        each += g[i];
      }
      sum[r] = each;
    }
  }

  @Override
  public void logSoftmaxBackward(
      float[] g,
      float[] x,
      int size,
      int from,
      int to,
      double[] logarithm,
      double[] sum,
      float[] y) {
    for (int r = from; r < to; r++) {
      logSoftmaxBackward(g, x, r * size, (r + 1) * size, logarithm[r], (float) sum[r], y);
    }
  }

  static void logSoftmaxBackward(
      float[] g, float[] x, int from, int to, double logarithm, float sum, float[] y) {
    float centre = (float) logarithm;
    float rest = (float) Corrected.rest(logarithm);
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.fma(-ScalarFunctions.exp(x[i] - centre - rest), sum, g[i]);
    }
  }

  @Override
  public void multiples(
      float[] x, int size, int from, int to, double[] logarithm, double[] factor, float[] y) {
    for (int r = from; r < to; r++) {
      multiples(x, r * size, (r + 1) * size, logarithm[r], factor[r], y);
    }
  }

  static void multiples(float[] x, int from, int to, double logarithm, double factor, float[] y) {
    float centre = (float) logarithm;
    float rest = (float) Corrected.rest(logarithm);
    for (int i = from; i < to; i++) {
      y[i] = (float) (factor * ScalarFunctions.exp(x[i] - centre - rest));
    }
  }
}
