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
 * Root mean square normalisation: y = γ ⊙ x / √(E[x²] + ε), the mean over the last axes, those of
 * {@code normalizedShape}.
 *
 * <p>Parameters: {@code weight} γ of {@code normalizedShape} where {@code elementwiseAffine}.
 *
 * <p>Shape: Input: (*, normalizedShape), float32 or float64 as the parameters → Output: the same.
 *
 * <p>Backward, with r = 1/√(E[x²] + ε), ĝ = γ ⊙ g, and D values in a row:
 *
 * <pre>
 * δE/δγ = Σ g ⊙ x·r                     over the rows
 * δE/δx = r·ĝ − x·r³/D · Σ ĝ·x          sum over the row
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code normalizedShape} is empty, if the input's
 * last axes are not {@code normalizedShape}, or if its dtype is not the parameters'.
 *
 * <p>Source: Zhang and Sennrich, "Root Mean Square Layer Normalization" (2019), equation (4);
 * torch.nn.RMSNorm; ATen/native/layer_norm.cpp (rms_norm) at v2.10.0.
 */
public final class RMSNorm extends Module {
  private static final double FLOAT32_EPSILON = Math.ulp(1f);
  private static final double FLOAT64_EPSILON = Math.ulp(1.0);

  private final Shape normalizedShape;
  private final @Nullable Double eps;

  /** Makes a layer with torch's defaults: ε the machine epsilon of the input's dtype, γ = 1. */
  public RMSNorm(int... normalizedShape) {
    this(normalizedShape, null, true);
  }

  /**
   * Makes a layer; ε is the machine epsilon of the input's dtype where {@code eps} is null.
   *
   * @throws IllegalArgumentException if {@code normalizedShape} is empty
   */
  public RMSNorm(int[] normalizedShape, @Nullable Double eps, boolean elementwiseAffine) {
    this.normalizedShape = NormalizedShape.checked("RMSNorm", normalizedShape);
    this.eps = eps;
    if (elementwiseAffine) {
      setParameter("weight", Tensor.full(DType.FLOAT32, this.normalizedShape, 1));
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("RMSNorm", inputs);
    @Nullable Tensor weight = state().parameterOrNull("weight");
    int rows = NormalizedShape.rows("RMSNorm", x, normalizedShape, weight);
    int columns = normalizedShape.elements();
    NormRows kernel = new NormRows(rows, columns, false);
    NormRows.Forward forward = kernel.forward(x, epsilon(x.dtype()), weight, null);
    return Pass.of(
        forward.y(),
        g -> {
          NormRows.Backward back = kernel.backward(g, x, forward, weight);
          Gradients gradients = Gradients.ofInput(back.input());
          return weight == null
              ? gradients
              : gradients.withParameter(
                  "weight", Tensor.ofDoubles(x.dtype(), normalizedShape, back.weight()));
        });
  }

  private double epsilon(DType dtype) {
    if (eps != null) {
      return eps;
    }
    return dtype == DType.FLOAT32 ? FLOAT32_EPSILON : FLOAT64_EPSILON;
  }
}
