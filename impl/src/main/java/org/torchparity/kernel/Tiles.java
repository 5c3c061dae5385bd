package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The kernels' tiles of one dtype. */
final class Tiles {
  private final GemmKernels kernels;
  private final boolean floats;

  Tiles(GemmKernels kernels, DType dtype) {
    this.kernels = kernels;
    this.floats = dtype == DType.FLOAT32;
  }

  /** Rows of a tile. */
  int rows() {
    return kernels.tileRows();
  }

  /** Columns of a tile. */
  int columns() {
    return floats ? kernels.floatColumns() : kernels.doubleColumns();
  }

  /** See {@link GemmKernels}. */
  void multiply(
      Tensor a,
      int aAt,
      Tensor b,
      int bAt,
      int[] steps,
      int first,
      int depth,
      Tensor c,
      int cAt,
      int cStride) {
    if (floats) {
      kernels.multiplyTile(
          a.floats(), aAt, b.floats(), bAt, steps, first, depth, c.floats(), cAt, cStride);
    } else {
      kernels.multiplyTile(
          a.doubles(), aAt, b.doubles(), bAt, steps, first, depth, c.doubles(), cAt, cStride);
    }
  }
}
