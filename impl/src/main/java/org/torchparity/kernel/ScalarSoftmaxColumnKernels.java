package org.torchparity.kernel;

/** The passes in plain Java, which every machine runs. */
final class ScalarSoftmaxColumnKernels implements SoftmaxColumnKernels {

  @Override
  public void greatest(float[] x, int at, float[] centre, int n) {
    for (int i = 0; i < n; i++) {
      centre[i] = x[at + i] > centre[i] ? x[at + i] : centre[i];
    }
  }

  @Override
  public void exponentials(float[] x, int at, float[] centre, int n, float[] y) {
    for (int i = 0; i < n; i++) {
      y[at + i] = (float) (0x1p64 * ScalarFunctions.exp(x[at + i] - centre[i]));
    }
  }

  @Override
  public void multiples(
      float[] x, int at, float[] centre, float[] rest, float[] factor, int n, float[] y) {
    for (int i = 0; i < n; i++) {
      double p = ScalarFunctions.exp(x[at + i] - centre[i] - rest[i]);
      y[at + i] = (float) (factor[i] * p);
    }
  }

  @Override
  public void subtractMultiples(
      float[] g,
      float[] x,
      int at,
      float[] centre,
      float[] rest,
      float[] factor,
      int n,
      float[] y) {
    for (int i = 0; i < n; i++) {
      double p = ScalarFunctions.exp(x[at + i] - centre[i] - rest[i]);
      y[at + i] = (float) Math.fma(-p, factor[i], g[at + i]);
    }
  }

  @Override
  public void greatest(double[] x, int at, double[] centre, int n) {
    for (int i = 0; i < n; i++) {
      centre[i] = x[at + i] > centre[i] ? x[at + i] : centre[i];
    }
  }

  @Override
  public void exponentials(double[] x, int at, double[] centre, int n, double[] y) {
    for (int i = 0; i < n; i++) {
      y[at + i] = ScalarFunctions.scaledExp(x[at + i] - centre[i]);
    }
  }

  @Override
  public void multiples(
      double[] x, int at, double[] centre, double[] rest, double[] factor, int n, double[] y) {
    for (int i = 0; i < n; i++) {
      double p = ScalarFunctions.scaledExp(x[at + i] - centre[i] - rest[i]);
      y[at + i] = p * (ScalarFunctions.UNIT * factor[i]);
    }
  }

  @Override
  public void subtractMultiples(
      double[] g,
      double[] x,
      int at,
      double[] centre,
      double[] rest,
      double[] factor,
      int n,
      double[] y) {
    for (int i = 0; i < n; i++) {
      double p = ScalarFunctions.scaledExp(x[at + i] - centre[i] - rest[i]);
      y[at + i] = Math.fma(p, -ScalarFunctions.UNIT * factor[i], g[at + i]);
    }
  }
}
