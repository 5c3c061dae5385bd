package org.torchparity.kernel;

/**
 * Passes over (R, D) arrays whose rows have their own mean and scale and whose columns have their
 * own weight, for the rows in {@code [from, to)}. Coefficients and sums are float64; each result is
 * rounded once.
 */
interface RowKernels {

  /** Σx² of each row. */
  void squares(float[] x, int columns, int from, int to, double[] squares);

  /** y = (x − mean)·scale·weight + bias. */
  void affine(
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] weight,
      double[] bias,
      float[] y);

  /** Σ g·weight and Σ g·weight·(x − mean) of each row. */
  void products(
      float[] g,
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] sum,
      double[] product);

  /** y = a·g·weight + b·(x − mean) + c, with a, b and c a row. */
  void combine(
      float[] g,
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] a,
      double[] b,
      double[] c,
      float[] y);

  /** Adds g to the sum and g·(x − mean)·scale to the product of each column. */
  void columns(
      float[] g,
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] sum,
      double[] product);

  /** Σx² of each row. */
  void squares(double[] x, int columns, int from, int to, double[] squares);

  /** y = (x − mean)·scale·weight + bias. */
  void affine(
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] weight,
      double[] bias,
      double[] y);

  /** Σ g·weight and Σ g·weight·(x − mean) of each row. */
  void products(
      double[] g,
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] sum,
      double[] product);

  /** y = a·g·weight + b·(x − mean) + c, with a, b and c a row. */
  void combine(
      double[] g,
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] a,
      double[] b,
      double[] c,
      double[] y);

  /** Adds g to the sum and g·(x − mean)·scale to the product of each column. */
  void columns(
      double[] g,
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] sum,
      double[] product);
}
