package org.torchparity.kernel;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.Tensor;

/**
 * A factor of a product as tiles read it, in {@link Panels} of its rows: rows of A, a tile's in
 * each, or columns of B, a vector's in each. A block of {@link Gemm#DEPTH} terms follows the other,
 * and in each a panel the other, with room for {@link Gemm#LONGEST} terms.
 */
final class PackedPanels implements AutoCloseable {
  private final int width;
  private final int rows;
  private final int terms;
  private final int blocks;
  private final boolean more;
  private final int origin;
  private final Tensor packed;

  /**
   * Makes room.
   *
   * @param width rows of a panel
   * @param rows to be packed at a time, at most
   * @param terms of each
   * @param more whether behind them there is one more
   */
  PackedPanels(Tiles tiles, int width, int rows, int terms, boolean more) {
    this.width = width;
    this.rows = rows;
    this.terms = terms;
    this.blocks = Gemm.blocks(terms);
    this.more = more;
    this.origin = CacheLines.origin(tiles.dtype());
    this.packed = Scratch.take(tiles.dtype(), origin + blocks * rows * Gemm.LONGEST);
  }

  /**
   * Packs rows, to be read until others are packed.
   *
   * @param last their last term, a column; null where there is no more
   */
  void pack(Matrix some, @Nullable Matrix last) {
    int panels = Panels.count(some.rows(), width);
    // What lies in one piece is read from one end to the other.
    int together = some.rowStride() == 1 ? panels : 1;
    Parallel.rows(
        panels,
        (long) terms * width,
        (from, to) -> {
          for (int panel = from; panel < to; panel += together) {
            int end = Math.min(to, panel + together);
            for (int block = 0; block < blocks; block++) {
              int p = block * Gemm.DEPTH;
              Matrix part = some.columns(p, Math.min(Gemm.DEPTH, terms - p));
              Panels.pack(part, panel, end, width, Gemm.LONGEST, packed, at(0, block));
            }
          }
          if (last != null) {
            int behind = at(0, blocks - 1) + (depth(blocks - 1) - 1) * width;
            Panels.pack(last, from, to, width, Gemm.LONGEST, packed, behind);
          }
        });
  }

  Tensor data() {
    return packed;
  }

  /** Terms of a row, but for what may follow them. */
  int terms() {
    return terms;
  }

  /** Blocks of a row's terms. */
  int blocks() {
    return blocks;
  }

  /** Terms of a block. */
  int depth(int block) {
    return Math.min(Gemm.DEPTH, terms - block * Gemm.DEPTH) + (more && block == blocks - 1 ? 1 : 0);
  }

  /** Where a block of a row's terms begins; the row is the first of a panel. */
  int at(int row, int block) {
    return origin + (block * rows + row) * Gemm.LONGEST;
  }

  @Override
  public void close() {
    Scratch.give(packed);
  }
}
