package org.torchparity.nn.loss;

import java.util.Arrays;
import org.torchparity.kernel.BlockFunctions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Hinge loss of several labels: ℓ = 1/C · Σ max(0, 1 − x[t] + x[c]) over the labels t of a sample
 * and the classes c that are none of them.
 *
 * <p>Shape: Input x: (C) or (N, C), float32 or float64. Target: the same shape, int64; the labels
 * of a sample are those before its first −1 → Output: a scalar, or (N) where the reduction is none.
 *
 * <p>Backward: each pair of t and c with 1 − x[t] + x[c] > 0 adds 1/C to δℓ/δx[c] and takes it from
 * δℓ/δx[t].
 *
 * <p>Errors: {@link IllegalArgumentException} if the input is int64, or has more than two axes or
 * no classes, if the target has another shape, or if a label is below −1 or not below C.
 *
 * <p>Source: torch.nn.MultiLabelMarginLoss; ATen/native/LossMultiLabelMargin.cpp at v2.10.0.
 */
public final class MultiLabelMarginLoss extends Module {
  private final Reduction reduction;

  /** Makes a loss reduced to its mean. */
  public MultiLabelMarginLoss() {
    this(Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public MultiLabelMarginLoss(Reduction reduction) {
    this.reduction = reduction.notBatchmean();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("MultiLabelMarginLoss", 2, 2, inputs);
    Tensor input = inputs[0];
    RowLoss.checkRows("MultiLabelMarginLoss", input);
    long[] labels = labels(input, inputs[1]);
    Shape shape = input.rank() == 2 ? Shape.of(input.size(0)) : Shape.of();
    return new Rows(labels).of(reduction, input, shape);
  }

  private record Rows(long[] labels) implements RowLoss {

    @Override
    public double loss(int row, double[] x, int n) {
      double[] others = others(row, x, n);
      double[] z = new double[x.length];
      double sum = 0;
      for (int i = row * n, end = end(row, n); i < end; i++) {
        violations(1 - x[(int) labels[i]], others, z, n);
        BlockFunctions.whereAbove(z, 0, z, z, n);
        for (int c = 0; c < n; c++) {
          sum += z[c];
        }
      }
      return sum / n;
    }

    @Override
    public void slopes(int row, double[] x, double[] y, int n) {
      double[] others = others(row, x, n);
      double[] z = new double[x.length];
      double[] shares = new double[x.length];
      Arrays.fill(shares, 1.0 / n);
      Arrays.fill(y, 0, n, 0);
      for (int i = row * n, end = end(row, n); i < end; i++) {
        int t = (int) labels[i];
        violations(1 - x[t], others, z, n);
        BlockFunctions.whereAbove(z, 0, shares, z, n);
        double slope = y[t];
        for (int c = 0; c < n; c++) {
          y[c] += z[c];
          slope -= z[c];
        }
        y[t] = slope;
      }
    }

    /** z = distance + x[c] of the classes c that are no labels, −∞ or NaN of labels. */
    private static void violations(double distance, double[] others, double[] z, int n) {
      for (int c = 0; c < n; c++) {
        z[c] = distance + others[c];
      }
    }

    /** x, but −∞ for labels. */
    private double[] others(int row, double[] x, int n) {
      double[] others = x.clone();
      for (int i = row * n, end = end(row, n); i < end; i++) {
        others[(int) labels[i]] = Double.NEGATIVE_INFINITY;
      }
      return others;
    }

    /** Where the labels of a row end. */
    private int end(int row, int n) {
      int end = row * n;
      while (end < (row + 1) * n && labels[end] >= 0) {
        end++;
      }
      return end;
    }
  }

  private static long[] labels(Tensor input, Tensor target) {
    if (target.dtype() != DType.INT64 || !target.shape().equals(input.shape())) {
      throw new IllegalArgumentException(
          "MultiLabelMarginLoss: inconsistent target size "
              + target.shape()
              + " of "
              + target.dtype().torchName()
              + " for input "
              + input.shape());
    }
    int classes = input.rank() == 0 ? 1 : input.size(-1);
    for (long label : target.longs()) {
      if (label < -1 || label >= classes) {
        throw new IllegalArgumentException(
            "MultiLabelMarginLoss: target " + label + " is out of range for " + classes);
      }
    }
    return target.longs();
  }
}
