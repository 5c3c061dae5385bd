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

  /** Adds a tile's sums to C, in place, see {@link GemmKernels#multiplyTile}. */
  void multiply(Tensor a, int aAt, Tensor b, int bAt, int depth, Tensor c, int cAt, int cStride) {
    multiply(a, aAt, b, bAt, depth, c, cAt, cStride, c, cAt, cStride);
  }

  /** See {@link GemmKernels#multiplyTile}. */
  void multiply(
      Tensor a,
      int aAt,
      Tensor b,
      int bAt,
      int depth,
      Tensor start,
      int startAt,
      int startStride,
      Tensor c,
      int cAt,
      int cStride) {
    if (floats) {
      kernels.multiplyTile(
          a.floats(),
          aAt,
          b.floats(),
          bAt,
          depth,
          start.floats(),
          startAt,
          startStride,
          c.floats(),
          cAt,
          cStride);
    } else {
      kernels.multiplyTile(
          a.doubles(),
          aAt,
          b.doubles(),
          bAt,
          depth,
          start.doubles(),
          startAt,
          startStride,
          c.doubles(),
          cAt,
          cStride);
    }
  }

  /** See {@link GemmKernels#gather}. */
  void gather(Tensor x, int at, int[] steps, int first, int depth, Tensor panel) {
    if (floats) {
      kernels.gather(x.floats(), at, steps, first, depth, panel.floats());
    } else {
      kernels.gather(x.doubles(), at, steps, first, depth, panel.doubles());
    }
  }
}
