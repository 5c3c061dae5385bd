package org.torchparity.nn.loss;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Smooth L1 loss: ℓ = ½(x − t)²/β where |x − t| &lt; β, and |x − t| − ½β beyond; |x − t| for β = 0.
 *
 * <p>Shape: Input x: (*), float32 or float64. Target t: (*), the same dtype, broadcast against the
 * input → Output: a scalar, or the broadcast shape where the reduction is none.
 *
 * <p>Backward: δℓ/δx = (x − t)/β, clamped to ±1; δℓ/δt = −δℓ/δx. For β = 0 torch gives −1 to both
 * where x = t.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code beta} is negative, if the shapes cannot be
 * broadcast, or the dtypes do not fit.
 *
 * <p>Source: Girshick, "Fast R-CNN" (2015), equation (3); torch.nn.SmoothL1Loss;
 * ATen/native/Loss.cpp and cpu/PointwiseOpsKernel.cpp at v2.10.0.
 */
public final class SmoothL1Loss extends Module {
  private final Reduction reduction;
  private final ElementwiseLoss loss;

  /** Makes a loss of beta = 1.0, reduced to its mean. */
  public SmoothL1Loss() {
    this(1.0, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code beta} is negative, or {@code reduction} is {@link
   *     Reduction#BATCHMEAN}
   */
  public SmoothL1Loss(double beta, Reduction reduction) {
    if (!(beta >= 0)) {
      throw new IllegalArgumentException(
          "smooth_l1_loss does not support negative values for beta, but got " + beta);
    }
    this.reduction = reduction.notBatchmean();
    boolean bothZones = beta > 0 && beta < Double.POSITIVE_INFINITY;
    this.loss = bothZones ? ofBothZones(beta) : ofOneZone(beta);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("SmoothL1Loss", 2, 2, inputs);
    return loss.of(reduction, inputs);
  }

  /** Huber's loss over β, and so for β = 1 Huber's. */
  private static ElementwiseLoss ofBothZones(double beta) {
    if (beta == 1) {
      return HuberLoss.of("SmoothL1Loss", beta);
    }
    return ElementwiseLoss.of(
        "SmoothL1Loss",
        (x, t, room, y, n) -> losses(x, t, beta, y, n),
        (x, t, room, y, n) -> slopes(x, t, beta, y, n),
        (x, t, room, y, n) -> slopes(t, x, beta, y, n));
  }

  /** Without a branch: near is |x − t|, but β at most. */
  private static void losses(double[] x, double[] t, double beta, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      double distance = Math.abs(x[i] - t[i]);
      double near = Math.min(distance, beta);
      y[i] = near / beta * (distance - 0.5 * near);
    }
  }

  private static void slopes(double[] x, double[] t, double beta, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.max(-beta, Math.min(beta, x[i] - t[i])) / beta;
    }
  }

  /** For β = 0, where all differences are beyond it, and β = ∞, where all finite ones are not. */
  private static ElementwiseLoss ofOneZone(double beta) {
    return ElementwiseLoss.of(
        "SmoothL1Loss",
        (x, t, room, y, n) -> {
          for (int i = 0; i < n; i++) {
            double distance = Math.abs(x[i] - t[i]);
            y[i] = distance < beta ? 0 : distance - 0.5 * beta;
          }
        },
        (x, t, room, y, n) -> outermost(x, t, beta, y, n),
        (x, t, room, y, n) -> outermost(t, x, beta, y, n));
  }

  private static void outermost(double[] x, double[] t, double beta, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      double d = x[i] - t[i];
      y[i] = d <= -beta ? -1 : d >= beta ? 1 : d / beta;
    }
  }
}
