package org.torchparity.kernel;

/** The loops over lines of float32 planes. The twins give the same bits but for {@link #sum}. */
interface PlaneKernels {
  /** Returns Σ x[from + i] over i &lt; count, in float64. */
  double sum(float[] x, int from, int count);

  /** y[to + i] = x[from + i] for i below {@code count}. */
  void widen(float[] x, int from, double[] y, int to, int count);

  /** y[to + i] = x[i], rounded, for i below {@code count}. */
  void narrow(double[] x, float[] y, int to, int count);

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
   * Stores for i below {@code width} the greatest x[at + offsets[t] + i] over t below {@code
   * terms}, and offsets[t] + i of the first of equal ones. Returns whether all elements seen are
   * finite; if not, what was stored means nothing.
   */
  boolean greatest(
      float[] x, int at, int[] offsets, int terms, float[] max, int[] place, int width);

  /** The same of float64 lines. */
  boolean greatest(
      double[] x, int at, int[] offsets, int terms, double[] max, int[] place, int width);

  /** y[to + i] = x[i·step] + add, of x not negative, for i below {@code count}. */
  void pick(int[] x, int step, int add, long[] y, int to, int count);

  /** Whether the magnitude of each x[i] is 0 or in [least, most], for i below {@code count}. */
  boolean within(double[] x, int count, double least, double most);
}
