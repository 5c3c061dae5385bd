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
}
