package org.torchparity.kernel;

/** The loops over lines of float32 planes. The twins give the same bits but for {@link #sum}. */
interface PlaneKernels {
  /** Returns Σ x[from + i] over i &lt; count, in float64. */
  double sum(float[] x, int from, int count);

  /**
   * y[to + i] = Σ weights[t]·x[at + offsets[t] + i] over t in [first, end), for i &lt; width, in
   * float64 and in the order of t.
   */
  void mix(
      float[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      double[] y,
      int to,
      int width);

  /** The same of float64 lines, rounded once. */
  void mix(
      double[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      float[] y,
      int to,
      int width);

  /** The same of float64 lines. */
  void mix(
      double[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      double[] y,
      int to,
      int width);

  /**
   * Stores for each of the first columns the greatest element of some lines, and the number of the
   * line that it stands in: the first of equal ones, but the last NaN, 0 where all are −∞.
   *
   * @param lines where they begin in x
   */
  void greatest(float[] x, int[] lines, int count, int width, float[] max, float[] number);
}
