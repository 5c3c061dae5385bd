package org.torchparity.kernel;

/** The functions in plain Java, which every machine runs. */
final class ScalarFunctionKernels implements FunctionKernels {

  @Override
  public void exp(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = ScalarFunctions.exp(x[i]);
    }
  }

  @Override
  public void log(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = ScalarFunctions.log(x[i]);
    }
  }

  @Override
  public void log1p(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = ScalarFunctions.log1pOfAny(x[i]);
    }
  }

  @Override
  public void log1pOfDecay(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = ScalarFunctions.log1p(ScalarFunctions.exp(-Math.abs(x[i])));
    }
  }

  @Override
  public void sigmoidOfMinus(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = 1 / (1 + ScalarFunctions.exp(x[i]));
    }
  }

  @Override
  public void whereAbove(double[] z, double bound, double[] v, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = z[i] > bound ? v[i] : 0;
    }
  }

  @Override
  public void sign(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (x[i] > 0 ? 1 : 0) - (x[i] < 0 ? 1 : 0);
    }
  }

  @Override
  public void widen(long[] x, int from, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = x[from + i];
    }
  }
}
