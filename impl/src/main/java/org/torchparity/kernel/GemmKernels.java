package org.torchparity.kernel;

/**
 * The innermost loop of a matrix product: one tile of C += A·B over packed panels. A panel of A
 * holds {@link #tileRows} rows, a panel of B the columns of a tile; both lie depth-major, so that
 * step p reads {@code a[p·tileRows + i]} and {@code b[p·tileColumns + j]}.
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
   * @param bAt where B's panel begins
   * @param depth terms of the sum
   * @param cAt where the tile begins
   * @param cStride distance of the tile's rows
   */
  void multiplyTile(
      float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt, int cStride);

  /** As for float32, in float64. */
  void multiplyTile(
      double[] a, int aAt, double[] b, int bAt, int depth, double[] c, int cAt, int cStride);
}
