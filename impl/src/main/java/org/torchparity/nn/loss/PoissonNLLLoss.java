package org.torchparity.nn.loss;

import java.util.function.DoubleUnaryOperator;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Negative log likelihood of Poisson-distributed targets: ℓ = exp(x) − t·x of the logarithm x of
 * the rate, or ℓ = x − t·log(x + ε) of the rate itself; {@code full} adds Stirling's t·log t − t +
 * ½·log(2πt) where t > 1.
 *
 * <p>Shape: Input x: (*), float32 or float64. Target t: (*), the same dtype or int64, broadcast
 * against the input → Output: a scalar, or the broadcast shape where the reduction is none.
 *
 * <p>Backward:
 *
 * <pre>
 * δℓ/δx = exp(x) − t             δℓ/δt = −x                logInput
 * δℓ/δx = 1 − t/(x + ε)          δℓ/δt = −log(x + ε)       not logInput
 * full adds log t + t/t − 1 + ½/t to δℓ/δt where t > 1, and makes it NaN where t ≤ 0 or t = ∞, as
 * in torch
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if the shapes cannot be broadcast, or the dtypes do
 * not fit.
 *
 * <p>Differences from ATen: where an input is broadcast, ATen sums the gradients of its places
 * before it multiplies them by exp(x), here it is after: for x = ∞ and gradients of both signs ATen
 * gives an infinity, Java NaN.
 *
 * <p>Source: torch.nn.PoissonNLLLoss; poisson_nll_loss in ATen/native/Loss.cpp at v2.10.0.
 */
public final class PoissonNLLLoss extends Module {
  private final Reduction reduction;
  private final ElementwiseLoss loss;

  /** Makes a loss of the logarithm of the rate, without Stirling's term, reduced to its mean. */
  public PoissonNLLLoss() {
    this(true, false, 1e-8, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public PoissonNLLLoss(boolean logInput, boolean full, double eps, Reduction reduction) {
    this.reduction = reduction.notBatchmean();
    DoubleUnaryOperator stirling = full ? PoissonNLLLoss::stirling : t -> 0;
    DoubleUnaryOperator slope = full ? PoissonNLLLoss::stirlingSlope : t -> 0;
    this.loss =
        (logInput
                ? ElementwiseLoss.of(
                    "PoissonNLLLoss",
                    (x, t) -> Math.exp(x) - t * x + stirling.applyAsDouble(t),
                    (x, t) -> Math.exp(x) - t,
                    (x, t) -> -x + slope.applyAsDouble(t))
                : ElementwiseLoss.of(
                    "PoissonNLLLoss",
                    (x, t) -> x - t * Math.log(x + eps) + stirling.applyAsDouble(t),
                    (x, t) -> 1 - t / (x + eps),
                    (x, t) -> -Math.log(x + eps) + slope.applyAsDouble(t)))
            .takingIntegers();
  }

  private static double stirling(double t) {
    return t <= 1 ? 0 : t * Math.log(t) - t + 0.5 * Math.log(2 * Math.PI * t);
  }

  /** torch masks the term, but 0·log t is NaN where log t is not finite, and so is ∞/∞. */
  private static double stirlingSlope(double t) {
    if (t <= 0 || Double.isInfinite(t)) {
      return Double.NaN;
    }
    return t <= 1 ? 0 : Math.log(t) + 0.5 / t;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("PoissonNLLLoss", 2, 2, inputs);
    return loss.of(reduction, inputs);
  }
}
