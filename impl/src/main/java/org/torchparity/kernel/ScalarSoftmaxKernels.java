package org.torchparity.kernel;

/** Softmax in plain Java, which every machine runs. */
final class ScalarSoftmaxKernels implements SoftmaxKernels {

  @Override
  public void softmax(float[] x, int size, int from, int to, float[] y) {
    double[] e = new double[size];
    for (int r = from; r < to; r++) {
      int start = r * size;
      double greatest = greatest(x, start, size);
      double sum = 0;
      for (int i = 0; i < size; i++) {
        e[i] = ScalarFunctions.exp(x[start + i] - greatest);
        sum += e[i];
      }
      double factor = 1 / sum;
      for (int i = 0; i < size; i++) {
        y[start + i] = (float) (e[i] * factor);
      }
    }
  }

  @Override
  public void softmaxBackward(float[] g, float[] p, int size, int from, int to, float[] y) {
    for (int r = from; r < to; r++) {
      double sum = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        sum = Math.fma(g[i], p[i], sum);
      }
      for (int i = r * size; i < (r + 1) * size; i++) {
        y[i] = (float) (p[i] * (g[i] - sum));
      }
    }
  }

  @Override
  public void logSums(float[] x, int size, int from, int to, double[] greatest, double[] logSum) {
    for (int r = from; r < to; r++) {
      greatest[r] = greatest(x, r * size, size);
      double sum = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        sum += ScalarFunctions.exp(x[i] - greatest[r]);
      }
      logSum[r] = Math.log(sum);
    }
  }

  @Override
  public void logSoftmax(
      float[] x, int size, int from, int to, double[] greatest, double[] logSum, float[] y) {
    for (int r = from; r < to; r++) {
      for (int i = r * size; i < (r + 1) * size; i++) {
        y[i] = (float) (x[i] - greatest[r] - logSum[r]);
      }
    }
  }

  @Override
  public void logSoftmaxBackward(
      float[] g,
      float[] x,
      int size,
      int from,
      int to,
      double[] greatest,
      double[] logSum,
      float[] y) {
    for (int r = from; r < to; r++) {
      double sum = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        sum += g[i];
      }
      for (int i = r * size; i < (r + 1) * size; i++) {
        double p = ScalarFunctions.exp(x[i] - greatest[r] - logSum[r]);
        y[i] = (float) Math.fma(-p, sum, g[i]);
      }
    }
  }

  @Override
  public void scaledSoftmax(
      float[] x,
      int size,
      int from,
      int to,
      double[] greatest,
      double[] logSum,
      double[] factor,
      float[] y) {
    for (int r = from; r < to; r++) {
      for (int i = r * size; i < (r + 1) * size; i++) {
        y[i] = (float) (factor[r] * ScalarFunctions.exp(x[i] - greatest[r] - logSum[r]));
      }
    }
  }

  /** A NaN is left out: it comes back with its exponential. */
  static double greatest(float[] x, int start, int size) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = start; i < start + size; i++) {
      greatest = x[i] > greatest ? x[i] : greatest;
    }
    return greatest;
  }
}
