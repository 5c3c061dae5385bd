package org.torchparity.nn.loss;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Huber's loss: ℓ = ½(x − t)² where |x − t| ≤ δ, and δ·(|x − t| − ½δ) beyond.
 *
 * <p>Shape: Input x: (*), float32 or float64. Target t: (*), the same dtype, broadcast against the
 * input → Output: a scalar, or the broadcast shape where the reduction is none.
 *
 * <p>Backward: δℓ/δx = x − t, clamped to ±δ; δℓ/δt = −δℓ/δx.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code delta} is not positive, if the shapes
 * cannot be broadcast, or the dtypes do not fit.
 *
 * <p>Source: Huber, "Robust Estimation of a Location Parameter" (1964); torch.nn.HuberLoss;
 * ATen/native/Loss.cpp at v2.10.0.
 */
public final class HuberLoss extends Module {
  private final double delta;
  private final Reduction reduction;
  private final ElementwiseLoss loss;
  private final DifferenceLoss blocks;

  /** Makes a loss of delta = 1.0, reduced to its mean. */
  public HuberLoss() {
    this(1.0, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code delta} is not positive, or {@code reduction} is
   *     {@link Reduction#BATCHMEAN}
   */
  public HuberLoss(double delta, Reduction reduction) {
    if (!(delta > 0)) {
      throw new IllegalArgumentException(
          "huber_loss does not support non-positive values for delta, but got " + delta);
    }
    this.delta = delta;
    this.reduction = reduction.notBatchmean();
    this.loss =
        ElementwiseLoss.of(
            "HuberLoss",
            (x, t) -> value(Math.abs(x - t), delta),
            (x, t) -> slope(x - t, delta),
            (x, t) -> slope(t - x, delta));
    this.blocks =
        new DifferenceLoss(
            loss, (d, length) -> values(d, length, delta), (d, length) -> slopes(d, length, delta));
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("HuberLoss", 2, 2, inputs);
    boolean finite = this.delta < Double.POSITIVE_INFINITY;
    return finite ? blocks.of(reduction, inputs) : loss.of(reduction, inputs);
  }

  /** {@link #value} of each, without a branch. */
  private static void values(double[] d, int length, double delta) {
    for (int i = 0; i < length; i++) {
      double distance = Math.abs(d[i]);
      double near = Math.min(distance, delta);
      d[i] = near * (distance - 0.5 * near);
    }
  }

  /** {@link #slope} of each, without a branch. */
  private static void slopes(double[] d, int length, double delta) {
    for (int i = 0; i < length; i++) {
      d[i] = Math.max(-delta, Math.min(delta, d[i]));
    }
  }

  private static double value(double distance, double delta) {
    return distance <= delta ? 0.5 * distance * distance : delta * (distance - 0.5 * delta);
  }

  private static double slope(double difference, double delta) {
    return Math.max(-delta, Math.min(delta, difference));
  }
}
