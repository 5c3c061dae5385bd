package org.torchparity.kernel;

/**
 * Elementary functions of the first {@code n} values of a block. Blocks have room for whole
 * vectors, and y is another than x.
 */
interface FunctionKernels {

  /** y = exp x. */
  void exp(double[] x, double[] y, int n);

  /** y = ln x. */
  void log(double[] x, double[] y, int n);

  /** y = ln(1 + x). */
  void log1p(double[] x, double[] y, int n);

  /** y = ln(1 + exp(−|x|)). */
  void log1pOfDecay(double[] x, double[] y, int n);

  /** y[i] = x[from + i] of integers, which need not have room for whole vectors. */
  void widen(long[] x, int from, double[] y, int n);
}
