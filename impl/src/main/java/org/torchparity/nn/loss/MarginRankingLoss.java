package org.torchparity.nn.loss;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Ranking loss: ℓ = max(0, margin − t·(x₁ − x₂)), where t = 1 wants x₁ above x₂ and t = −1 below.
 *
 * <p>Shape: Inputs x₁, x₂: (*), float32 or float64. Target t: (*), the same dtype or int64. The
 * three have one number of axes and are broadcast → Output: a scalar, or the broadcast shape where
 * the reduction is none.
 *
 * <p>Backward, where margin − t·(x₁ − x₂) ≥ 0, else 0:
 *
 * <pre>
 * δℓ/δx₁ = −t        δℓ/δx₂ = t        δℓ/δt = x₂ − x₁
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if the numbers of axes differ, if the shapes cannot
 * be broadcast, or the dtypes do not fit.
 *
 * <p>Source: torch.nn.MarginRankingLoss; margin_ranking_loss in ATen/native/Loss.cpp at v2.10.0.
 */
public final class MarginRankingLoss extends Module {
  private final Reduction reduction;
  private final ElementwiseLoss loss;

  /** Makes a loss of margin = 0.0, reduced to its mean. */
  public MarginRankingLoss() {
    this(0.0, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public MarginRankingLoss(double margin, Reduction reduction) {
    this.reduction = reduction.notBatchmean();
    this.loss =
        ElementwiseLoss.of(
                "MarginRankingLoss",
                (x1, x2, t, y, n) -> losses(x1, x2, t, margin, y, n),
                (x1, x2, t, y, n) -> {
                  slopes(x1, x2, t, margin, y, n);
                  for (int i = 0; i < n; i++) {
                    y[i] *= -t[i];
                  }
                },
                (x1, x2, t, y, n) -> {
                  slopes(x1, x2, t, margin, y, n);
                  for (int i = 0; i < n; i++) {
                    y[i] *= t[i];
                  }
                },
                (x1, x2, t, y, n) -> {
                  slopes(x1, x2, t, margin, y, n);
                  for (int i = 0; i < n; i++) {
                    y[i] *= x2[i];
                  }
                })
            .takingIntegers();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("MarginRankingLoss", 3, 3, inputs);
    LossShapes.sameRank("MarginRankingLoss", inputs);
    return loss.of(reduction, inputs);
  }

  private static void losses(
      double[] x1, double[] x2, double[] t, double margin, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Margins.clamp(margin - t[i] * (x1[i] - x2[i]));
    }
  }

  /** The slopes of the hinges; x₂ becomes x₂ − x₁. */
  private static void slopes(
      double[] x1, double[] x2, double[] t, double margin, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      double z = margin - t[i] * (x1[i] - x2[i]);
      x2[i] -= x1[i];
      x1[i] = z;
    }
    Margins.slopes(x1, y, n);
  }
}
