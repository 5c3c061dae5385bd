package org.torchparity.nn.distance;

import org.torchparity.kernel.Broadcast;
import org.torchparity.kernel.RowDifferences;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Distance of vectors: y = ‖d‖ₚ with d = x₁ − x₂ + ε, over the last axis.
 *
 * <p>‖d‖ₚ = (Σ|d|ᵖ)^(1/p); for p = ∞ and −∞ the greatest and the least |d|, for p = 0 the number of
 * d that are not zero.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Inputs: two of one dtype, float32 or float64, whose shapes broadcast to (*, D) →
 * Output: (*), or (*, 1) with {@code keepdim}.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx₁ = g · sgn(d)·|d|^(p − 1) / y^(p − 1)         δE/δx₂ = −δE/δx₁
 * p = ±∞:  g · sgn(d)/k for each of the k elements with |d| = y
 * p &lt; 1:   0 · g · y^(1 − p) where d = 0, which is NaN where y is infinite or NaN
 * </pre>
 *
 * summed over the places where an input was repeated; 0 where y = 0. For p = 0 there is no
 * gradient.
 *
 * <p>Errors: {@link IllegalArgumentException} if there are not two inputs, if their dtypes differ
 * or are int64, if their shapes do not broadcast, or neither has an axis.
 *
 * <p>Source: torch.nn.PairwiseDistance; ATen/native/Distance.cpp and
 * torch/csrc/autograd/FunctionsManual.cpp (norm_backward) at v2.10.0.
 */
public final class PairwiseDistance extends Module {
  private final double p;
  private final double eps;
  private final boolean keepdim;

  /** Makes a layer with torch's defaults: p = 2, ε = 1e-6, without {@code keepdim}. */
  public PairwiseDistance() {
    this(2, 1e-6, false);
  }

  /** Makes a layer; p may be any number, ∞ and −∞ too. */
  public PairwiseDistance(double p, double eps, boolean keepdim) {
    this.p = p;
    this.eps = eps;
    this.keepdim = keepdim;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Pairs.check("PairwiseDistance", inputs);
    Tensor x1 = inputs[0];
    Tensor x2 = inputs[1];
    Shape shape = Broadcast.shape(x1, x2);
    if (shape.rank() == 0) {
      throw new IllegalArgumentException("PairwiseDistance: expected vectors, but got scalars");
    }
    RowDifferences d =
        new RowDifferences(Pairs.expanded(x1, shape), Pairs.expanded(x2, shape), eps, true);
    double[] y = d.norms(p);
    int last = shape.rank() - 1;
    Shape output = keepdim ? shape.withSize(last, 1) : Pairs.without(shape, last);
    return Pass.of(
        Tensor.ofDoubles(x1.dtype(), output, y),
        g -> {
          if (p == 0) {
            return Gradients.none();
          }
          Tensor first = Tensor.empty(Pairs.gradientType(x1, shape), shape);
          Tensor second = Tensor.empty(Pairs.gradientType(x2, shape), shape);
          d.gradients(p, y, g.toDoubles(), first, second);
          return Pairs.gradients(x1, first, x2, second);
        });
  }
}
