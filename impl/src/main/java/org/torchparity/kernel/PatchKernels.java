package org.torchparity.kernel;

/**
 * The innermost loops over lines of patches, copies of what a window sees: copying them, and the
 * products with them that a weight's gradient adds up.
 */
interface PatchKernels {
  /** Lines of patches that are multiplied at a time. */
  int ROWS = 6;

  /** Columns of float32 that they are multiplied with. */
  int floatColumns();

  /** The same of float64. */
  int doubleColumns();

  /**
   * y[to + r·toStride + i·step] = x[from + r·fromStride + i] for r below {@code rows} and i below
   * {@code count}.
   */
  void copy(
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
  void copy(
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
   * y(r, j) += Σ x[from + r·stride + p]·panel(p, j) over p below {@code depth} in order, by fused
   * multiply-add from zero, added once, for r below {@link #ROWS} and j below {@link
   * #floatColumns}.
   *
   * @param panel of {@link #floatColumns} columns, row after row
   */
  void addProducts(
      float[] x,
      int from,
      int stride,
      float[] panel,
      int panelAt,
      int depth,
      float[] y,
      int to,
      int yStride);

  /** As for float32, in float64. */
  void addProducts(
      double[] x,
      int from,
      int stride,
      double[] panel,
      int panelAt,
      int depth,
      double[] y,
      int to,
      int yStride);
}
