package org.torchparity.nn.loss;

import org.torchparity.kernel.RowBlocks;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Losses that each take a whole row of the input: the loop over rows and the reduction, once. */
interface RowLoss {
  /**
   * The loss of a row.
   *
   * @param row its number
   * @param x its elements, which may be overwritten
   * @param n their number
   */
  double loss(int row, double[] x, int n);

  /**
   * Stores the derivative by each element of a row.
   *
   * @param row its number
   * @param x its elements, which may be overwritten
   * @param y for the derivatives
   * @param n their number
   */
  void slopes(int row, double[] x, double[] y, int n);

  /**
   * The reduced losses of the rows of an input (C) or (N, C).
   *
   * @param shape of the losses
   */
  default Pass of(Reduction reduction, Tensor input, Shape shape) {
    int rows = input.rank() == 2 ? input.size(0) : 1;
    RowBlocks blocks = new RowBlocks(input, rows);
    return Pass.of(
        reduction.of(input.dtype(), shape, blocks.reduced(this::loss), rows),
        gradOutput ->
            Gradients.ofInput(blocks.scaled(this::slopes, reduction.back(gradOutput, rows, rows))));
  }

  /**
   * Checks that an input is one row or some, none of them empty.
   *
   * @throws IllegalArgumentException if it has more than two axes, or no columns
   */
  static void checkRows(String loss, Tensor input) {
    Inputs.floating(loss, input);
    if (input.rank() > 2 || (input.rank() > 0 && input.size(-1) == 0)) {
      throw new IllegalArgumentException(
          loss
              + ": expected non-empty vector or matrix with optional 0-dim batch size, but got: "
              + input.shape());
    }
  }
}
