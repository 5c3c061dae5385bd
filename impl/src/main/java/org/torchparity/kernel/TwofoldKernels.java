package org.torchparity.kernel;

/**
 * The transforms of {@link Twofold}, of many tiles beside each other: channels, or filters. With
 *
 * <pre>
 *      ⎡1 −1  0⎤       ⎡1  0⎤
 * Bᵀ = ⎢0  1  0⎥   P = ⎢1  1⎥
 *      ⎣0 −1  1⎦       ⎣0  1⎦
 * </pre>
 *
 * <p>element (i, j) of a tile lies {@code i·line + j·step} from its first, element e = 3·i + j of a
 * transformed tile {@code e·plane}.
 */
interface TwofoldKernels {
  /**
   * Distance of the rows of a product's first factor: a block of terms fits. A constant, so that a
   * tile's rows need no more than one address; whole lines of the cache, but no power of two, which
   * would put all rows of a tile in one set of it.
   */
  int ROW = Gemm.DEPTH + 16;

  /**
   * Bᵀ·d·B of tiles of 3×3.
   *
   * @param count tiles, a multiple of the lanes of {@link GemmKernels#floatLanes}
   * @param step distance of the elements of a line of d
   * @param panel distance of what follows the lanes in v
   */
  void differences(
      float[] d, int at, int line, int step, int count, float[] v, int to, int plane, int panel);

  /** P·w·Pᵀ of tiles of 2×2, as many as {@link #differences} takes. */
  void expand(float[] w, int at, int line, int step, int count, float[] u, int to, int plane);

  /**
   * Pᵀ·m·P + start of transformed tiles, as many as {@link #differences} takes.
   *
   * @param start an element a tile
   */
  void contract(
      float[] m,
      int at,
      int plane,
      int count,
      float[] start,
      float[] y,
      int to,
      int line,
      int step);

  /**
   * sums(i, j) = Σ a[aAt + i·{@link #ROW} + p]·b(p, j), over p in order, by fused multiply-add from
   * zero, for the rows and vectors of {@link GemmKernels}' tiles and their panels of B, which here
   * lie {@code bStep} apart. Transforms write rows: to interleave them would take longer than what
   * tiles gain.
   *
   * @param aAt where A's rows begin
   * @param bAt where B's panels begin
   * @param bStep distance of B's panels
   * @param vectors how many of them: {@link GemmKernels#tileVectors}, or two
   * @param depth terms of the sum
   * @param at where the tile begins
   * @param stride distance of its rows
   */
  void multiplyTile(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStep,
      int vectors,
      int depth,
      float[] sums,
      int at,
      int stride);
}
