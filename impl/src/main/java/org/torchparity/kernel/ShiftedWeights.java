package org.torchparity.kernel;

import java.util.List;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * The weights of {@link ShiftedTerms}, some after others, as tiles read them: of each a group after
 * the other, and of that a block of {@link Gemm#DEPTH} terms after the other. Behind the last term
 * lies what the sums start with: one more term, times one.
 */
final class ShiftedWeights implements AutoCloseable {
  private final List<ShiftedTerms> terms;
  private final int groups;
  private final int outputs;
  private final int height;
  private final int rows;
  private final Tensor packed;

  /** Blocks of each part's terms, at least one, and where they begin; and where the last ends. */
  private final int[] blocks;

  private final int[] begins;

  /**
   * Packs the weights.
   *
   * @param groups into which the channels are divided
   * @param outputs channels of a group of what is summed
   */
  ShiftedWeights(Tiles tiles, DType dtype, int groups, int outputs, List<ShiftedTerms> terms) {
    this.terms = terms;
    this.groups = groups;
    this.outputs = outputs;
    this.height = tiles.rows();
    this.rows = Panels.count(outputs, height) * height;
    this.blocks = new int[terms.size()];
    this.begins = new int[terms.size() + 1];
    begins[0] = CacheLines.origin(dtype);
    for (int part = 0; part < blocks.length; part++) {
      blocks[part] = Gemm.blocks(terms.get(part).count());
      begins[part + 1] = begins[part] + groups * blocks[part] * rows * Gemm.LONGEST;
    }
    this.packed = Scratch.take(dtype, begins[blocks.length]);
    int perGroup = rows / height;
    Parallel.rows(
        groups * perGroup,
        (long) height * terms.stream().mapToInt(some -> some.count() + 1).sum(),
        (from, to) -> {
          for (int task = from; task < to; task++) {
            for (int part = 0; part < terms.size(); part++) {
              pack(part, task / perGroup, task % perGroup * height);
            }
          }
        });
  }

  @Override
  public void close() {
    Scratch.give(packed);
  }

  List<ShiftedTerms> terms() {
    return terms;
  }

  /** Outputs to the end of the last tile. */
  int rows() {
    return rows;
  }

  /** For each position, of all groups. */
  long multiplyAdds() {
    return (long) groups * rows * terms.stream().mapToInt(some -> some.count() + 1).sum();
  }

  Tensor packed() {
    return packed;
  }

  /** Where the row of an output lies, from a term on that a block begins with. */
  int at(int part, int g, int row, int term) {
    int block = g * blocks[part] + term / Gemm.DEPTH;
    return begins[part] + (block * rows + row) * Gemm.LONGEST;
  }

  /** The rows of a tile. */
  private void pack(int part, int g, int row) {
    ShiftedTerms some = terms.get(part);
    int count = Math.min(height, outputs - row);
    int term = 0;
    for (Matrix weights : some.weights()) {
      Matrix ofGroup = ShiftedTerms.ofGroup(weights, g, groups).rows(row, count);
      int length;
      for (int p = 0; p < weights.columns(); p += length) {
        length = Math.min(Gemm.DEPTH - (term + p) % Gemm.DEPTH, weights.columns() - p);
        int to = at(part, g, row, term + p) + (term + p) % Gemm.DEPTH * height;
        Panels.pack(ofGroup.columns(p, length), 0, height, packed, to);
      }
      term += weights.columns();
    }
    // In the last block, which may be full.
    int last = (blocks[part] - 1) * Gemm.DEPTH;
    int to = at(part, g, row, last) + (some.count() - last) * height;
    for (int i = 0; i < count; i++) {
      Biases.fill(packed, to + i, 1, some.start(), g * outputs + row + i);
    }
  }
}
