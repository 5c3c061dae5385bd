package org.torchparity.kernel;

import org.torchparity.tensor.Tensor;

/** Tiles of the products of {@link Twofold}, as {@link Tiles} has them of others. */
final class TwofoldProducts {
  private final TwofoldKernels kernels = Kernels.twofold();
  private final GemmKernels additions = Kernels.gemm();

  /**
   * The sums of a tile, stored in C or added to it, see {@link TwofoldKernels#multiplyTile}.
   *
   * @param tile where the sums lie that are added
   * @param more whether they are
   */
  void sum(
      Tensor a,
      int aAt,
      Tensor b,
      int bAt,
      int bStep,
      int columns,
      int depth,
      Tensor sums,
      int tile,
      Tensor c,
      int cAt,
      int cStride,
      boolean more) {
    float[] to = more ? sums.floats() : c.floats();
    int at = more ? tile : cAt;
    int stride = more ? columns : cStride;
    int vectors = columns / additions.floatLanes();
    kernels.multiplyTile(a.floats(), aAt, b.floats(), bAt, bStep, vectors, depth, to, at, stride);
    if (more) {
      int rows = additions.tileRows();
      additions.addTile(to, at, stride, c.floats(), cAt, cStride, rows, columns);
    }
  }
}
