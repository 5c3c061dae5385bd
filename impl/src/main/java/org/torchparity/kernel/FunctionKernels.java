package org.torchparity.kernel;

/**
 * Functions of the first {@code n} values of a block. Blocks have room for whole vectors, and y is
 * another than x but where it says otherwise.
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

  /** y = σ(−x) = 1/(1 + exp x). */
  void sigmoidOfMinus(double[] x, double[] y, int n);

  /** y = v where z > bound, else 0; y may be either. */
  void whereAbove(double[] z, double bound, double[] v, double[] y, int n);

  /** y = 1 where x > 0, −1 where x &lt; 0, else 0; y may be x. */
  void sign(double[] x, double[] y, int n);

  /** y[i] = x[from + i] of integers, which need not have room for whole vectors. */
  void widen(long[] x, int from, double[] y, int n);
}
