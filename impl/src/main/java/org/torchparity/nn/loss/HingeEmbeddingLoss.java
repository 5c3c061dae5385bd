package org.torchparity.nn.loss;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Hinge loss of distances: ℓ = x where t = 1, max(0, margin − x) where t = −1, and the sum of both
 * for any other t.
 *
 * <p>Shape: Input x: (*), float32 or float64. Target t: (*), the same dtype or int64, broadcast
 * against the input → Output: a scalar, or the broadcast shape where the reduction is none.
 *
 * <p>Backward: δℓ/δx = [t ≠ −1] − [t ≠ 1]·[x ≤ margin]; the target has no gradient.
 *
 * <p>Errors: {@link IllegalArgumentException} if the shapes cannot be broadcast, or the dtypes do
 * not fit.
 *
 * <p>Source: torch.nn.HingeEmbeddingLoss; hinge_embedding_loss in ATen/native/Loss.cpp at v2.10.0.
 */
public final class HingeEmbeddingLoss extends Module {
  private final Reduction reduction;
  private final ElementwiseLoss loss;

  /** Makes a loss of margin = 1.0, reduced to its mean. */
  public HingeEmbeddingLoss() {
    this(1.0, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public HingeEmbeddingLoss(double margin, Reduction reduction) {
    this.reduction = reduction.notBatchmean();
    this.loss =
        ElementwiseLoss.of(
                "HingeEmbeddingLoss",
                (x, t, room, y, n) -> {
                  for (int i = 0; i < n; i++) {
                    y[i] = (t[i] != 1 ? Margins.clamp(margin - x[i]) : 0) + (t[i] != -1 ? x[i] : 0);
                  }
                },
                (x, t, room, y, n) -> {
                  for (int i = 0; i < n; i++) {
                    y[i] = (t[i] != -1 ? 1 : 0) - (t[i] != 1 ? Margins.slope(margin - x[i]) : 0);
                  }
                })
            .takingIntegers();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("HingeEmbeddingLoss", 2, 2, inputs);
    return loss.of(reduction, inputs);
  }
}
