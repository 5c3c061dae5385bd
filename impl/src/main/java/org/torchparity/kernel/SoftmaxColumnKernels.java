package org.torchparity.kernel;

/**
 * What softmax does to n neighbours from {@code at} on, each of a column of its own: what a column
 * has is at its place in {@code centre}, {@code rest} and {@code factor}. See {@link
 * SoftmaxKernels}.
 */
interface SoftmaxColumnKernels {

  /** centre = max(centre, x); a NaN is left out. */
  void greatest(float[] x, int at, float[] centre, int n);

  /** y = 2⁶⁴·exp(x − centre). */
  void exponentials(float[] x, int at, float[] centre, int n, float[] y);

  /** y = factor·exp(x − centre − rest). */
  void multiples(float[] x, int at, float[] centre, float[] rest, float[] factor, int n, float[] y);

  /** y = g − factor·exp(x − centre − rest). */
  void subtractMultiples(
      float[] g, float[] x, int at, float[] centre, float[] rest, float[] factor, int n, float[] y);

  /** centre = max(centre, x); a NaN is left out. */
  void greatest(double[] x, int at, double[] centre, int n);

  /** y = 2⁶⁴·exp(x − centre). */
  void exponentials(double[] x, int at, double[] centre, int n, double[] y);

  /** y = factor·exp(x − centre − rest). */
  void multiples(
      double[] x, int at, double[] centre, double[] rest, double[] factor, int n, double[] y);

  /** y = g − factor·exp(x − centre − rest). */
  void subtractMultiples(
      double[] g,
      double[] x,
      int at,
      double[] centre,
      double[] rest,
      double[] factor,
      int n,
      double[] y);
}
