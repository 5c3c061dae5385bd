package org.torchparity.nn.loss;

import java.util.Arrays;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Losses that each take a whole row of the input: the loop over rows and the reduction, once. */
final class RowLoss {
  private RowLoss() {}

  /** A loss of one row. */
  interface Row {
    /**
     * The loss of a row, whose derivative by each element goes to {@code gradient}.
     *
     * @param row its number
     * @param x its elements
     * @param gradient zeros to begin with
     */
    double of(int row, double[] x, double[] gradient);
  }

  /**
   * The reduced losses of the rows of an input (C) or (N, C).
   *
   * @param shape of the losses
   */
  static Pass of(Reduction reduction, Tensor input, Shape shape, Row loss) {
    double[] x = input.toDoubles();
    int rows = input.rank() == 2 ? input.size(0) : 1;
    int columns = rows == 0 ? 0 : x.length / rows;
    double[] losses = new double[rows];
    double[] slopes = new double[x.length];
    for (int row = 0; row < rows; row++) {
      double[] slope = new double[columns];
      double[] elements = Arrays.copyOfRange(x, row * columns, (row + 1) * columns);
      losses[row] = loss.of(row, elements, slope);
      System.arraycopy(slope, 0, slopes, row * columns, columns);
    }
    return Pass.of(
        reduction.of(input.dtype(), shape, losses, rows),
        gradOutput -> {
          double[] g = reduction.back(gradOutput, rows, rows);
          double[] gradient = new double[slopes.length];
          for (int i = 0; i < gradient.length; i++) {
            gradient[i] = g[i / columns] * slopes[i];
          }
          return Gradients.ofInput(Tensor.ofDoubles(input.dtype(), input.shape(), gradient));
        });
  }

  /**
   * Checks that an input is one row or some, none of them empty.
   *
   * @throws IllegalArgumentException if it has more than two axes, or no columns
   */
  static void checkRows(String loss, Tensor input) {
    if (input.rank() > 2 || (input.rank() > 0 && input.size(-1) == 0)) {
      throw new IllegalArgumentException(
          loss
              + ": expected non-empty vector or matrix with optional 0-dim batch size, but got: "
              + input.shape());
    }
  }
}
