package org.torchparity.nn.loss;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.BlockFunctions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
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
              MultiLabelSoftMarginLoss::losses,
              MultiLabelSoftMarginLoss::slopes,
              (x, t, room, y, n) -> {
                for (int i = 0; i < n; i++) {
                  y[i] = -x[i];
                }
              })
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
    return LOSS.ofRows(reduction, state().bufferOrNull("weight"), inputs);
  }

  private static void losses(double[] x, double[] t, double[] l, double[] y, int n) {
    BlockFunctions.log1pOfDecay(x, l, n);
    for (int i = 0; i < n; i++) {
      y[i] = -(t[i] * LogSigmoids.of(x[i], l[i]) + (1 - t[i]) * LogSigmoids.of(-x[i], l[i]));
    }
  }

  private static void slopes(double[] x, double[] t, double[] ofMinus, double[] y, int n) {
    BlockFunctions.sigmoidOfMinus(x, ofMinus, n);
    for (int i = 0; i < n; i++) {
      x[i] = -x[i];
    }
    BlockFunctions.sigmoidOfMinus(x, y, n);
    for (int i = 0; i < n; i++) {
      y[i] = (1 - t[i]) * y[i] - t[i] * ofMinus[i];
    }
  }
}
