package org.torchparity.nn.loss;

import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Negative log likelihood of log-probabilities x of classes: ℓ = −w[t]·x[t]; the mean is Σ ℓ / Σ
 * w[t]. Targets equal to {@code ignoreIndex} count nowhere.
 *
 * <p>Buffers: {@code weight} w (C) where it is given.
 *
 * <p>Shape: Input x: (C), (N, C) or (N, C, d₁, …), float32 or float64. Target t: (), (N) or (N, d₁,
 * …), int64 in [0, C) → Output: a scalar, or the target's shape where the reduction is none.
 *
 * <p>Backward: δℓ/δx[t] = −w[t], 0 for the other classes.
 *
 * <p>Errors: {@link IllegalArgumentException} if the input is int64, if the shapes do not fit each
 * other, or there is not one weight a class; {@link IndexOutOfBoundsException} if a target is
 * neither a class nor {@code ignoreIndex}.
 *
 * <p>Source: torch.nn.NLLLoss; ATen/native/LossNLL.cpp at v2.10.0.
 */
public final class NLLLoss extends Module {
  private final long ignoreIndex;
  private final Reduction reduction;

  /** Makes a loss without weights that ignores −100, reduced to its mean. */
  public NLLLoss() {
    this(null, -100, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @param weight a weight a class, or null
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public NLLLoss(@Nullable Tensor weight, long ignoreIndex, Reduction reduction) {
    this.ignoreIndex = ignoreIndex;
    this.reduction = reduction.notBatchmean();
    if (weight != null) {
      setBuffer("weight", weight);
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("NLLLoss", 2, 2, inputs);
    Tensor x = inputs[0];
    Inputs.floating("NLLLoss", x);
    Tensor target = inputs[1];
    ClassIndices classes =
        new ClassIndices("NLLLoss", x, target, state().bufferOrNull("weight"), ignoreIndex);
    double total = classes.total();
    double[] losses = classes.losses((place, position) -> x.get(position));
    return Pass.of(
        reduction.of(x.dtype(), target.shape(), losses, total),
        gradOutput -> {
          double[] g = reduction.back(gradOutput, losses.length, total);
          return Gradients.ofInput(classes.gradient(g, x.dtype(), x.shape()));
        });
  }
}
