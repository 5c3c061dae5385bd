package org.torchparity.nn.loss;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.BlockFunctions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Hinge loss of several classes: ℓ = w[t]/C · Σ max(0, margin − x[t] + x[c])^p over the classes c ≠
 * t.
 *
 * <p>Buffers: {@code weight} w (C) where it is given.
 *
 * <p>Shape: Input x: (C) or (N, C), float32 or float64. Target t: () or (N), int64 in [0, C) →
 * Output: a scalar, or (N) where the reduction is none.
 *
 * <p>Backward, with z = margin − x[t] + x[c]:
 *
 * <pre>
 * δℓ/δx[c] = w[t]/C · [z > 0]·p·z^(p−1)        δℓ/δx[t] = −Σ δℓ/δx[c]
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code p} is neither 1 nor 2, if the input is
 * int64, has more than two axes or no classes, if the target has another size than the batch, if a
 * target is no class, or if there is not one weight a class.
 *
 * <p>Differences from ATen: the number of weights is checked.
 *
 * <p>Source: torch.nn.MultiMarginLoss; ATen/native/LossMultiMargin.cpp at v2.10.0.
 */
public final class MultiMarginLoss extends Module {
  private final int p;
  private final double margin;
  private final Reduction reduction;

  /** Makes a loss of p = 1 and margin = 1 without weights, reduced to its mean. */
  public MultiMarginLoss() {
    this(1, 1, null, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @param weight a weight a class, or null
   * @throws IllegalArgumentException if {@code p} is neither 1 nor 2, {@code weight} is not
   *     one-dimensional, or {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public MultiMarginLoss(int p, double margin, @Nullable Tensor weight, Reduction reduction) {
    if (p != 1 && p != 2) {
      throw new IllegalArgumentException("only p == 1 and p == 2 supported, but got " + p);
    }
    this.p = p;
    this.margin = margin;
    this.reduction = reduction.notBatchmean();
    if (weight != null) {
      if (weight.rank() != 1) {
        throw new IllegalArgumentException(
            "weight must be one-dimensional, but got shape " + weight.shape());
      }
      setBuffer("weight", weight);
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("MultiMarginLoss", 2, 2, inputs);
    Tensor input = inputs[0];
    RowLoss.checkRows("MultiMarginLoss", input);
    long[] targets = targets(input, inputs[1]);
    double[] weights =
        ClassIndices.weights(
            "MultiMarginLoss",
            state().bufferOrNull("weight"),
            input.rank() == 0 ? 1 : input.size(-1));
    return new Rows(p, margin, weights, targets).of(reduction, input, inputs[1].shape());
  }

  private record Rows(int p, double margin, double @Nullable [] weights, long[] targets)
      implements RowLoss {

    @Override
    public double loss(int row, double[] x, int n) {
      violations(x, target(row), n);
      if (p == 2) {
        for (int c = 0; c < n; c++) {
          x[c] *= x[c];
        }
      }
      return scale(row, n) * sum(x, n);
    }

    @Override
    public void slopes(int row, double[] x, double[] y, int n) {
      int t = target(row);
      violations(x, t, n);
      double scale = scale(row, n);
      for (int c = 0; c < n; c++) {
        y[c] = p == 1 ? scale : scale * (2 * x[c]);
      }
      BlockFunctions.whereAbove(x, 0, y, y, n);
      y[t] = 0 - sum(y, n);
    }

    private int target(int row) {
      return (int) targets[row];
    }

    private double scale(int row, int n) {
      return (weights == null ? 1 : weights[target(row)]) / n;
    }

    /** Makes z = margin − x[t] + x[c] of each x[c], 0 where it is not positive and at t. */
    private void violations(double[] x, int t, int n) {
      double distance = margin - x[t];
      x[t] = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < n; c++) {
        x[c] += distance;
      }
      BlockFunctions.whereAbove(x, 0, x, x, n);
    }

    private static double sum(double[] values, int n) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += values[i];
      }
      return sum;
    }
  }

  private static long[] targets(Tensor input, Tensor target) {
    int rows = input.rank() == 2 ? input.size(0) : 1;
    if (target.dtype() != DType.INT64 || target.rank() > 1 || target.elements() != rows) {
      throw new IllegalArgumentException(
          "MultiMarginLoss: inconsistent target size, got: "
              + target.shape()
              + " of "
              + target.dtype().torchName()
              + " for input "
              + input.shape());
    }
    for (long t : target.longs()) {
      if (t < 0 || t >= input.elements() / rows) {
        throw new IllegalArgumentException("MultiMarginLoss: target " + t + " out of range");
      }
    }
    return target.longs();
  }
}
