package org.torchparity.kernel;

/**
 * Passes over a row: the {@code length} elements of an array from {@code start} on. A row has its
 * own mean and scale, and each of its columns a weight. Sums are float64, or float32 over short
 * blocks that are added in float64; results have the type of the data.
 */
interface RowKernels {

  /** Mean and Σ(x − mean)². */
  void moments(float[] x, int start, int length, double[] moments);

  /** Σx². */
  double squares(float[] x, int start, int length);

  /** y = (x − mean)·scale·weight + bias. */
  void affine(
      float[] x,
      int start,
      int length,
      double mean,
      double scale,
      float[] weight,
      float[] bias,
      float[] y);

  /** Σ g·weight and Σ g·weight·(x − mean). */
  void products(
      float[] g, float[] x, int start, int length, double mean, float[] weight, double[] sums);

  /** y = a·g·weight + b·(x − mean) + c. */
  void combine(
      float[] g,
      float[] x,
      int start,
      int length,
      double mean,
      float[] weight,
      double a,
      double b,
      double c,
      float[] y);

  /** Adds g to the sum and g·(x − mean)·scale to the product of each column. */
  void columns(
      float[] g,
      float[] x,
      int start,
      int length,
      double mean,
      double scale,
      float[] sum,
      float[] product);

  /** Adds x, one an element, to a total of columns. */
  void add(float[] x, double[] total);

  /** Mean and Σ(x − mean)². */
  void moments(double[] x, int start, int length, double[] moments);

  /** Σx². */
  double squares(double[] x, int start, int length);

  /** y = (x − mean)·scale·weight + bias. */
  void affine(
      double[] x,
      int start,
      int length,
      double mean,
      double scale,
      double[] weight,
      double[] bias,
      double[] y);

  /** Σ g·weight and Σ g·weight·(x − mean). */
  void products(
      double[] g, double[] x, int start, int length, double mean, double[] weight, double[] sums);

  /** y = a·g·weight + b·(x − mean) + c. */
  void combine(
      double[] g,
      double[] x,
      int start,
      int length,
      double mean,
      double[] weight,
      double a,
      double b,
      double c,
      double[] y);

  /** Adds g to the sum and g·(x − mean)·scale to the product of each column. */
  void columns(
      double[] g,
      double[] x,
      int start,
      int length,
      double mean,
      double scale,
      double[] sum,
      double[] product);

  /** Adds x, one an element, to a total of columns. */
  void add(double[] x, double[] total);
}
