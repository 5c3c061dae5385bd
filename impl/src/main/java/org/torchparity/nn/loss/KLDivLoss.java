package org.torchparity.nn.loss;

import org.torchparity.kernel.BlockFunctions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Kullback-Leibler divergence of log-probabilities x from a target: ℓ = t·(log t − x), or exp(t)·(t
 * − x) where the target is in logarithms too.
 *
 * <p>Shape: Input x: (*), float32 or float64. Target t: (*), the same dtype, broadcast against the
 * input → Output: a scalar, or the broadcast shape where the reduction is none. The reduction
 * batchmean divides the sum by the size of the input's first axis, the only one that gives the
 * mathematical mean.
 *
 * <p>Backward:
 *
 * <pre>
 * δℓ/δx = −t             δℓ/δt = log t + t/t − x           (NaN for t = 0 and ±∞, as torch has it)
 * δℓ/δx = −exp(t)        δℓ/δt = exp(t)·(t − x + 1)        log_target
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if the shapes cannot be broadcast, or the dtypes do
 * not fit.
 *
 * <p>Source: torch.nn.KLDivLoss; kl_div in ATen/native/Loss.cpp at v2.10.0.
 */
public final class KLDivLoss extends Module {
  private static final ElementwiseLoss OF_TARGETS =
      ElementwiseLoss.of(
          "KLDivLoss",
          KLDivLoss::losses,
          (x, t, room, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = -t[i];
            }
          },
          KLDivLoss::slopesOfTarget);
  private static final ElementwiseLoss OF_LOG_TARGETS =
      ElementwiseLoss.of(
          "KLDivLoss",
          (x, t, e, y, n) -> {
            BlockFunctions.exp(t, e, n);
            for (int i = 0; i < n; i++) {
              y[i] = e[i] * (t[i] - x[i]);
            }
          },
          (x, t, e, y, n) -> {
            BlockFunctions.exp(t, e, n);
            for (int i = 0; i < n; i++) {
              y[i] = -e[i];
            }
          },
          (x, t, e, y, n) -> {
            BlockFunctions.exp(t, e, n);
            for (int i = 0; i < n; i++) {
              y[i] = e[i] * (t[i] - x[i] + 1);
            }
          });

  private final Reduction reduction;
  private final ElementwiseLoss loss;

  /** Makes a loss of plain targets, reduced to its mean. */
  public KLDivLoss() {
    this(Reduction.MEAN, false);
  }

  /** Makes a loss, of targets in logarithms where {@code logTarget}. */
  public KLDivLoss(Reduction reduction, boolean logTarget) {
    this.reduction = reduction;
    this.loss = logTarget ? OF_LOG_TARGETS : OF_TARGETS;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("KLDivLoss", 2, 2, inputs);
    Tensor x = inputs[0];
    if (reduction != Reduction.BATCHMEAN || x.rank() == 0) {
      return loss.of(reduction, inputs);
    }
    return loss.mean(reduction, x.size(0), null, inputs);
  }

  private static void losses(double[] x, double[] t, double[] log, double[] y, int n) {
    BlockFunctions.log(t, log, n);
    for (int i = 0; i < n; i++) {
      y[i] = (t[i] == 0 ? 0 : t[i] * log[i]) - t[i] * x[i];
    }
  }

  private static void slopesOfTarget(double[] x, double[] t, double[] log, double[] y, int n) {
    BlockFunctions.log(t, log, n);
    for (int i = 0; i < n; i++) {
      y[i] = t[i] == 0 || Double.isInfinite(t[i]) ? Double.NaN : log[i] + 1 - x[i];
    }
  }
}
