package org.torchparity.kernel;

/**
 * Passes of softmax over rows of {@code size} neighbouring float32 elements, for the rows in {@code
 * [from, to)}. What a row has once is float64; elements are float32.
 */
interface SoftmaxKernels {

  /** The greatest element of each row. */
  void greatest(float[] x, int size, int from, int to, double[] greatest);

  /** y = 2⁶⁴·exp(x − greatest), which is not denormal. */
  void exponentials(float[] x, int size, int from, int to, double[] greatest, float[] y);

  /** y = y / sum. */
  void divide(float[] y, int size, int from, int to, double[] sum);

  /** Σ g·p of each row. */
  void products(float[] g, float[] p, int size, int from, int to, double[] sum);

  /** y = p·(g − sum). */
  void softmaxBackward(float[] g, float[] p, int size, int from, int to, double[] sum, float[] y);

  /** greatest + ln Σ exp(x − greatest) of each row. */
  void logarithms(float[] x, int size, int from, int to, double[] greatest, double[] logarithm);

  /** y = x − logarithm. */
  void subtract(float[] x, int size, int from, int to, double[] logarithm, float[] y);

  /** Σ g of each row. */
  void sums(float[] g, int size, int from, int to, double[] sum);

  /** y = g − exp(x − logarithm)·sum. */
  void logSoftmaxBackward(
      float[] g,
      float[] x,
      int size,
      int from,
      int to,
      double[] logarithm,
      double[] sum,
      float[] y);

  /** y = factor·exp(x − logarithm). */
  void multiples(
      float[] x, int size, int from, int to, double[] logarithm, double[] factor, float[] y);
}
