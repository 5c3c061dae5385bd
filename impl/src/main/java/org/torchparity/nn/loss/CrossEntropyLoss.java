package org.torchparity.nn.loss;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.AxisSoftmax;
import org.torchparity.kernel.ClassScores;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Cross entropy of the softmax of scores x: with y = log softmax(x) over the classes and smoothing
 * ε,
 *
 * <pre>
 * class indices t:       ℓ = −(1 − ε)·w[t]·y[t] − ε/C · Σ w[c]·y[c]      mean: Σ ℓ / Σ w[t]
 * probabilities t[c]:    ℓ = −Σ w[c]·((1 − ε)·t[c] + ε/C)·y[c]           mean: Σ ℓ / number of ℓ
 * </pre>
 *
 * <p>Buffers: {@code weight} w (C) where it is given.
 *
 * <p>Shape: Input x: (C), (N, C) or (N, C, d₁, …), float32 or float64. Target t: class indices (),
 * (N) or (N, d₁, …), int64 in [0, C) or {@code ignoreIndex}; or probabilities of the input's shape
 * and dtype → Output: a scalar, or the shape of class indices where the reduction is none.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = δE/δy − softmax(x)·Σ δE/δy        δE/δt[c] = −g·w[c]·(1 − ε)·y[c] of a probability
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code labelSmoothing} is above 1, if the input is
 * int64, if the shapes do not fit each other, if there is not one weight a class, or if there are
 * probabilities and {@code ignoreIndex} is not negative; {@link IndexOutOfBoundsException} if a
 * target is neither a class nor {@code ignoreIndex}.
 *
 * <p>Source: Szegedy et al., "Rethinking the Inception Architecture for Computer Vision" (2015),
 * section 7; torch.nn.CrossEntropyLoss; cross_entropy_loss in ATen/native/LossNLL.cpp at v2.10.0.
 */
public final class CrossEntropyLoss extends Module {
  private static final String NAME = "CrossEntropyLoss";

  private final long ignoreIndex;
  private final Reduction reduction;
  private final double smoothing;

  /** Makes a loss without weights or smoothing that ignores −100, reduced to its mean. */
  public CrossEntropyLoss() {
    this(null, -100, Reduction.MEAN, 0);
  }

  /**
   * Makes a loss.
   *
   * @param weight a weight a class, or null
   * @throws IllegalArgumentException if {@code labelSmoothing} is above 1 or {@code reduction} is
   *     {@link Reduction#BATCHMEAN}
   */
  public CrossEntropyLoss(
      @Nullable Tensor weight, long ignoreIndex, Reduction reduction, double labelSmoothing) {
    if (labelSmoothing > 1) {
      throw new IllegalArgumentException(
          "label_smoothing must be between 0.0 and 1.0. Got: " + labelSmoothing);
    }
    this.ignoreIndex = ignoreIndex;
    this.reduction = reduction.notBatchmean();
    // ATen smooths where the number is positive and takes every other for none.
    this.smoothing = labelSmoothing > 0 ? labelSmoothing : 0;
    if (weight != null) {
      setBuffer("weight", weight);
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count(NAME, 2, 2, inputs);
    Tensor x = inputs[0];
    Inputs.floating(NAME, x);
    Tensor target = inputs[1];
    if (x.rank() == 0) {
      throw new IllegalArgumentException(NAME + ": expected 1 or more dimensions (got 0)");
    }
    return x.shape().equals(target.shape()) ? ofProbabilities(x, target) : ofIndices(x, target);
  }

  private Pass ofIndices(Tensor x, Tensor target) {
    Tensor weight = state().bufferOrNull("weight");
    ClassIndices indices = new ClassIndices(NAME, x, target, weight, ignoreIndex);
    ClassScores layout = ClassScores.of(x.shape());
    if (smoothing == 0) {
      return ofSoftmax(x, target.shape(), layout, indices);
    }
    double[] w = weight == null ? null : weight.toDoubles();
    double[] y = layout.logSoftmax(x.toDoubles());
    double share = smoothing / layout.classes();
    double total = indices.total();
    double[] losses = indices.losses((place, position) -> y[position]);
    if (smoothing > 0) {
      layout.each(
          (place, first) -> {
            if (!indices.isIgnored(place)) {
              double sum = 0;
              for (int c = 0; c < layout.classes(); c++) {
                sum += weight(w, c) * y[first + c * layout.length()];
              }
              losses[place] = (1 - smoothing) * losses[place] - share * sum;
            }
          });
    }
    return Pass.of(
        reduction.of(x.dtype(), target.shape(), losses, total),
        gradOutput -> {
          double[] g = reduction.back(gradOutput, losses.length, total);
          double[] gradY = indices.gradient(g, DType.FLOAT64, x.shape()).doubles();
          if (smoothing > 0) {
            layout.each(
                (place, first) -> {
                  for (int c = 0; c < layout.classes() && !indices.isIgnored(place); c++) {
                    int i = first + c * layout.length();
                    gradY[i] = (1 - smoothing) * gradY[i] - share * weight(w, c) * g[place];
                  }
                });
          }
          return Gradients.ofInput(throughSoftmax(x, layout, gradY, y));
        });
  }

  /** The same without smoothing: what is kept is a number a place, not y. */
  private Pass ofSoftmax(Tensor x, Shape target, ClassScores layout, ClassIndices indices) {
    AxisSoftmax softmax = layout.softmax();
    AxisSoftmax.Logarithms logarithms = softmax.logarithms(x);
    double total = indices.total();
    double[] losses = indices.losses(x, logarithms);
    return Pass.of(
        reduction.of(x.dtype(), target, losses, total),
        gradOutput -> {
          double[] factors = reduction.back(gradOutput, losses.length, total);
          for (int place = 0; place < factors.length; place++) {
            factors[place] = indices.isIgnored(place) ? 0 : factors[place] * indices.weight(place);
          }
          Tensor gradient = softmax.scaledSoftmax(x, logarithms, factors);
          indices.subtract(factors, x, logarithms, gradient);
          return Gradients.ofInput(gradient);
        });
  }

  private Pass ofProbabilities(Tensor x, Tensor target) {
    Inputs.dtype(NAME, target, x.dtype());
    if (ignoreIndex >= 0) {
      throw new IllegalArgumentException(
          NAME + ": ignore_index is not supported for floating point target");
    }
    ClassScores layout = ClassScores.of(x.shape());
    double[] w = ClassIndices.weights(NAME, state().bufferOrNull("weight"), layout.classes());
    double[] y = layout.logSoftmax(x.toDoubles());
    double[] t = target.toDoubles();
    double share = smoothing / layout.classes();
    double[] losses = new double[layout.places()];
    layout.each(
        (place, first) -> {
          for (int c = 0; c < layout.classes(); c++) {
            int i = first + c * layout.length();
            losses[place] -= weight(w, c) * ((1 - smoothing) * t[i] + share) * y[i];
          }
        });
    Shape shape = ClassIndices.withoutClasses(x.shape());
    return Pass.of(
        reduction.of(x.dtype(), shape, losses, losses.length),
        gradOutput -> {
          double[] g = reduction.back(gradOutput, losses.length, losses.length);
          double[] gradY = new double[y.length];
          double[] gradTarget = new double[y.length];
          layout.each(
              (place, first) -> {
                for (int c = 0; c < layout.classes(); c++) {
                  int i = first + c * layout.length();
                  double weighted = -g[place] * weight(w, c);
                  gradY[i] = weighted * ((1 - smoothing) * t[i] + share);
                  gradTarget[i] = weighted * (1 - smoothing) * y[i];
                }
              });
          return Gradients.ofInput(throughSoftmax(x, layout, gradY, y))
              .withInput(1, Tensor.ofDoubles(x.dtype(), x.shape(), gradTarget));
        });
  }

  private static double weight(double @Nullable [] weights, int c) {
    return weights == null ? 1 : weights[c];
  }

  private static Tensor throughSoftmax(Tensor x, ClassScores layout, double[] gradY, double[] y) {
    return Tensor.ofDoubles(x.dtype(), x.shape(), layout.logSoftmaxBackward(gradY, y));
  }
}
