package org.torchparity.kernel;

import java.util.Arrays;
import java.util.List;
import org.torchparity.tensor.Tensor;

/**
 * The terms of sums b(o) + Σ_r w(o, r)·x(q + steps[r]), which see as far from each position q.
 *
 * @param weights w of the first group, matrices of all outputs whose columns follow each other
 * @param steps where each term is seen from a position, at zero or further
 * @param start b, (groups · outputs)
 */
record ShiftedTerms(List<Matrix> weights, int[] steps, Tensor start) {
  /** How many, without b. */
  int count() {
    return steps.length;
  }

  /** The greatest step. */
  int furthest() {
    return Arrays.stream(steps).max().orElse(0);
  }

  /** What a matrix of the first group is in another. */
  static Matrix ofGroup(Matrix first, int g, int groups) {
    return new Matrix(
        first.data(),
        first.offset() + first.data().elements() / groups * g,
        first.rows(),
        first.columns(),
        first.rowStride(),
        first.columnStride());
  }
}
