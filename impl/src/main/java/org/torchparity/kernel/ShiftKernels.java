package org.torchparity.kernel;

/**
 * The innermost loops over a plane of {@link Phases}, where what each term of a sum sees is as far
 * from every position. The twins give the same bits but for {@link #addProducts}.
 */
interface ShiftKernels {
  /** Sums of float32 that {@link #addProducts} keeps of each term. */
  int floatLanes();

  /** The same of float64. */
  int doubleLanes();

  /**
   * y[i] = start + Σ weights[first + t]·x[at + steps[t] + i] over t for i &lt; count, by fused
   * multiply-add in the order of t.
   */
  void combine(
      float[] x,
      int at,
      int[] steps,
      float[] weights,
      int first,
      float start,
      float[] y,
      int count);

  /** As for float32, in float64. */
  void combine(
      double[] x,
      int at,
      int[] steps,
      double[] weights,
      int first,
      double start,
      double[] y,
      int count);

  /**
   * Adds Σ x[at + steps[t] + i]·g[i] over i &lt; count to the sums of each t, {@link #floatLanes}
   * beside each other from place {@code first} on; what one call adds to a sum is added up in
   * float32.
   */
  void addProducts(float[] x, int at, int[] steps, float[] g, int count, double[] sums, int first);

  /** As for float32, in float64, with {@link #doubleLanes} sums. */
  void addProducts(
      double[] x, int at, int[] steps, double[] g, int count, double[] sums, int first);
}
