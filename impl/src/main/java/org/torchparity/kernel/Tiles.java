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

  DType dtype() {
    return floats ? DType.FLOAT32 : DType.FLOAT64;
  }

  /** Rows of a tile. */
  int rows() {
    return kernels.tileRows();
  }

  /** Rows of A that are kept packed, of so many blocks of terms each: 1 or 2 MiB. */
  int keptRows(int blocks) {
    return (1 << 18) / (blocks * Gemm.DEPTH) / rows() * rows();
  }

  /** Columns of B that tiles take by turns: 768 KiB of a second cache of 2 MiB. */
  int keptColumns(int blocks) {
    int elements = floats ? 3 << 16 : 3 << 15;
    return elements / (blocks * Gemm.DEPTH) / columns() * columns();
  }

  /** Columns of a tile, at most. */
  int columns() {
    return kernels.tileVectors() * lanes();
  }

  /**
   * Columns of the next tile where so many are left. Of three vectors, but the last ones of two
   * where that leaves none empty.
   */
  int columns(int left) {
    int vectors = Panels.count(left, lanes());
    return kernels.tileVectors() == 3 && (vectors <= 2 || vectors == 4) ? 2 * lanes() : columns();
  }

  /** Columns of as many tiles as so many columns take. */
  int whole(int columns) {
    int whole = 0;
    while (whole < columns) {
      whole += columns(columns - whole);
    }
    return whole;
  }

  /** Columns of a vector, and so of a panel of B. */
  int lanes() {
    return floats ? kernels.floatLanes() : kernels.doubleLanes();
  }

  /** See {@link GemmKernels#multiplyTile}. */
  void multiply(
      Tensor a,
      int aAt,
      Tensor b,
      int bAt,
      int columns,
      int depth,
      Tensor sums,
      int at,
      int stride) {
    int vectors = columns / lanes();
    if (floats) {
      kernels.multiplyTile(
          a.floats(), aAt, b.floats(), bAt, vectors, depth, sums.floats(), at, stride);
    } else {
      kernels.multiplyTile(
          a.doubles(), aAt, b.doubles(), bAt, vectors, depth, sums.doubles(), at, stride);
    }
  }

  /** See {@link GemmKernels#addTile}. */
  void add(Tensor sums, int at, int stride, Tensor c, int cAt, int cStride, int rows, int columns) {
    if (floats) {
      kernels.addTile(sums.floats(), at, stride, c.floats(), cAt, cStride, rows, columns);
    } else {
      kernels.addTile(sums.doubles(), at, stride, c.doubles(), cAt, cStride, rows, columns);
    }
  }

  /** See {@link GemmKernels#joinTiles}; the tiles have this many columns. */
  void join(Tensor sums, int at, int step, Tensor y, int to, int stride, int columns) {
    if (floats) {
      kernels.joinTiles(sums.floats(), at, step, y.floats(), to, stride, rows(), columns);
    } else {
      kernels.joinTiles(sums.doubles(), at, step, y.doubles(), to, stride, rows(), columns);
    }
  }

  /**
   * The sums of a tile, stored in C or added to it.
   *
   * @param tile where the sums lie that are added
   * @param more whether they are
   */
  void sum(
      Tensor a,
      int aAt,
      Tensor b,
      int bAt,
      int columns,
      int depth,
      Tensor sums,
      int tile,
      Tensor c,
      int cAt,
      int cStride,
      boolean more) {
    if (more) {
      multiply(a, aAt, b, bAt, columns, depth, sums, tile, columns);
      add(sums, tile, columns, c, cAt, cStride, rows(), columns);
    } else {
      multiply(a, aAt, b, bAt, columns, depth, c, cAt, cStride);
    }
  }

  /** See {@link GemmKernels#gather}. */
  void gather(
      Tensor x,
      int at,
      int[] steps,
      int first,
      int depth,
      Tensor panels,
      int to,
      int step,
      int columns) {
    int vectors = columns / lanes();
    if (floats) {
      kernels.gather(x.floats(), at, steps, first, depth, panels.floats(), to, step, vectors);
    } else {
      kernels.gather(x.doubles(), at, steps, first, depth, panels.doubles(), to, step, vectors);
    }
  }
}
