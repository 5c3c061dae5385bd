package org.torchparity.nn.norm;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.NormRows;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Layer normalisation: y = γ ⊙ (x − E[x]) / √(Var[x] + ε) + β, with mean and biased variance over
 * the last axes, those of {@code normalizedShape}.
 *
 * <p>Parameters: {@code weight} γ of {@code normalizedShape} where {@code elementwiseAffine};
 * {@code bias} β of the same shape where also {@code bias}.
 *
 * <p>Shape: Input: (*, normalizedShape), float32 or float64 as the parameters → Output: the same.
 *
 * <p>Backward, with s = 1/√(σ² + ε), x̂ = (x − μ)·s, ĝ = γ ⊙ g, and D values in a row:
 *
 * <pre>
 * δE/δβ = Σ g        δE/δγ = Σ g ⊙ x̂           over the rows
 * δE/δx = s/D · (D·ĝ − Σ ĝ − x̂·Σ ĝ·x̂)         sums over the row
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code normalizedShape} is empty, if the input's
 * last axes are not {@code normalizedShape}, or if its dtype is not the parameters'.
 *
 * <p>Source: Ba, Kiros, Hinton, "Layer Normalization" (2016), equation (4); torch.nn.LayerNorm;
 * ATen/native/layer_norm.cpp at v2.10.0.
 */
public final class LayerNorm extends Module {
  private final Shape normalizedShape;
  private final double eps;

  /** Makes a layer with torch's defaults: ε = 1e-5, γ = 1, β = 0. */
  public LayerNorm(int... normalizedShape) {
    this(normalizedShape, 1e-5, true, true);
  }

  /**
   * Makes a layer.
   *
   * @throws IllegalArgumentException if {@code normalizedShape} is empty
   */
  public LayerNorm(int[] normalizedShape, double eps, boolean elementwiseAffine, boolean bias) {
    this.normalizedShape = NormalizedShape.checked("LayerNorm", normalizedShape);
    this.eps = eps;
    if (elementwiseAffine) {
      setParameter("weight", Tensor.full(DType.FLOAT32, this.normalizedShape, 1));
      if (bias) {
        setParameter("bias", Tensor.zeros(DType.FLOAT32, this.normalizedShape));
      }
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("LayerNorm", inputs);
    @Nullable Tensor weight = state().parameterOrNull("weight");
    @Nullable Tensor bias = state().parameterOrNull("bias");
    int rows = NormalizedShape.rows("LayerNorm", x, normalizedShape, weight);
    int columns = normalizedShape.elements();
    NormRows kernel = new NormRows(rows, columns, true);
    NormRows.Forward forward = kernel.forward(x, eps, weight, bias);
    return Pass.of(
        forward.y(),
        g -> {
          NormRows.Backward back = kernel.backward(g, x, forward, weight);
          Gradients gradients = Gradients.ofInput(back.input());
          if (weight != null) {
            gradients = gradients.withParameter("weight", parameter(x, back.weight()));
          }
          return bias == null
              ? gradients
              : gradients.withParameter("bias", parameter(x, back.bias()));
        });
  }

  private Tensor parameter(Tensor x, double[] gradient) {
    return Tensor.ofDoubles(x.dtype(), normalizedShape, gradient);
  }
}
