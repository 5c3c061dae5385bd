package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Rows of the first factor of a product as its tiles read them, {@link GemmKernels#ROW} apart: a
 * group of rows after the other, and in each a block of {@link Gemm#DEPTH} terms after the other.
 */
final class PackedRows implements AutoCloseable {
  private final int group;
  private final int terms;
  private final int blocks;
  private final boolean one;
  private final int origin;
  private final Tensor packed;

  /**
   * Makes room.
   *
   * @param rows at most
   * @param terms of each
   * @param one whether behind them there is one more, which is one
   */
  PackedRows(Tiles tiles, int rows, int terms, boolean one) {
    DType dtype = tiles.dtype();
    this.group = tiles.group();
    this.terms = terms;
    this.blocks = Gemm.blocks(terms);
    this.one = one;
    this.origin = CacheLines.origin(dtype);
    int whole = Panels.count(rows, group) * group;
    this.packed = Scratch.take(dtype, origin + whole * blocks * GemmKernels.ROW);
  }

  /** Packs rows, to be read until others are packed. */
  void pack(Matrix rows) {
    Parallel.rows(
        Panels.count(rows.rows(), group),
        (long) group * terms,
        (from, to) -> {
          for (int g = from; g < to; g++) {
            int row = g * group;
            Matrix some = rows.rows(row, Math.min(group, rows.rows() - row));
            for (int block = 0; block < blocks; block++) {
              lay(some, row, block);
            }
          }
        });
  }

  private void lay(Matrix some, int row, int block) {
    int p = block * Gemm.DEPTH;
    int count = Math.min(Gemm.DEPTH, terms - p);
    int at = at(row, block);
    Panels.lay(some.columns(p, count), packed, at);
    for (int k = 0; one && block == blocks - 1 && k < some.rows(); k++) {
      Panels.fill(packed, at + k * GemmKernels.ROW + count, 1, 1);
    }
  }

  int terms() {
    return terms;
  }

  int blocks() {
    return blocks;
  }

  Tensor data() {
    return packed;
  }

  /** Where a block of a row's terms begins. */
  int at(int row, int block) {
    return origin
        + (row / group * blocks + block) * group * GemmKernels.ROW
        + row % group * GemmKernels.ROW;
  }

  @Override
  public void close() {
    Scratch.give(packed);
  }
}
