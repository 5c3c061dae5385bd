package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Sums of {@link ShiftedTerms} at positions beside each other, with the memory that a thread keeps
 * for what they see.
 */
final class ShiftedTiles implements AutoCloseable {
  private final Tiles tiles;
  private final ShiftedWeights weights;
  private final Tensor x;
  private final int lanes;

  /** The greatest step. */
  private final int furthest;

  /** Where what {@link Scratch} gives is used from. */
  private final int origin;

  /** Where the sums of a tile lie, behind the panels of what is seen. */
  private final int tile;

  private final Tensor seen;

  /**
   * Takes memory.
   *
   * @param x what the positions count in
   */
  ShiftedTiles(Tiles tiles, ShiftedWeights weights, Tensor x) {
    DType dtype = x.dtype();
    this.tiles = tiles;
    this.weights = weights;
    this.x = x;
    this.lanes = tiles.lanes();
    this.furthest = weights.terms().stream().mapToInt(ShiftedTerms::furthest).max().orElse(0);
    this.origin = CacheLines.origin(dtype);
    this.tile = origin + Gemm.LONGEST * tiles.columns();
    this.seen = Scratch.take(dtype, tile + tiles.rows() * tiles.columns());
  }

  @Override
  public void close() {
    Scratch.give(seen);
  }

  /**
   * The sums of all outputs of a group, and of what fills the last tile, at {@code wide} positions.
   *
   * @param part which of the terms
   * @param at the first position, of the first channel of the group
   */
  void sum(int part, int g, int at, int wide, Tensor c, int cAt, int cStride) {
    int[] steps = weights.terms().get(part).steps();
    int p = 0;
    do {
      int depth = Math.min(Gemm.DEPTH, steps.length - p);
      gather(at, steps, p, depth, wide);
      int end = p + depth;
      if (end == steps.length) {
        for (int j = 0; j < wide; j += lanes) {
          Panels.fill(seen, origin + j * Gemm.LONGEST + depth * lanes, lanes, 1);
        }
        depth++;
      }
      Tensor packed = weights.packed();
      for (int i = 0; i < weights.rows(); i += tiles.rows()) {
        int a = weights.at(part, g, i, p);
        int row = cAt + i * cStride;
        tiles.sum(packed, a, seen, origin, wide, depth, seen, tile, c, row, cStride, p > 0);
      }
      p = end;
    } while (p < steps.length);
  }

  /** Makes the panels of some terms; x may end within them. */
  private void gather(int at, int[] steps, int first, int depth, int wide) {
    if (at + furthest + wide <= x.elements()) {
      tiles.gather(x, at, steps, first, depth, seen, origin, Gemm.LONGEST * lanes, wide);
      return;
    }
    for (int p = 0; p < depth; p++) {
      int begin = at + steps[first + p];
      for (int j = 0; j < wide; j += lanes) {
        int count = Math.min(lanes, x.elements() - begin - j);
        if (count > 0) {
          int to = origin + j * Gemm.LONGEST + p * lanes;
          System.arraycopy(Phases.elements(x), begin + j, Phases.elements(seen), to, count);
        }
      }
    }
  }
}
