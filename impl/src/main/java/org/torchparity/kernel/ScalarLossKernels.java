package org.torchparity.kernel;

/** The passes in plain Java, which every machine runs. */
final class ScalarLossKernels implements LossKernels {

  @Override
  public double squaredErrors(float[] x, float[] t, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double error = (double) x[i] - t[i];
      sum = Math.fma(error, error, sum);
    }
    return sum;
  }

  @Override
  public void differences(
      float[] x, float[] t, float factor, int from, int to, float[] y, float[] z) {
    for (int i = from; i < to; i++) {
      y[i] = factor * (x[i] - t[i]);
      z[i] = -y[i];
    }
  }
}
