package org.torchparity.kernel;

/** The loops over lines of float32 planes. The twins give the same bits but for {@link #sum}. */
interface PlaneKernels {
  /** Returns Σ x[from + i] over i &lt; count, in float64. */
  double sum(float[] x, int from, int count);

  /**
   * y[i] = Σ weights[t]·x[at + offsets[t] + i] over t in [first, end), for i &lt; width, in float64
   * and in the order of t.
   */
  void mix(
      float[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      double[] y,
      int width);

  /** Maps a row to the positions of y from {@code at} on: in float64, rounded once. */
  void gather(double[] row, TapTable taps, float[] y, int at);

  /**
   * Greatest elements of the regions in the columns {@link PoolRegions#evenFrom} to {@link
   * PoolRegions#evenTo} of one line of the output, the rule of ties being that of {@link
   * PoolMaxima#of}.
   *
   * @param lines where the lines seen begin in x, at least one
   * @param count of the lines
   * @param at position of the line's first column in values and positions
   */
  void greatest(
      float[] x,
      int plane,
      int[] lines,
      int count,
      PoolRegions r,
      float[] values,
      int[] positions,
      int at);

  /** Adds to each line of a plane its taps times their weights, in the order of the taps. */
  void addLines(
      float[] source,
      int sourceAt,
      LineTaps taps,
      float[] weight,
      int weightAt,
      float[] target,
      int targetAt);

  /**
   * Returns Σ source·target over the lines that one kernel position ties together: each column in
   * float32 in the order of the lines, the columns in float64.
   *
   * @param columns room for as many floats as a line has
   */
  double products(
      float[] source,
      int sourceAt,
      float[] target,
      int targetAt,
      LineTaps taps,
      int kernel,
      float[] columns);
}
