package org.torchparity.kernel;

/**
 * Passes over arrays laid out as (N, C, L), a channel at a time, for the channels in {@code [from,
 * to)}. Statistics and coefficients are float64 whatever the data, so that float32 data of a large
 * mean loses nothing.
 */
interface ChannelKernels {

  /** Mean and Σ(x − mean)² of each channel, by the corrected two-pass algorithm. */
  void moments(float[] x, Layout layout, int from, int to, double[] mean, double[] squares);

  /** Mean and Σ(x − mean)² of each channel, by the corrected two-pass algorithm. */
  void moments(double[] x, Layout layout, int from, int to, double[] mean, double[] squares);

  /** y = (x − mean)·scale + shift, rounded once. */
  void affine(
      float[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] shift,
      float[] y);

  /** y = (x − mean)·scale + shift. */
  void affine(
      double[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] shift,
      double[] y);

  /** Σg and Σg·(x − mean) of each channel. */
  void products(
      float[] g,
      float[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] sum,
      double[] product);

  /** Σg and Σg·(x − mean) of each channel. */
  void products(
      double[] g,
      double[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] sum,
      double[] product);

  /** y = a·g + b·(x − mean) + c, rounded once. */
  void combine(
      float[] g,
      float[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] a,
      double[] b,
      double[] c,
      float[] y);

  /** y = a·g + b·(x − mean) + c. */
  void combine(
      double[] g,
      double[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] a,
      double[] b,
      double[] c,
      double[] y);
}
