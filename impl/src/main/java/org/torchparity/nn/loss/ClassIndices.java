package org.torchparity.nn.loss;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.AxisSoftmax;
import org.torchparity.kernel.ClassScores;
import org.torchparity.kernel.Zeros;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The losses of class indices t over scores s: ℓ = −w[t]·s[t], and 0 where t is the ignored index.
 * What a mean divides by is Σ w[t] over the targets that count.
 */
final class ClassIndices {
  private final ClassScores layout;
  private final long[] targets;
  private final double @Nullable [] weights;
  private final long ignoreIndex;

  /**
   * Checks the targets.
   *
   * @param loss the layer, for messages
   * @throws IllegalArgumentException if the input is a scalar or the target is not int64, if the
   *     target's shape is not the input's without its classes, or the number of weights is not that
   *     of the classes
   * @throws IndexOutOfBoundsException if a target is neither a class nor the ignored index
   */
  ClassIndices(
      String loss, Tensor input, Tensor target, @Nullable Tensor weight, long ignoreIndex) {
    checkShapes(loss, input.shape(), target);
    this.layout = ClassScores.of(input.shape());
    this.targets = target.longs();
    this.weights = weights(loss, weight, layout.classes());
    this.ignoreIndex = ignoreIndex;
    for (long t : targets) {
      if (t != ignoreIndex && (t < 0 || t >= layout.classes())) {
        throw new IndexOutOfBoundsException("Target " + t + " is out of bounds.");
      }
    }
  }

  private static void checkShapes(String loss, Shape input, Tensor target) {
    if (input.rank() == 0) {
      throw new IllegalArgumentException(loss + ": expected 1 or more dimensions (got 0)");
    }
    if (target.dtype() != DType.INT64) {
      throw new IllegalArgumentException(
          loss
              + ": expected target of class indices with dtype int64, but got "
              + target.dtype().torchName());
    }
    if (!target.shape().equals(withoutClasses(input))) {
      throw new IllegalArgumentException(
          loss
              + ": expected target size "
              + withoutClasses(input)
              + " for input size "
              + input
              + ", got "
              + target.shape());
    }
  }

  /** The shape of targets: (N, d₁, …) for scores (N, C, d₁, …), a scalar for (C). */
  static Shape withoutClasses(Shape input) {
    int[] sizes = input.toArray();
    if (sizes.length == 1) {
      return Shape.of();
    }
    int[] rest = Arrays.copyOf(sizes, sizes.length - 1);
    System.arraycopy(sizes, 2, rest, 1, sizes.length - 2);
    return Shape.of(rest);
  }

  /**
   * The weights of classes, or null.
   *
   * @throws IllegalArgumentException if there is not one a class
   */
  static double @Nullable [] weights(String loss, @Nullable Tensor weight, int classes) {
    if (weight == null) {
      return null;
    }
    if (weight.rank() != 1 || weight.size(0) != classes) {
      throw new IllegalArgumentException(
          loss
              + ": weight tensor should be defined either for all "
              + classes
              + " classes or no classes but got weight tensor of shape: "
              + weight.shape());
    }
    return weight.toDoubles();
  }

  boolean isIgnored(int place) {
    return targets[place] == ignoreIndex;
  }

  /** The position of the target's score, where it is not ignored. */
  int position(int place, int first) {
    return first + (int) targets[place] * layout.length();
  }

  /** w[t], 0 where t is ignored. */
  double weight(int place) {
    if (isIgnored(place)) {
      return 0;
    }
    return weights == null ? 1 : weights[(int) targets[place]];
  }

  /** Σ w[t]. */
  double total() {
    double sum = 0;
    for (int place = 0; place < targets.length; place++) {
      sum += weight(place);
    }
    return sum;
  }

  /** The score of a target. */
  interface Score {
    /**
     * Its value.
     *
     * @param place the target's number
     * @param position that of its class among the scores of all
     */
    double at(int place, int position);
  }

  /** −w[t]·s[t] of each place. */
  double[] losses(Score score) {
    double[] losses = new double[layout.places()];
    layout.each(
        (place, first) -> {
          if (!isIgnored(place)) {
            losses[place] = -score.at(place, position(place, first)) * weight(place);
          }
        });
    return losses;
  }

  /** −w[t]·y[t] of each place, y the logarithmic softmax of the scores. */
  double[] losses(Tensor scores, AxisSoftmax.Logarithms logarithms) {
    return losses((place, position) -> logarithms.subtractFrom(scores.get(position), place));
  }

  /** Makes factor·(p − 1) of factor·p at each target, p the softmax, without cancellation. */
  void subtract(
      double[] factors, Tensor scores, AxisSoftmax.Logarithms logarithms, Tensor gradient) {
    layout.each(
        (place, first) -> {
          if (!isIgnored(place)) {
            int i = position(place, first);
            double value =
                factors[place] * Math.expm1(logarithms.subtractFrom(scores.get(i), place));
            if (gradient.dtype() == DType.FLOAT32) {
              gradient.floats()[i] = (float) value;
            } else {
              gradient.doubles()[i] = value;
            }
          }
        });
  }

  /** The gradient of the scores: −g·w[t] at the target's. */
  Tensor gradient(double[] g, DType dtype, Shape shape) {
    Tensor gradient = Zeros.of(dtype, shape);
    layout.each(
        (place, first) -> {
          if (!isIgnored(place)) {
            double slope = -g[place] * weight(place);
            if (dtype == DType.FLOAT32) {
              gradient.floats()[position(place, first)] = (float) slope;
            } else {
              gradient.doubles()[position(place, first)] = slope;
            }
          }
        });
    return gradient;
  }
}
