package org.torchparity.nn.loss;

import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Logistic loss of several labels: ℓ = −1/C · Σ w[c]·(t[c]·log σ(x[c]) + (1 − t[c])·log σ(−x[c]))
 * over the last axis.
 *
 * <p>Buffers: {@code weight} w where it is given, broadcast to the input.
 *
 * <p>Shape: Input x: (*, C), float32 or float64. Target t: the same shape, the same dtype or int64
 * → Output: a scalar, or (*) where the reduction is none.
 *
 * <p>Backward:
 *
 * <pre>
 * δℓ/δx[c] = w[c]/C · ((1 − t[c])·σ(x[c]) − t[c]·σ(−x[c]))        δℓ/δt[c] = −w[c]·x[c]/C
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if the input is a scalar, if the target has another
 * shape, if the weight cannot be expanded to it, or the dtypes do not fit.
 *
 * <p>Differences from ATen: the target is not broadcast.
 *
 * <p>Source: torch.nn.MultiLabelSoftMarginLoss; torch/nn/functional.py at v2.10.0.
 */
public final class MultiLabelSoftMarginLoss extends Module {
  private static final ElementwiseLoss LOSS =
      ElementwiseLoss.of(
              "MultiLabelSoftMarginLoss",
              (x, t) -> -(t * LogSigmoids.of(x) + (1 - t) * LogSigmoids.of(-x)),
              (x, t) -> (1 - t) * LogSigmoids.slope(-x) - t * LogSigmoids.slope(x),
              (x, t) -> LogSigmoids.of(-x) - LogSigmoids.of(x))
          .takingIntegers();

  private final Reduction reduction;

  /** Makes a loss without weights, reduced to its mean. */
  public MultiLabelSoftMarginLoss() {
    this(null, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @param weight a weight a class, or null
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public MultiLabelSoftMarginLoss(@Nullable Tensor weight, Reduction reduction) {
    this.reduction = reduction.notBatchmean();
    if (weight != null) {
      setBuffer("weight", weight);
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("MultiLabelSoftMarginLoss", 2, 2, inputs);
    Tensor x = inputs[0];
    if (x.rank() == 0) {
      throw new IllegalArgumentException(
          "MultiLabelSoftMarginLoss: expected input of 1D or more, but got a scalar");
    }
    LossShapes.same("MultiLabelSoftMarginLoss", inputs[1], x);
    if (inputs[1].dtype().isFloatingPoint()) {
      Inputs.dtype("MultiLabelSoftMarginLoss", inputs[1], x.dtype());
    }
    // Every class's loss stays in float64 until its sample's mean is rounded.
    Tensor target = inputs[1].dtype().isFloatingPoint() ? inputs[1].to(DType.FLOAT64) : inputs[1];
    Pass each =
        LOSS.weighted(Reduction.NONE, state().bufferOrNull("weight"), x.to(DType.FLOAT64), target);
    int classes = x.size(-1);
    Shape shape = LossShapes.withoutLastAxis(x.shape());
    double[] losses = new double[shape.elements()];
    double[] ofClasses = each.output().doubles();
    for (int i = 0; i < ofClasses.length; i++) {
      losses[i / classes] += ofClasses[i] / classes;
    }
    return Pass.of(
        reduction.of(x.dtype(), shape, losses, losses.length),
        gradOutput -> {
          double[] g = reduction.back(gradOutput, losses.length, losses.length);
          double[] upstream = new double[ofClasses.length];
          for (int i = 0; i < upstream.length; i++) {
            upstream[i] = g[i / classes] / classes;
          }
          Gradients gradients = Gradients.none();
          for (var entry :
              each.backward(Tensor.ofDoubles(DType.FLOAT64, x.shape(), upstream))
                  .inputs()
                  .entrySet()) {
            gradients = gradients.withInput(entry.getKey(), entry.getValue().to(x.dtype()));
          }
          return gradients;
        });
  }
}
