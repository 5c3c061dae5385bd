package org.torchparity.nn.loss;

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
    double[] x1 = first.toDoubles();
    double[] x2 = inputs[1].toDoubles();
    double[] t = inputs[2].toDoubles();
    int size = first.size(-1);
    double[] losses = new double[t.length];
    double[] slopes = new double[t.length];
    double[][] gradients = new double[2][x1.length];
    for (int row = 0; row < t.length; row++) {
      double cos = cosine(x1, x2, row * size, size, gradients);
      losses[row] = (t[row] == 1 ? 1 - cos : 0) + (t[row] == -1 ? Margins.clamp(cos - margin) : 0);
      slopes[row] = t[row] == 1 ? -1 : t[row] == -1 ? Margins.slope(cos - margin) : 0;
    }
    return Pass.of(
        reduction.of(first.dtype(), inputs[2].shape(), losses, t.length),
        gradOutput -> {
          double[] g = reduction.back(gradOutput, t.length, t.length);
          for (int row = 0; row < t.length; row++) {
            g[row] *= slopes[row];
          }
          return Gradients.ofInput(scaled(first, gradients[0], g))
              .withInput(1, scaled(first, gradients[1], g));
        });
  }

  /** The cosine of two rows, whose derivatives by them go to {@code gradients}. */
  private static double cosine(double[] x1, double[] x2, int from, int size, double[][] gradients) {
    double product = 0;
    double square1 = EPSILON;
    double square2 = EPSILON;
    for (int i = from; i < from + size; i++) {
      product += x1[i] * x2[i];
      square1 += x1[i] * x1[i];
      square2 += x2[i] * x2[i];
    }
    double norms = Math.sqrt(square1 * square2);
    double cos = product / norms;
    for (int i = from; i < from + size; i++) {
      gradients[0][i] = x2[i] / norms - cos * x1[i] / square1;
      gradients[1][i] = x1[i] / norms - cos * x2[i] / square2;
    }
    return cos;
  }

  private static Tensor scaled(Tensor like, double[] values, double[] rows) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = values[i] * rows[i / like.size(-1)];
    }
    return Tensor.ofDoubles(like.dtype(), like.shape(), scaled);
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
