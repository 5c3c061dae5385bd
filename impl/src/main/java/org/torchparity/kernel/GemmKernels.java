package org.torchparity.kernel;

/**
 * The innermost loops of matrix products. Both factors lie in panels, depth-major, each with room
 * for {@link Gemm#LONGEST} terms: of A a tile's rows, of B a vector's columns. Step p reads {@code
 * a[aAt + p·rows + i]} for row i, and {@code b[bAt + (v·LONGEST + p)·lanes + j]} for column j of
 * vector v. All distances are constants, which leaves a tile two addresses to count: B's panels at
 * a distance of their own each cost it a twentieth of its speed.
 */
interface GemmKernels {
  /** Tiles whose sums are joined. */
  int BLOCKS = 4;

  /** Rows of a tile. */
  int tileRows();

  /**
   * Vectors that a tile's rows have, at most; two or one, or three, and then there are those of
   * two.
   */
  int tileVectors();

  /** Columns of a float32 vector. */
  int floatLanes();

  /** Columns of a float64 vector. */
  int doubleLanes();

  /**
   * sums(i, j) = Σ a(i, p)·b(p, j), over p in order, by fused multiply-add from zero.
   *
   * @param aAt where A's panel begins
   * @param bAt where B's panels begin
   * @param vectors how many of them: {@link #tileVectors}, or two
   * @param depth terms of the sum
   * @param at where the tile begins
   * @param stride distance of its rows
   */
  void multiplyTile(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int vectors,
      int depth,
      float[] sums,
      int at,
      int stride);

  /** As for float32, in float64. */
  void multiplyTile(
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      int vectors,
      int depth,
      double[] sums,
      int at,
      int stride);

  /**
   * c(i, j) += sums(i, j) for i below {@code rows} and j below {@code columns}.
   *
   * @param at where the sums begin
   * @param stride distance of their rows
   * @param cAt where the tile begins
   * @param cStride distance of its rows
   */
  void addTile(
      float[] sums, int at, int stride, float[] c, int cAt, int cStride, int rows, int columns);

  /** As for float32, in float64. */
  void addTile(
      double[] sums, int at, int stride, double[] c, int cAt, int cStride, int rows, int columns);

  /**
   * y(i, j) = ((s₀ + s₁) + s₂) + s₃, where sₖ are the sums (i, j) of {@link #BLOCKS} tiles.
   *
   * @param at where the first tile begins
   * @param step distance of the tiles
   * @param to where y begins, which may be the first tile
   * @param stride distance of its rows
   * @param columns of each, next to each other in the tiles; whole vectors
   */
  void joinTiles(
      float[] sums, int at, int step, float[] y, int to, int stride, int rows, int columns);

  /** As for float32, in float64. */
  void joinTiles(
      double[] sums, int at, int step, double[] y, int to, int stride, int rows, int columns);

  /**
   * Makes panels of B, {@code step} apart from {@code panels[to]} on, whose rows p together are
   * what follows {@code x[at + steps[first + p]]}, for p below {@code depth}.
   */
  void gather(
      float[] x,
      int at,
      int[] steps,
      int first,
      int depth,
      float[] panels,
      int to,
      int step,
      int vectors);

  /** As for float32, in float64. */
  void gather(
      double[] x,
      int at,
      int[] steps,
      int first,
      int depth,
      double[] panels,
      int to,
      int step,
      int vectors);

  /**
   * y[to + p·width + i] = x[at + i·stride + p] for i below {@code rows} and p below {@code
   * columns}.
   *
   * @param stride distance of the rows of x, at least {@code columns}
   * @param width distance of those of y, at least {@code rows}
   */
  void transpose(
      float[] x, int at, int stride, int rows, int columns, float[] y, int to, int width);

  /** As for float32, in float64. */
  void transpose(
      double[] x, int at, int stride, int rows, int columns, double[] y, int to, int width);

  /** Returns Σ a[aAt + i]·b[bAt + i] over i below {@code count}, in float64. */
  double dot(float[] a, int aAt, float[] b, int bAt, int count);

  /** Returns Σ a[aAt + i]·b[bAt + i] over i below {@code count}. */
  double dot(double[] a, int aAt, double[] b, int bAt, int count);

  /** y[to + i] += factor·x[from + i] by fused multiply-add, for i below {@code count}. */
  void addScaled(float factor, float[] x, int from, float[] y, int to, int count);

  /** As for float32, in float64. */
  void addScaled(double factor, double[] x, int from, double[] y, int to, int count);
}
