package org.torchparity.kernel;

/** The functions in the Vector API, each loop called where the compiler cannot inline it. */
final class VectorFunctionKernels implements FunctionKernels {
  private static final BlockFunction EXP = (x, y, n) -> VectorFunctions.exp(x, 1, y, n);

  /** A function of the first {@code n} values of a block. */
  interface BlockFunction {
    /** Stores the values of x in y. */
    void run(double[] x, double[] y, int n);
  }

  @Override
  public void exp(double[] x, double[] y, int n) {
    Uninlined.run(EXP, x, y, n);
  }

  @Override
  public void log(double[] x, double[] y, int n) {
    Uninlined.run(VectorLogarithms::logOfOrdinary, x, y, n);
    Uninlined.run(VectorLogarithms::logOfOthers, x, y, n);
  }

  @Override
  public void log1p(double[] x, double[] y, int n) {
    Uninlined.run(VectorLogarithms::log1pOfOrdinary, x, y, n);
    Uninlined.run(VectorLogarithms::log1pOfOthers, x, y, n);
  }

  @Override
  public void log1pOfDecay(double[] x, double[] y, int n) {
    Uninlined.run(VectorFunctions::decay, x, y, n);
    Uninlined.run(VectorFunctions::log1p, y, y, n);
  }

  @Override
  public void sigmoidOfMinus(double[] x, double[] y, int n) {
    Uninlined.run(VectorFunctions::sigmoidOfMinus, x, y, n);
  }

  @Override
  public void whereAbove(double[] z, double bound, double[] v, double[] y, int n) {
    VectorFunctions.whereAbove(z, bound, v, y, n);
  }

  @Override
  public void sign(double[] x, double[] y, int n) {
    VectorFunctions.sign(x, y, n);
  }

  @Override
  public void widen(long[] x, int from, double[] y, int n) {
    int whole = VectorLogarithms.widen(x, from, y, n) ? VectorSpeciesOf.LONGS.loopBound(n) : 0;
    for (int i = whole; i < n; i++) {
      y[i] = x[from + i];
    }
  }
}
