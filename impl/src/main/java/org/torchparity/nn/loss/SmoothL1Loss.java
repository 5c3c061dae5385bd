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
  private final double beta;
  private final Reduction reduction;
  private final ElementwiseLoss loss;
  private final DifferenceLoss blocks;

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
    this.beta = beta;
    this.reduction = reduction.notBatchmean();
    this.loss =
        ElementwiseLoss.of(
            "SmoothL1Loss",
            (x, t) -> value(Math.abs(x - t), beta),
            (x, t) -> slope(x - t, beta),
            (x, t) -> slope(t - x, beta));
    this.blocks =
        new DifferenceLoss(
            loss, (d, length) -> values(d, length, beta), (d, length) -> slopes(d, length, beta));
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("SmoothL1Loss", 2, 2, inputs);
    boolean finite = this.beta > 0 && this.beta < Double.POSITIVE_INFINITY;
    return finite ? blocks.of(reduction, inputs) : loss.of(reduction, inputs);
  }

  /** {@link #value} of each, without a branch. */
  private static void values(double[] d, int length, double beta) {
    for (int i = 0; i < length; i++) {
      double distance = Math.abs(d[i]);
      double near = Math.min(distance, beta);
      d[i] = 0.5 * near * near / beta + (distance - near);
    }
  }

  /** {@link #slope} of each, without a branch. */
  private static void slopes(double[] d, int length, double beta) {
    for (int i = 0; i < length; i++) {
      d[i] = Math.max(-beta, Math.min(beta, d[i])) / beta;
    }
  }

  private static double value(double distance, double beta) {
    return distance < beta ? 0.5 * distance * distance / beta : distance - 0.5 * beta;
  }

  private static double slope(double difference, double beta) {
    return difference <= -beta ? -1 : difference >= beta ? 1 : difference / beta;
  }
}
