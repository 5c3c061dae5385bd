package org.torchparity.nn.loss;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * ℓ = max(0, margin + d(a, p) − d(a, n)) of an anchor, a positive and a negative; with {@code swap}
 * the lesser of d(a, n) and d(p, n) stands for the last.
 *
 * <pre>
 * δℓ/δd(a, p) = [margin + d(a, p) − least ≥ 0] = −δℓ/δleast, halved between two distances that tie
 * </pre>
 *
 * @param name the layer, for messages
 * @param distance d
 */
record Triplets(
    String name, DistanceFunction distance, double margin, boolean swap, Reduction reduction) {

  /**
   * The reduced loss.
   *
   * @throws IllegalArgumentException if there are not three inputs of one shape and dtype
   */
  Pass of(Tensor... inputs) {
    Inputs.count(name, 3, 3, inputs);
    Tensor a = inputs[0];
    Tensor p = inputs[1];
    Tensor n = inputs[2];
    checkAlike(a, p, n);
    Pass near = distance.between(a, p);
    Pass far = distance.between(a, n);
    @Nullable Pass other = swap ? distance.between(p, n) : null;
    Tensor distances = near.output();
    double[] toPositive = distances.toDoubles();
    double[] toNegative = far.output().toDoubles();
    double[] swapped = other == null ? toNegative : other.output().toDoubles();
    int count = toPositive.length;
    double[] losses = new double[count];
    double[] slopes = new double[count];
    double[] shares = new double[count];
    for (int i = 0; i < count; i++) {
      double z = margin + toPositive[i] - Math.min(toNegative[i], swapped[i]);
      losses[i] = Margins.clamp(z);
      slopes[i] = Margins.slope(z);
      shares[i] = other == null ? 1 : share(toNegative[i], swapped[i]);
    }
    return Pass.of(
        reduction.of(a.dtype(), distances.shape(), losses, count),
        gradOutput -> {
          double[] g = reduction.back(gradOutput, count, count);
          double[] ofNear = new double[count];
          double[] ofFar = new double[count];
          double[] ofOther = new double[count];
          for (int i = 0; i < count; i++) {
            ofNear[i] = g[i] * slopes[i];
            ofFar[i] = -ofNear[i] * shares[i];
            ofOther[i] = -ofNear[i] * (1 - shares[i]);
          }
          Gradients throughNear = near.backward(like(distances, ofNear));
          Gradients throughFar = far.backward(like(distances, ofFar));
          Tensor gradA = sum(a.dtype(), throughNear.input(), throughFar.input());
          Tensor gradP = requireNonNull(throughNear.input(1));
          Tensor gradN = requireNonNull(throughFar.input(1));
          if (other != null) {
            Gradients throughOther = other.backward(like(distances, ofOther));
            gradP = sum(a.dtype(), gradP, throughOther.input());
            gradN = sum(a.dtype(), gradN, requireNonNull(throughOther.input(1)));
          }
          return Gradients.ofInput(gradA)
              .withInput(1, gradP.to(a.dtype()))
              .withInput(2, gradN.to(a.dtype()));
        });
  }

  private static double share(double first, double second) {
    return first < second ? 1 : first > second ? 0 : 0.5;
  }

  private static Tensor like(Tensor distances, double[] values) {
    return Tensor.ofDoubles(distances.dtype(), distances.shape(), values);
  }

  private static Tensor sum(DType dtype, Tensor first, Tensor second) {
    double[] sum = first.toDoubles().clone();
    double[] summand = second.toDoubles();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += summand[i];
    }
    return Tensor.ofDoubles(dtype, first.shape(), sum);
  }

  private void checkAlike(Tensor a, Tensor p, Tensor n) {
    LossShapes.sameRank(name, a, p, n);
    if (!a.shape().equals(p.shape()) || !a.shape().equals(n.shape())) {
      throw new IllegalArgumentException(
          name
              + ": anchor, positive and negative must have one shape, but got "
              + a.shape()
              + ", "
              + p.shape()
              + " and "
              + n.shape());
    }
    Inputs.dtype(name, p, a.dtype());
    Inputs.dtype(name, n, a.dtype());
  }
}
