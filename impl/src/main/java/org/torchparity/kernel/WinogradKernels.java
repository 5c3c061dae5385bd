package org.torchparity.kernel;

/**
 * The innermost loops of {@link Winograd}: a tile d of 4×4 inputs becomes Bᵀ·d·B, whose sixteen
 * elements lie in planes of their own, and sixteen such planes the 2×2 outputs Aᵀ·m·A of each m,
 * where
 *
 * <pre>
 *      ⎡1  0 −1  0⎤
 * Bᵀ = ⎢0  1  1  0⎥        Aᵀ = ⎡1  1  1  0⎤
 *      ⎢0 −1  1  0⎥             ⎣0  1 −1 −1⎦
 *      ⎣0  1  0 −1⎦
 * </pre>
 *
 * <p>In which order the tiles of a vector lie in the planes is the kernels' own affair.
 */
interface WinogradKernels {
  /** Outputs of a tile of the products. */
  int ROWS = 8;

  /** Its vectors of tiles. */
  int VECTORS = 3;

  /** Tiles of a vector. */
  int lanes();

  /** Where a tile lies in the planes. */
  int order(int tile);

  /**
   * Bᵀ down the columns of four lines: {@code lines[to + r·pitch + i] = Σ Bᵀ(r, s)·x[at + s·stride
   * + i]} for i below {@code count}.
   */
  void columns(float[] x, int at, int stride, int count, float[] lines, int to, int pitch);

  /**
   * B along four lines, in which a tile begins at every second element: {@code Σ lines[from +
   * r·pitch + 2·t + k]·B(k, s)} for t below {@code count}, a multiple of the lanes, goes to plane
   * {@code 4·r + s} of v.
   *
   * @param plane distance of the planes
   * @param step distance of the vectors of one plane
   */
  void tiles(float[] lines, int from, int pitch, int count, float[] v, int at, int plane, int step);

  /**
   * Sums over channels: {@code m(i, j) = Σ u[uAt + ROWS·p + i]·v(p, j)}, over p below {@code depth}
   * in order, by fused multiply-add from zero, for i below {@link #ROWS} and j below {@link
   * #VECTORS} times the lanes.
   *
   * @param vAt where v's first channel begins; a vector comes sixteen vectors after the one before
   * @param vStride distance of its channels
   */
  void multiply(
      float[] u,
      int uAt,
      float[] v,
      int vAt,
      int vStride,
      int depth,
      float[] m,
      int mAt,
      int mStride);

  /**
   * Two lines of outputs, {@code y[to + r·pitch + 2·t + s] = (Aᵀ·m(t)·A)(r, s) + start} for t below
   * {@code count}. To each of {@code check}, of as many elements as there are lanes, it adds zeros,
   * or NaN where an output is not finite. What m holds afterwards is left open.
   */
  void outputs(
      float[] m,
      int at,
      int plane,
      int count,
      float start,
      float[] y,
      int to,
      int pitch,
      float[] check);

  /**
   * H·g·Hᵀ, where the rows of H are (1 0), (1 1), (1 −1) and (0 1), of a tile of 2×2 in many
   * channels: to plane {@code 4·r + s} of h goes {@code Σ H(r, i)·g[at + i·row + j·count + c]·H(s,
   * j)} for c below {@code count}, a multiple of the lanes.
   */
  void gradients(float[] g, int at, int row, int count, float[] h, int to, int plane);
}
