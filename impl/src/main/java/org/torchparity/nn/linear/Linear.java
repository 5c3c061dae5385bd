package org.torchparity.nn.linear;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Biases;
import org.torchparity.kernel.Gemm;
import org.torchparity.kernel.Layout;
import org.torchparity.kernel.Matrix;
import org.torchparity.nn.DefaultParameters;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * An affine map of the last axis: y = x·Wᵀ + b.
 *
 * <p>Parameters: {@code weight} W (out_features, in_features) and, with {@code bias}, {@code bias}
 * b (out_features).
 *
 * <p>Shape: Input: (*, in_features), of rank 1 at least, float32 or float64 as the parameters →
 * Output: (*, out_features).
 *
 * <p>Backward, with x and g as matrices of one row a vector:
 *
 * <pre>
 * δE/δx = g·W        δE/δW = gᵀ·x        δE/δb = Σ g
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if a number of features is negative, if the input is
 * a scalar, if its last axis is not {@code inFeatures} long, or if its dtype is not the
 * parameters'.
 *
 * <p>Differences from ATen: a small float32 product is computed in float64 and rounded once, see
 * {@link Gemm#innerType}.
 *
 * <p>Source: torch.nn.Linear; ATen/native/Linear.cpp at v2.10.0.
 */
public final class Linear extends Module {
  private final int inFeatures;
  private final int outFeatures;

  /** Makes a map with a bias. */
  public Linear(int inFeatures, int outFeatures) {
    this(inFeatures, outFeatures, true);
  }

  /**
   * Makes a map with or without a bias; W and b are uniform in ±1/√in_features.
   *
   * @throws IllegalArgumentException if a number of features is negative
   */
  public Linear(int inFeatures, int outFeatures, boolean bias) {
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    DefaultParameters.draw(state(), Shape.of(outFeatures, inFeatures), outFeatures, bias);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor input = checked(Inputs.only("Linear", inputs));
    Shape shape = input.shape();
    int rows = shape.elements(0, shape.rank() - 1);
    DType inner = Gemm.innerType(input.dtype(), (long) rows * inFeatures * outFeatures);
    Tensor x = input.to(inner).reshape(rows, inFeatures);
    Tensor weight = parameter("weight").to(inner);
    Layout layout = new Layout(rows, outFeatures, 1);
    @Nullable Tensor bias = state().parameterOrNull("bias");
    Shape flat = Shape.of(rows, outFeatures);
    Matrix transposed = Matrix.of(weight).transposed();
    Tensor y =
        bias == null
            ? Gemm.multiply(Matrix.of(x), transposed)
            : Gemm.multiply(Matrix.of(x), transposed, bias.to(inner));
    return Pass.of(
        y.to(input.dtype()).reshape(shape.withSize(-1, outFeatures)),
        g -> {
          Tensor upstream = g.to(inner).reshape(flat);
          Matrix rowsOfG = Matrix.of(upstream);
          Tensor gradInput = Gemm.multiply(rowsOfG, Matrix.of(weight));
          Tensor gradWeight = Gemm.multiply(rowsOfG.transposed(), Matrix.of(x));
          Gradients gradients =
              Gradients.ofInput(gradInput.to(input.dtype()).reshape(shape))
                  .withParameter("weight", gradWeight.to(input.dtype()));
          return bias == null
              ? gradients
              : gradients.withParameter(
                  "bias", Biases.gradient(upstream, layout).to(input.dtype()));
        });
  }

  private Tensor checked(Tensor x) {
    if (x.rank() == 0) {
      throw new IllegalArgumentException("Linear: expected input of 1D or more, but got a scalar");
    }
    if (x.size(-1) != inFeatures) {
      throw new IllegalArgumentException(
          "Linear: expected input with in_features = "
              + inFeatures
              + " on its last axis, got "
              + x.size(-1)
              + " in "
              + x.shape());
    }
    Inputs.dtype("Linear", x, parameter("weight").dtype());
    return x;
  }
}
