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
  private final Reduction reduction;
  private final ElementwiseLoss loss;

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
    this.reduction = reduction.notBatchmean();
    this.loss = of("HuberLoss", delta);
  }

  /** The loss of a positive δ, under the name of a layer. */
  static ElementwiseLoss of(String name, double delta) {
    return ElementwiseLoss.of(
        name,
        delta < Double.POSITIVE_INFINITY
            ? (x, t, room, y, n) -> losses(x, t, delta, y, n)
            : (x, t, room, y, n) -> squares(x, t, y, n),
        (x, t, room, y, n) -> slopes(x, t, delta, y, n),
        (x, t, room, y, n) -> slopes(t, x, delta, y, n));
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("HuberLoss", 2, 2, inputs);
    return loss.of(reduction, inputs);
  }

  /** The formula of both zones without a branch: near is |x − t|, but δ at most. */
  private static void losses(double[] x, double[] t, double delta, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      double distance = Math.abs(x[i] - t[i]);
      double near = Math.min(distance, delta);
      y[i] = near * (distance - 0.5 * near);
    }
  }

  private static void squares(double[] x, double[] t, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      double d = x[i] - t[i];
      y[i] = 0.5 * d * d;
    }
  }

  private static void slopes(double[] x, double[] t, double delta, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.max(-delta, Math.min(delta, x[i] - t[i]));
    }
  }
}
