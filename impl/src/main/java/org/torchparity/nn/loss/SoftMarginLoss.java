package org.torchparity.nn.loss;

import org.torchparity.kernel.BlockFunctions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Logistic loss of two classes: ℓ = log(1 + exp(−t·x)), for targets t of 1 and −1.
 *
 * <p>Shape: Input x: (*), float32 or float64. Target t: the same, or broadcast to it; int64 too →
 * Output: a scalar, or the input's shape where the reduction is none.
 *
 * <p>Backward: δℓ/δx = −t·z/(1 + z) with z = exp(−t·x); torch has no derivative by the target.
 *
 * <p>Errors: {@link IllegalArgumentException} if the target cannot be expanded to the input's
 * shape, or the dtypes do not fit.
 *
 * <p>Source: torch.nn.SoftMarginLoss; soft_margin_loss in ATen/native/Loss.cpp at v2.10.0.
 */
public final class SoftMarginLoss extends Module {
  private static final ElementwiseLoss LOSS =
      ElementwiseLoss.of("SoftMarginLoss", SoftMarginLoss::losses, SoftMarginLoss::slopes)
          .takingIntegers();

  private final Reduction reduction;

  /** Makes a loss reduced to its mean. */
  public SoftMarginLoss() {
    this(Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public SoftMarginLoss(Reduction reduction) {
    this.reduction = reduction.notBatchmean();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("SoftMarginLoss", 2, 2, inputs);
    LossShapes.expandable("SoftMarginLoss", inputs[1], inputs[0]);
    return LOSS.of(reduction, inputs);
  }

  private static void losses(double[] x, double[] t, double[] z, double[] y, int n) {
    exponentials(x, t, z, n);
    BlockFunctions.log1p(z, y, n);
  }

  private static void slopes(double[] x, double[] t, double[] z, double[] y, int n) {
    exponentials(x, t, z, n);
    for (int i = 0; i < n; i++) {
      y[i] = -t[i] * z[i] / (1 + z[i]);
    }
  }

  /** z = exp(−t·x). */
  private static void exponentials(double[] x, double[] t, double[] z, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= -t[i];
    }
    BlockFunctions.exp(x, z, n);
  }
}
