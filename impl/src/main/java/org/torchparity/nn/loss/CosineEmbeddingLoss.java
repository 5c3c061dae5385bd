package org.torchparity.nn.loss;

import org.torchparity.kernel.RowPairs;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Loss of the angle between vectors: ℓ = 1 − cos where t = 1, max(0, cos − margin) where t = −1,
 * and 0 for any other t, with cos = x₁·x₂ / √((x₁·x₁ + ε)(x₂·x₂ + ε)) and ε = 1e-12.
 *
 * <p>Shape: Inputs x₁, x₂: (D) or (N, D), float32 or float64. Target t: () or (N), of any dtype →
 * Output: a scalar, or the target's shape where the reduction is none.
 *
 * <p>Backward, and so for x₂ with the two exchanged:
 *
 * <pre>
 * δcos/δx₁ = x₂/√((x₁·x₁ + ε)(x₂·x₂ + ε)) − cos·x₁/(x₁·x₁ + ε)
 * δℓ/δcos = −[t = 1] + [t = −1]·[cos ≥ margin]
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if the target has more than one axis, if the inputs
 * have not one axis more than it, if their shapes differ, or the sizes of the batch.
 *
 * <p>Differences from ATen: nothing is broadcast.
 *
 * <p>Source: torch.nn.CosineEmbeddingLoss; cosine_embedding_loss in ATen/native/Loss.cpp at
 * v2.10.0.
 */
public final class CosineEmbeddingLoss extends Module {
  /** ATen's constant is a float in float64 too. */
  private static final double EPSILON = 1e-12f;

  private final double margin;
  private final Reduction reduction;

  /** Makes a loss of margin = 0, reduced to its mean. */
  public CosineEmbeddingLoss() {
    this(0, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public CosineEmbeddingLoss(double margin, Reduction reduction) {
    this.margin = margin;
    this.reduction = reduction.notBatchmean();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("CosineEmbeddingLoss", 3, 3, inputs);
    Tensor first = inputs[0];
    checkShapes(first, inputs[1], inputs[2]);
    RowPairs rows = new RowPairs(first, inputs[1]);
    RowPairs.Moments moments = rows.moments();
    double[] square1 = moments.squaresOfFirst();
    double[] square2 = moments.squaresOfSecond();
    double[] t = inputs[2].toDoubles();
    double[] norms = new double[t.length];
    double[] cosines = new double[t.length];
    double[] losses = new double[t.length];
    double[] slopes = new double[t.length];
    for (int row = 0; row < t.length; row++) {
      square1[row] += EPSILON;
      square2[row] += EPSILON;
      norms[row] = Math.sqrt(square1[row] * square2[row]);
      double cos = moments.products()[row] / norms[row];
      cosines[row] = cos;
      losses[row] = (t[row] == 1 ? 1 - cos : 0) + (t[row] == -1 ? Margins.clamp(cos - margin) : 0);
      slopes[row] = t[row] == 1 ? -1 : t[row] == -1 ? Margins.slope(cos - margin) : 0;
    }
    return Pass.of(
        reduction.of(first.dtype(), inputs[2].shape(), losses, t.length),
        gradOutput -> {
          double[] g = reduction.back(gradOutput, t.length, t.length);
          Tensor grad1 = Tensor.empty(first.dtype(), first.shape());
          Tensor grad2 = Tensor.empty(first.dtype(), first.shape());
          rows.map(
              (row, x1, x2, from, to) ->
                  differentiate(
                      x1,
                      x2,
                      from,
                      to,
                      norms[row],
                      square1[row],
                      square2[row],
                      cosines[row],
                      g[row] * slopes[row]),
              grad1,
              grad2);
          return Gradients.ofInput(grad1).withInput(1, grad2);
        });
  }

  /** Replaces two rows by the derivatives of their cosine by them, times g. */
  private static void differentiate(
      double[] x1,
      double[] x2,
      int from,
      int to,
      double norms,
      double square1,
      double square2,
      double cos,
      double g) {
    for (int i = from; i < to; i++) {
      double first = x2[i] / norms - cos * x1[i] / square1;
      double second = x1[i] / norms - cos * x2[i] / square2;
      x1[i] = first * g;
      x2[i] = second * g;
    }
  }

  private static void checkShapes(Tensor first, Tensor second, Tensor target) {
    if (target.rank() > 1) {
      throw new IllegalArgumentException(
          "CosineEmbeddingLoss: 0D or 1D target tensor expected, multi-target not supported");
    }
    Shape shape = first.shape();
    if (shape.rank() != target.rank() + 1 || second.rank() != shape.rank()) {
      throw new IllegalArgumentException(
          "CosineEmbeddingLoss: %dD target tensor expects %dD input tensors, but found inputs with sizes %s and %s"
              .formatted(target.rank(), target.rank() + 1, shape, second.shape()));
    }
    if (!second.shape().equals(shape) || (target.rank() == 1 && target.size(0) != shape.size(0))) {
      throw new IllegalArgumentException(
          "CosineEmbeddingLoss: mismatched sizes "
              + shape
              + " and "
              + second.shape()
              + " for target of size "
              + target.shape());
    }
    Inputs.dtype("CosineEmbeddingLoss", second, first.dtype());
  }
}
