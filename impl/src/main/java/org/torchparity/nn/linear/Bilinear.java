package org.torchparity.nn.linear;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Biases;
import org.torchparity.kernel.Gemm;
import org.torchparity.kernel.Layout;
import org.torchparity.kernel.Matrix;
import org.torchparity.kernel.RowProducts;
import org.torchparity.nn.DefaultParameters;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A bilinear form of two vectors an output: y<sub>k</sub> = (x₁ᵀ·W<sub>k</sub>)·x₂ + b<sub>k</sub>.
 *
 * <p>Parameters: {@code weight} W (out_features, in1_features, in2_features) and, with {@code
 * bias}, {@code bias} b (out_features).
 *
 * <p>Shape: Input 1: (*, in1_features), input 2: (*, in2_features) with the same leading axes,
 * float32 or float64 as the parameters → Output: (*, out_features).
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx₁ = Σ_k g_k·W_k·x₂      δE/δx₂ = Σ_k g_k·W_kᵀ·x₁      δE/δW_k = Σ g_k·x₁·x₂ᵀ      δE/δb = Σ g
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code in1Features} is not positive or another
 * number of features negative, if the inputs differ in rank or in a leading axis, if a last axis is
 * not as long as its number of features, or if a dtype is not the parameters'.
 *
 * <p>Like ATen, the first input meets the form before the second does: where one is infinite, that
 * decides between an infinity and NaN.
 *
 * <p>Differences from ATen: float32 is computed in float64 and rounded once.
 *
 * <p>Source: torch.nn.Bilinear; ATen/native/Linear.cpp at v2.10.0.
 */
public final class Bilinear extends Module {
  private final int in1Features;
  private final int in2Features;
  private final int outFeatures;

  /** Makes a form with a bias. */
  public Bilinear(int in1Features, int in2Features, int outFeatures) {
    this(in1Features, in2Features, outFeatures, true);
  }

  /**
   * Makes a form with or without a bias; W and b are uniform in ±1/√in1_features.
   *
   * @throws IllegalArgumentException if {@code in1Features} is not positive, or another is negative
   */
  public Bilinear(int in1Features, int in2Features, int outFeatures, boolean bias) {
    if (in1Features <= 0) {
      throw new IllegalArgumentException("in1_features must be > 0, but got " + in1Features);
    }
    this.in1Features = in1Features;
    this.in2Features = in2Features;
    this.outFeatures = outFeatures;
    Shape forms = Shape.of(outFeatures, in1Features, in2Features);
    TorchRandom random = TorchRandom.defaultGenerator();
    setParameter("weight", DefaultParameters.uniform(random, forms, in1Features));
    if (bias) {
      setParameter("bias", DefaultParameters.uniform(random, Shape.of(outFeatures), in1Features));
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("Bilinear", 2, 2, inputs);
    check(inputs[0], inputs[1]);
    Shape shape = inputs[0].shape();
    int rows = shape.elements(0, shape.rank() - 1);
    Tensor x1 = inputs[0].to(DType.FLOAT64).reshape(rows, in1Features);
    Tensor x2 = inputs[1].to(DType.FLOAT64).reshape(rows, in2Features);
    Tensor weight = parameter("weight").to(DType.FLOAT64);
    @Nullable Tensor bias = state().parameterOrNull("bias");
    Layout layout = new Layout(rows, outFeatures, 1);
    Shape flat = Shape.of(rows, outFeatures);
    Tensor y =
        bias == null
            ? Tensor.zeros(DType.FLOAT64, flat)
            : Biases.spread(bias.to(DType.FLOAT64), layout, flat);
    for (int k = 0; k < outFeatures; k++) {
      Tensor formed = Gemm.multiply(Matrix.of(x1), form(weight, k));
      RowProducts.addDots(formed.doubles(), x2.doubles(), y.doubles(), k, outFeatures);
    }
    DType dtype = inputs[0].dtype();
    return Pass.of(
        y.to(dtype).reshape(shape.withSize(-1, outFeatures)),
        g -> {
          Gradients gradients =
              gradients(g.to(DType.FLOAT64).reshape(flat), x1, x2, weight, inputs);
          return bias == null
              ? gradients
              : gradients.withParameter("bias", Biases.gradient(g.reshape(flat), layout));
        });
  }

  private Gradients gradients(Tensor g, Tensor x1, Tensor x2, Tensor weight, Tensor[] inputs) {
    Tensor gradX1 = Tensor.zeros(DType.FLOAT64, x1.shape());
    Tensor gradX2 = Tensor.zeros(DType.FLOAT64, x2.shape());
    Tensor gradWeight = Tensor.zeros(DType.FLOAT64, weight.shape());
    for (int k = 0; k < outFeatures; k++) {
      Tensor formed1 = Gemm.multiply(Matrix.of(x2), form(weight, k).transposed());
      RowProducts.addScaled(g.doubles(), k, outFeatures, formed1.doubles(), gradX1.doubles());
      Tensor formed2 = Gemm.multiply(Matrix.of(x1), form(weight, k));
      RowProducts.addScaled(g.doubles(), k, outFeatures, formed2.doubles(), gradX2.doubles());
      Tensor scaled = Tensor.zeros(DType.FLOAT64, x1.shape());
      RowProducts.addScaled(g.doubles(), k, outFeatures, x1.doubles(), scaled.doubles());
      Gemm.multiplyAdd(Matrix.of(scaled).transposed(), Matrix.of(x2), form(gradWeight, k));
    }
    DType dtype = inputs[0].dtype();
    return Gradients.ofInput(gradX1.to(dtype).reshape(inputs[0].shape()))
        .withInput(1, gradX2.to(dtype).reshape(inputs[1].shape()))
        .withParameter("weight", gradWeight.to(dtype));
  }

  /** W_k. */
  private Matrix form(Tensor weight, int k) {
    return Matrix.of(weight, k * in1Features * in2Features, in1Features, in2Features);
  }

  private void check(Tensor x1, Tensor x2) {
    if (x1.rank() == 0 || x1.rank() != x2.rank()) {
      throw new IllegalArgumentException(
          "Bilinear: expected inputs of one rank, 1D or more, but got "
              + x1.shape()
              + " and "
              + x2.shape());
    }
    for (int axis = 0; axis < x1.rank() - 1; axis++) {
      if (x1.size(axis) != x2.size(axis)) {
        throw new IllegalArgumentException(
            "Bilinear: input batch dimensions do not match at dim "
                + axis
                + ": got "
                + x1.shape()
                + " and "
                + x2.shape());
      }
    }
    features("input1", "in1_features", in1Features, x1);
    features("input2", "in2_features", in2Features, x2);
  }

  private void features(String input, String argument, int expected, Tensor x) {
    if (x.size(-1) != expected) {
      throw new IllegalArgumentException(
          "Bilinear: expected "
              + input
              + " with "
              + argument
              + " = "
              + expected
              + " on its last axis, got "
              + x.size(-1)
              + " in "
              + x.shape());
    }
    Inputs.dtype("Bilinear", x, parameter("weight").dtype());
  }
}
