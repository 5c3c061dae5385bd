package org.torchparity.nn.distance;

import java.util.Arrays;
import org.torchparity.kernel.Broadcast;
import org.torchparity.kernel.Lines;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Cosine of the angle between vectors: y = Σ (x₁/n₁)·(x₂/n₂) over the axis {@code dim}, with nᵢ =
 * max(‖xᵢ‖, ε).
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Inputs: two of one dtype, float32 or float64, whose shapes broadcast → Output: their
 * common shape without the axis {@code dim}.
 *
 * <p>Backward; the clamping to ε is not differentiated, and x/‖x‖ is 0 for x = 0:
 *
 * <pre>
 * δE/δx₁ = g/n₁ · (x₂/n₂ − y·x₁/‖x₁‖)        δE/δx₂ = g/n₂ · (x₁/n₁ − y·x₂/‖x₂‖)
 * </pre>
 *
 * summed over the places where an input was repeated.
 *
 * <p>Errors: {@link IllegalArgumentException} if there are not two inputs, if their dtypes differ
 * or are int64, or their shapes do not broadcast; {@link IndexOutOfBoundsException} if there is no
 * axis {@code dim}.
 *
 * <p>Source: torch.nn.CosineSimilarity; ATen/native/Distance.cpp at v2.10.0.
 */
public final class CosineSimilarity extends Module {
  private final int dim;
  private final double eps;

  /** Makes a layer with torch's defaults: {@code dim} 1, ε = 1e-8. */
  public CosineSimilarity() {
    this(1, 1e-8);
  }

  /**
   * Makes a layer.
   *
   * @param dim the axis of the vectors' elements, from the last where negative
   * @param eps the least norm to divide by
   */
  public CosineSimilarity(int dim, double eps) {
    this.dim = dim;
    this.eps = eps;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Pairs.check("CosineSimilarity", inputs);
    Tensor x1 = inputs[0];
    Tensor x2 = inputs[1];
    Shape shape = Broadcast.shape(x1, x2);
    int axis = shape.axis(dim);
    Lines lines = Lines.along(shape, axis);
    double[] a = Broadcast.expand(x1, shape);
    double[] b = Broadcast.expand(x2, shape);
    double[] normA = lines.norms(a, 2);
    double[] normB = lines.norms(b, 2);
    double[] nA = clamped(normA);
    double[] nB = clamped(normB);
    double[] y = lines.sums((i, line) -> a[i] / nA[line] * (b[i] / nB[line]));
    return Pass.of(
        Tensor.ofDoubles(x1.dtype(), Pairs.without(shape, axis), y),
        g -> {
          double[] upstream = g.toDoubles();
          double[] gradA =
              lines.map(
                  (i, line) ->
                      upstream[line]
                          / nA[line]
                          * (b[i] / nB[line] - y[line] * unit(a[i], normA[line])));
          double[] gradB =
              lines.map(
                  (i, line) ->
                      upstream[line]
                          / nB[line]
                          * (a[i] / nA[line] - y[line] * unit(b[i], normB[line])));
          return Gradients.ofInput(Broadcast.sum(gradA, shape, g.dtype(), x1.shape()))
              .withInput(1, Broadcast.sum(gradB, shape, g.dtype(), x2.shape()));
        });
  }

  private double[] clamped(double[] norms) {
    return Arrays.stream(norms).map(norm -> Math.max(norm, eps)).toArray();
  }

  private static double unit(double x, double norm) {
    return norm == 0 ? 0 : x / norm;
  }
}
