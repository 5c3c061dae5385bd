package org.torchparity.kernel;

/**
 * The innermost loops over lines of patches, copies of what a window sees: copying them, and the
 * products with them that a weight's gradient adds up.
 */
interface PatchKernels {
  /** Lines of patches that are multiplied at a time. */
  int ROWS = 5;

  /** Columns of float32 that they are multiplied with where so many are left. */
  int floatColumns(int left);

  /** The same of float64. */
  int doubleColumns(int left);

  /**
   * y[to + r·toStride + i] = x[from + r·fromStride + i] for r below {@code rows} and i below {@code
   * count}.
   */
  void copy(
      float[] x, int from, int fromStride, float[] y, int to, int toStride, int rows, int count);

  /** As for float32, in float64. */
  void copy(
      double[] x, int from, int fromStride, double[] y, int to, int toStride, int rows, int count);

  /**
   * y[to + r·toStride + i] = x[from + r·fromStride + i·step] for r below {@code rows} and i below
   * {@code count}.
   */
  void pick(
      float[] x,
      int from,
      int fromStride,
      int step,
      float[] y,
      int to,
      int toStride,
      int rows,
      int count);

  /** As for float32, in float64. */
  void pick(
      double[] x,
      int from,
      int fromStride,
      int step,
      double[] y,
      int to,
      int toStride,
      int rows,
      int count);

  /**
   * y[to + r·toStride + i·step] = x[from + r·fromStride + i] for r below {@code rows} and i below
   * {@code count}. What lies between is neither read nor written.
   */
  void spread(
      float[] x,
      int from,
      int fromStride,
      float[] y,
      int to,
      int toStride,
      int step,
      int rows,
      int count);

  /** As for float32, in float64. */
  void spread(
      double[] x,
      int from,
      int fromStride,
      double[] y,
      int to,
      int toStride,
      int step,
      int rows,
      int count);

  /**
   * y[to + r·toStride + 2·i] = x[first + r·fromStride + i], and behind it x[second + r·fromStride +
   * i], for r below {@code rows} and i below {@code count}.
   */
  void interleave(
      float[] x,
      int first,
      int second,
      int fromStride,
      float[] y,
      int to,
      int toStride,
      int rows,
      int count);

  /** As for float32, in float64. */
  void interleave(
      double[] x,
      int first,
      int second,
      int fromStride,
      double[] y,
      int to,
      int toStride,
      int rows,
      int count);

  /**
   * y[to + places[row + r] + j] += Σ x[from + steps[row + r] + p]·panel(p, j) over p below {@code
   * depth} in order, by fused multiply-add from zero, added once, for r below {@link #ROWS} and j
   * below {@code columns}; one r after the other, so that places may overlap.
   *
   * @param panel row after row
   * @param columns of the panel, as {@link #floatColumns} has it
   */
  void addProducts(
      float[] x,
      int from,
      int[] steps,
      int row,
      float[] panel,
      int panelAt,
      int columns,
      int depth,
      float[] y,
      int to,
      int[] places);

  /** As for float32, in float64. */
  void addProducts(
      double[] x,
      int from,
      int[] steps,
      int row,
      double[] panel,
      int panelAt,
      int columns,
      int depth,
      double[] y,
      int to,
      int[] places);
}
