package org.torchparity.nn.loss;

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
 * <p>Errors: {@link IllegalArgumentException} if the input has more than two axes or no classes, if
 * the target has another shape, or if a label is below −1 or not below C.
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
    return RowLoss.of(
        reduction,
        input,
        shape,
        (row, x, gradient) -> {
          int first = row * x.length;
          int end = first;
          boolean[] isLabel = new boolean[x.length];
          for (; end < first + x.length && labels[end] >= 0; end++) {
            isLabel[(int) labels[end]] = true;
          }
          double sum = 0;
          for (int i = first; i < end; i++) {
            int t = (int) labels[i];
            for (int c = 0; c < x.length; c++) {
              double z = 1 - x[t] + x[c];
              if (!isLabel[c] && z > 0) {
                sum += z;
                gradient[c] += 1.0 / x.length;
                gradient[t] -= 1.0 / x.length;
              }
            }
          }
          return sum / x.length;
        });
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
