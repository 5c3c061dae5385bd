package org.torchparity.kernel;

/**
 * The innermost loop of a matrix product: one tile of C += A·B over packed panels. A panel of A
 * holds {@link #tileRows} rows, depth-major; the rows of B lie wherever {@code steps} says, so that
 * step p reads {@code a[aAt + p·tileRows + i]} and {@code b[bAt + steps[first + p] + j]}. A packed
 * panel of B has steps of a tile's columns; a convolution steps through its input as it lies.
 */
interface GemmKernels {
  /** Rows of a tile. */
  int tileRows();

  /** Columns of a float32 tile. */
  int floatColumns();

  /** Columns of a float64 tile. */
  int doubleColumns();

  /**
   * c(i, j) += Σ a(i, p)·b(p, j) over p in order, by fused multiply-add from zero, added once.
   *
   * @param aAt where A's panel begins
   * @param bAt from where B's rows are counted
   * @param steps where each row of B begins
   * @param first the row of B to begin with
   * @param depth terms of the sum
   * @param cAt where the tile begins
   * @param cStride distance of the tile's rows
   */
  void multiplyTile(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int[] steps,
      int first,
      int depth,
      float[] c,
      int cAt,
      int cStride);

  /** As for float32, in float64. */
  void multiplyTile(
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      int[] steps,
      int first,
      int depth,
      double[] c,
      int cAt,
      int cStride);
}
