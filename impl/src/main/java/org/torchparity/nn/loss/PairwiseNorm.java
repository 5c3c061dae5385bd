package org.torchparity.nn.loss;

import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * ‖x₁ − x₂ + ε‖ₚ over the last axis, in float64 whatever the inputs are, for a loss to round.
 *
 * <pre>
 * δ‖d‖/δd = sign(d)·(|d|/‖d‖)^(p−1), 0 where ‖d‖ = 0; for p = ∞ sign(d) at the greatest |d|, shared by
 * those that tie; for p &lt; 1 0·‖d‖^(1−p) where d = 0, NaN where ‖d‖ is infinite or NaN
 * </pre>
 *
 * @param p the norm
 * @param eps ε
 */
record PairwiseNorm(double p, double eps) implements DistanceFunction {
  @Override
  public Pass between(Tensor x1, Tensor x2) {
    Shape shape = x1.shape();
    double[] a = x1.toDoubles();
    double[] b = x2.toDoubles();
    double[] d = new double[a.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = a[i] - b[i] + eps;
    }
    int size = shape.size(-1);
    Shape rows = LossShapes.withoutLastAxis(shape);
    double[] norms = new double[rows.elements()];
    for (int row = 0; row < norms.length; row++) {
      norms[row] = norm(d, row * size, size);
    }
    return Pass.of(
        Tensor.of(norms, rows.toArray()),
        gradOutput -> {
          double[] g = gradOutput.doubles();
          double[] gradient = new double[d.length];
          double[] negative = new double[d.length];
          for (int row = 0; row < norms.length; row++) {
            int from = row * size;
            double share = Double.isInfinite(p) ? 1.0 / ties(d, from, size, norms[row]) : 1;
            for (int i = from; i < from + size; i++) {
              gradient[i] = g[row] * share * slope(d[i], norms[row]);
              negative[i] = -gradient[i];
            }
          }
          return Gradients.ofInput(Tensor.ofDoubles(DType.FLOAT64, shape, gradient))
              .withInput(1, Tensor.ofDoubles(DType.FLOAT64, shape, negative));
        });
  }

  private double norm(double[] d, int from, int size) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      double distance = Math.abs(d[i]);
      if (p == Double.POSITIVE_INFINITY) {
        sum = Math.max(sum, distance);
      } else if (p == 0) {
        sum += distance == 0 ? 0 : 1;
      } else {
        sum += p == 1 ? distance : p == 2 ? distance * distance : Math.pow(distance, p);
      }
    }
    if (p == 2) {
      return Math.sqrt(sum);
    }
    return p == 0 || p == 1 || p == Double.POSITIVE_INFINITY ? sum : Math.pow(sum, 1 / p);
  }

  private double slope(double d, double norm) {
    double sign = L1Loss.sign(d);
    if (p == 1) {
      return sign;
    }
    if (p == 0 || norm == 0) {
      return 0;
    }
    if (p < 1) {
      double power = d == 0 ? 0 : sign * Math.pow(Math.abs(d), p - 1);
      return power * Math.pow(norm, 1 - p);
    }
    if (p == Double.POSITIVE_INFINITY) {
      return Math.abs(d) == norm ? sign : 0;
    }
    return p == 2 ? d / norm : sign * Math.pow(Math.abs(d) / norm, p - 1);
  }

  private static int ties(double[] d, int from, int size, double norm) {
    int ties = 0;
    for (int i = from; i < from + size; i++) {
      ties += Math.abs(d[i]) == norm ? 1 : 0;
    }
    return Math.max(ties, 1);
  }
}
