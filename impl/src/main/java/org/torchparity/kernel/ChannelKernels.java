package org.torchparity.kernel;

/**
 * Passes over arrays laid out as (N, C, L), a channel at a time, for the channels in {@code [from,
 * to)}. Statistics and coefficients are float64 whatever the data. Float32 data is computed on in
 * float32, after its distance from the channel's mean has been taken, so that data of a large mean
 * loses nothing: that difference is exact near the mean.
 */
interface ChannelKernels {

  /**
   * Mean and Σ(x − mean)² of each channel, by the corrected two-pass algorithm, a part at a time.
   */
  void moments(float[] x, Layout layout, int from, int to, double[] mean, double[] squares);

  /**
   * Mean and Σ(x − mean)² of each channel, by the corrected two-pass algorithm, a part at a time.
   */
  void moments(double[] x, Layout layout, int from, int to, double[] mean, double[] squares);

  /** y = (x − mean)·scale + shift. */
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

  /** y = a·g + b·(x − mean) + c. */
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
