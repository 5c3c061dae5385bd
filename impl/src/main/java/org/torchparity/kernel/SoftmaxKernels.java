package org.torchparity.kernel;

/**
 * Softmax of rows of {@code size} neighbouring float32 elements, for the rows in {@code [from,
 * to)}. Sums are float64, exponentials those of {@link ScalarFunctions}; each result is rounded
 * once.
 */
interface SoftmaxKernels {

  /** y = exp(x) / Σ exp(x). */
  void softmax(float[] x, int size, int from, int to, float[] y);

  /** y = p·(g − Σ g·p), p the softmax. */
  void softmaxBackward(float[] g, float[] p, int size, int from, int to, float[] y);

  /** The greatest element of each row, and ln Σ exp(x − greatest). */
  void logSums(float[] x, int size, int from, int to, double[] greatest, double[] logSum);

  /** y = x − greatest − logSum, the logarithmic softmax. */
  void logSoftmax(
      float[] x, int size, int from, int to, double[] greatest, double[] logSum, float[] y);

  /** y = g − exp(x − greatest − logSum)·Σ g. */
  void logSoftmaxBackward(
      float[] g,
      float[] x,
      int size,
      int from,
      int to,
      double[] greatest,
      double[] logSum,
      float[] y);

  /** y = factor·exp(x − greatest − logSum), a factor a row. */
  void scaledSoftmax(
      float[] x,
      int size,
      int from,
      int to,
      double[] greatest,
      double[] logSum,
      double[] factor,
      float[] y);
}
