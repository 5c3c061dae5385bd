package org.torchparity.kernel;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Columns of the second factor of a product as its tiles read them, in panels a vector wide: a
 * block of {@link Gemm#DEPTH} terms after the other, and in each a panel after the other.
 */
final class PackedColumns implements AutoCloseable {
  private final int lanes;
  private final int columns;
  private final int terms;
  private final int blocks;
  private final boolean more;
  private final int origin;
  private final Tensor packed;

  /**
   * Makes room.
   *
   * @param columns at most
   * @param terms of each
   * @param more whether behind them there is one more
   */
  PackedColumns(Tiles tiles, int columns, int terms, boolean more) {
    DType dtype = tiles.dtype();
    this.lanes = tiles.lanes();
    this.columns = Panels.count(columns, tiles.columns()) * tiles.columns();
    this.terms = terms;
    this.blocks = Gemm.blocks(terms);
    this.more = more;
    this.origin = CacheLines.origin(dtype);
    this.packed = Scratch.take(dtype, origin + this.columns * (terms + 1));
  }

  /**
   * Packs columns, to be read until others are packed.
   *
   * @param last their last term, null where there is no such
   */
  void pack(Matrix some, @Nullable Matrix last) {
    Matrix turned = some.transposed();
    // What lies in one piece is read from one end to the other.
    int together = turned.rowStride() == 1 ? Panels.count(some.columns(), lanes) : 1;
    Parallel.rows(
        Panels.count(some.columns(), lanes),
        (long) terms * lanes,
        (from, to) -> {
          for (int panel = from; panel < to; panel += together) {
            int end = Math.min(to, panel + together);
            for (int block = 0; block < blocks; block++) {
              int p = block * Gemm.DEPTH;
              Matrix part = turned.columns(p, Math.min(Gemm.DEPTH, terms - p));
              Panels.pack(part, panel, end, lanes, depth(block), packed, at(0, block));
            }
          }
          if (last != null) {
            int depth = depth(blocks - 1);
            int behind = at(0, blocks - 1) + (depth - 1) * lanes;
            Panels.pack(last.transposed(), from, to, lanes, depth, packed, behind);
          }
        });
  }

  Tensor data() {
    return packed;
  }

  /** Terms of a block. */
  int depth(int block) {
    return Math.min(Gemm.DEPTH, terms - block * Gemm.DEPTH) + (more && block == blocks - 1 ? 1 : 0);
  }

  /** Distance of a block's panels. */
  int step(int block) {
    return depth(block) * lanes;
  }

  /** Where a block of a column's terms begins; the column is the first of a panel. */
  int at(int column, int block) {
    return origin + block * columns * Gemm.DEPTH + column * depth(block);
  }

  @Override
  public void close() {
    Scratch.give(packed);
  }
}
