package org.torchparity.kernel;

/**
 * The innermost loops over a plane of {@link Phases}, where what each term of a sum sees is as far
 * from every position. The twins give the same bits but for the sums of products.
 */
interface ShiftKernels {
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
   * y[to + i] = Σ weights[first + t]·x[at + steps[t] + i] over t, as {@link #combine} has it from
   * zero, and sums[sum + t] += Σ x[at + steps[t] + i]·z[to + i] over i &lt; count, for which each
   * element of x is loaded once; what one call adds to a sum is added up in float32 lane by lane.
   */
  void combineAndMultiply(
      float[] x,
      int at,
      int[] steps,
      float[] weights,
      int first,
      float[] y,
      float[] z,
      int to,
      int count,
      double[] sums,
      int sum);

  /** As for float32, in float64. */
  void combineAndMultiply(
      double[] x,
      int at,
      int[] steps,
      double[] weights,
      int first,
      double[] y,
      double[] z,
      int to,
      int count,
      double[] sums,
      int sum);
}
