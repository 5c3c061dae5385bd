package org.torchparity.nn.loss;

import org.torchparity.kernel.BlockFormula;
import org.torchparity.kernel.BlockFunctions;
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
    BlockFormula losses =
        logInput
            ? PoissonNLLLoss::lossesOfLogarithms
            : (x, t, z, y, n) -> lossesOfRates(x, t, eps, z, y, n);
    BlockFormula slopes =
        logInput
            ? PoissonNLLLoss::slopesOfLogarithms
            : (x, t, z, y, n) -> slopesOfRates(x, t, eps, y, n);
    BlockFormula slopesOfTarget =
        logInput
            ? PoissonNLLLoss::negatives
            : (x, t, z, y, n) -> negativeLogarithms(x, eps, z, y, n);
    this.loss =
        ElementwiseLoss.of(
                "PoissonNLLLoss",
                full ? then(losses, PoissonNLLLoss::addStirling) : losses,
                slopes,
                full ? then(slopesOfTarget, PoissonNLLLoss::addStirlingSlopes) : slopesOfTarget)
            .takingIntegers();
  }

  private static BlockFormula then(BlockFormula first, BlockFormula second) {
    return (x, t, room, y, n) -> {
      first.at(x, t, room, y, n);
      second.at(x, t, room, y, n);
    };
  }

  private static void lossesOfLogarithms(double[] x, double[] t, double[] e, double[] y, int n) {
    BlockFunctions.exp(x, e, n);
    for (int i = 0; i < n; i++) {
      y[i] = e[i] - t[i] * x[i];
    }
  }

  private static void slopesOfLogarithms(double[] x, double[] t, double[] e, double[] y, int n) {
    BlockFunctions.exp(x, e, n);
    for (int i = 0; i < n; i++) {
      y[i] = e[i] - t[i];
    }
  }

  private static void negatives(double[] x, double[] t, double[] room, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = -x[i];
    }
  }

  private static void lossesOfRates(
      double[] x, double[] t, double eps, double[] room, double[] y, int n) {
    logarithms(x, eps, room, y, n);
    for (int i = 0; i < n; i++) {
      y[i] = x[i] - t[i] * y[i];
    }
  }

  private static void slopesOfRates(double[] x, double[] t, double eps, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = 1 - t[i] / (x[i] + eps);
    }
  }

  private static void negativeLogarithms(double[] x, double eps, double[] room, double[] y, int n) {
    logarithms(x, eps, room, y, n);
    for (int i = 0; i < n; i++) {
      y[i] = -y[i];
    }
  }

  /** y = log(x + ε). */
  private static void logarithms(double[] x, double eps, double[] room, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      room[i] = x[i] + eps;
    }
    BlockFunctions.log(room, y, n);
  }

  /** Adds t·log t − t + ½·log(2πt) where t > 1. */
  private static void addStirling(double[] x, double[] t, double[] term, double[] y, int n) {
    BlockFunctions.log(t, term, n);
    for (int i = 0; i < n; i++) {
      term[i] = t[i] <= 1 ? 0 : t[i] * term[i] - t[i];
      x[i] = t[i] <= 1 ? 1 : 2 * Math.PI * t[i];
    }
    BlockFunctions.log(x, t, n);
    for (int i = 0; i < n; i++) {
      y[i] += term[i] + 0.5 * t[i];
    }
  }

  /**
   * Adds its derivative. torch masks the term, but 0·log t is NaN where log t is not finite, and so
   * is ∞/∞.
   */
  private static void addStirlingSlopes(double[] x, double[] t, double[] log, double[] y, int n) {
    BlockFunctions.log(t, log, n);
    for (int i = 0; i < n; i++) {
      boolean none = t[i] <= 0 || Double.isInfinite(t[i]);
      y[i] += none ? Double.NaN : t[i] <= 1 ? 0 : log[i] + 0.5 / t[i];
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("PoissonNLLLoss", 2, 2, inputs);
    return loss.of(reduction, inputs);
  }
}
