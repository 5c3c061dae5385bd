package org.torchparity.nn.loss;

import java.util.List;
import org.torchparity.kernel.RowTriplets;
import org.torchparity.nn.Gradients;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * ‖x₁ − x₂ + ε‖ₚ over the last axis, in float64 whatever the inputs are, for a loss to round;
 * differentiated as {@link org.torchparity.nn.distance.PairwiseDistance} is.
 *
 * @param p the norm
 * @param eps ε
 */
record PairwiseNorm(double p, double eps) implements TripletDistance {
  @Override
  public Measured of(Tensor a, Tensor positive, Tensor negative, boolean swap) {
    RowTriplets rows = new RowTriplets(a, positive, negative, eps, swap);
    return new Norms(rows, p, rows.norms(p), a);
  }

  private record Norms(RowTriplets rows, double p, List<double[]> norms, Tensor like)
      implements Measured {
    @Override
    public List<Tensor> distances() {
      Shape shape = LossShapes.withoutLastAxis(like.shape());
      return norms.stream().map(each -> Tensor.of(each, shape.toArray())).toList();
    }

    @Override
    public Gradients backward(List<double[]> gradDistances) {
      Tensor gradA = Tensor.empty(like.dtype(), like.shape());
      Tensor gradP = Tensor.empty(like.dtype(), like.shape());
      Tensor gradN = Tensor.empty(like.dtype(), like.shape());
      rows.gradients(p, norms, gradDistances, gradA, gradP, gradN);
      return Gradients.ofInput(gradA).withInput(1, gradP).withInput(2, gradN);
    }
  }
}
