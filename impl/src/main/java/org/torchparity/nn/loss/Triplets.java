package org.torchparity.nn.loss;

import java.util.List;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
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
    String name, TripletDistance distance, double margin, boolean swap, Reduction reduction) {

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
    TripletDistance.Measured measured = distance.of(a, p, n, swap);
    List<Tensor> distances = measured.distances();
    double[] toPositive = distances.get(0).toDoubles();
    double[] toNegative = distances.get(1).toDoubles();
    double[] swapped = swap ? distances.get(2).toDoubles() : toNegative;
    int count = toPositive.length;
    double[] losses = new double[count];
    double[] slopes = new double[count];
    double[] shares = new double[count];
    for (int i = 0; i < count; i++) {
      double z = margin + toPositive[i] - Math.min(toNegative[i], swapped[i]);
      losses[i] = Margins.clamp(z);
      slopes[i] = Margins.slope(z);
      shares[i] = swap ? share(toNegative[i], swapped[i]) : 1;
    }
    return Pass.of(
        reduction.of(a.dtype(), distances.get(0).shape(), losses, count),
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
          return measured.backward(swap ? List.of(ofNear, ofFar, ofOther) : List.of(ofNear, ofFar));
        });
  }

  private static double share(double first, double second) {
    return first < second ? 1 : first > second ? 0 : 0.5;
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
