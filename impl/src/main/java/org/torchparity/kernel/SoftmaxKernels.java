package org.torchparity.kernel;

/**
 * Passes of softmax over rows of {@code size} neighbouring elements, for the rows in {@code [from,
 * to)}. What a row has once is float64; elements are float32 or float64. The logarithm of a row, ln
 * Σ exp(x), comes as centre + rest: x − centre is rounded once in the type of x, and rest is small.
 */
interface SoftmaxKernels {

  /** The greatest element of each row; a NaN is left out. */
  void greatest(float[] x, int size, int from, int to, double[] greatest);

  /** y = 2⁶⁴·exp(x − greatest), which is not denormal. */
  void exponentials(float[] x, int size, int from, int to, double[] greatest, float[] y);

  /** Σ 2⁶⁴·exp(x − greatest) of each row. */
  void exponentialSums(float[] x, int size, int from, int to, double[] greatest, double[] sum);

  /** y = y / sum. */
  void divide(float[] y, int size, int from, int to, double[] sum);

  /** Σ g·p of each row. */
  void products(float[] g, float[] p, int size, int from, int to, double[] sum);

  /** y = p·(g − sum). */
  void softmaxBackward(float[] g, float[] p, int size, int from, int to, double[] sum, float[] y);

  /** y = x − centre − rest. */
  void subtract(float[] x, int size, int from, int to, double[] centre, double[] rest, float[] y);

  /** Σ g of each row. */
  void sums(float[] g, int size, int from, int to, double[] sum);

  /** y = g − exp(x − centre − rest)·sum. */
  void logSoftmaxBackward(
      float[] g,
      float[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] sum,
      float[] y);

  /** y = factor·exp(x − centre − rest). */
  void multiples(
      float[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] factor,
      float[] y);

  /** The greatest element of each row; a NaN is left out. */
  void greatest(double[] x, int size, int from, int to, double[] greatest);

  /** y = 2⁶⁴·exp(x − greatest), which is not denormal. */
  void exponentials(double[] x, int size, int from, int to, double[] greatest, double[] y);

  /** Σ 2⁶⁴·exp(x − greatest) of each row. */
  void exponentialSums(double[] x, int size, int from, int to, double[] greatest, double[] sum);

  /** y = y / sum. */
  void divide(double[] y, int size, int from, int to, double[] sum);

  /** Σ g·p of each row. */
  void products(double[] g, double[] p, int size, int from, int to, double[] sum);

  /** y = p·(g − sum). */
  void softmaxBackward(
      double[] g, double[] p, int size, int from, int to, double[] sum, double[] y);

  /** y = x − centre − rest. */
  void subtract(double[] x, int size, int from, int to, double[] centre, double[] rest, double[] y);

  /** Σ g of each row. */
  void sums(double[] g, int size, int from, int to, double[] sum);

  /** y = g − exp(x − centre − rest)·sum. */
  void logSoftmaxBackward(
      double[] g,
      double[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] sum,
      double[] y);

  /** y = factor·exp(x − centre − rest). */
  void multiples(
      double[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] factor,
      double[] y);
}
