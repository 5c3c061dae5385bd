package org.torchparity.edunn;

import org.torchparity.init.Initializer;
import org.torchparity.init.RandomNormal;
import org.torchparity.init.Zero;
import org.torchparity.kernel.Biases;
import org.torchparity.kernel.Gemm;
import org.torchparity.kernel.Layout;
import org.torchparity.kernel.Matrix;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.activation.ReLU;
import org.torchparity.nn.activation.Sigmoid;
import org.torchparity.nn.activation.Softmax;
import org.torchparity.nn.activation.Tanh;
import org.torchparity.nn.linear.Identity;
import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A linear map, a bias and an activation: y = f(x·w + b).
 *
 * <p>Parameters: {@code w} (I, O) and {@code b} (O); unlike torch's {@code Linear}, the weight is
 * not transposed.
 *
 * <p>Shape: Input: (N, I), float32 or float64 as the parameters → Output: (N, O).
 *
 * <p>Backward, with h the gradient of x·w + b that f gives for g:
 *
 * <pre>
 * δE/δx = h·wᵀ        δE/δw = xᵀ·h        δE/δb = Σ h over the rows
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if the activation is unknown, if there is not exactly
 * one input, or it is not (N, I) of the parameters' dtype.
 *
 * <p>Source: edunn, {@code edunn/models/dense.py}.
 */
public final class Dense extends Module {
  private final Module activation;

  /** Makes a layer with edunn's default initializers, which draws from a generator. */
  public Dense(int inputSize, int outputSize, String activationName, NumpyRandom random) {
    this(inputSize, outputSize, activationName, new RandomNormal(), new Zero(), random);
  }

  /**
   * Makes a layer; first {@code w} is drawn, then {@code b}.
   *
   * @param activationName one of id, relu, tanh, sigmoid and softmax
   * @throws IllegalArgumentException if the activation is unknown
   */
  public Dense(
      int inputSize,
      int outputSize,
      String activationName,
      Initializer linearInitializer,
      Initializer biasInitializer,
      NumpyRandom random) {
    activation =
        switch (activationName) {
          case "id" -> new Identity();
          case "relu" -> new ReLU();
          case "tanh" -> new Tanh();
          case "sigmoid" -> new Sigmoid();
          case "softmax" -> new Softmax(1);
          default ->
              throw new IllegalArgumentException(
                  "Unknown activation function "
                      + activationName
                      + ". Available activations: id, relu, tanh, sigmoid, softmax");
        };
    setParameter(
        "w", linearInitializer.create(random, DType.FLOAT32, Shape.of(inputSize, outputSize)));
    setParameter("b", biasInitializer.create(random, DType.FLOAT32, Shape.of(outputSize)));
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("Dense", inputs);
    Tensor w = parameter("w");
    Inputs.rank("Dense", x, 2);
    Inputs.dtype("Dense", x, w.dtype());
    if (x.size(1) != w.size(0)) {
      throw new IllegalArgumentException(
          "Dense: #features of input ("
              + x.size(1)
              + ") must match first dimension of w ("
              + w.size(0)
              + ")");
    }
    Layout layout = new Layout(x.size(0), w.size(1), 1);
    Tensor z = Biases.spread(parameter("b"), layout, Shape.of(x.size(0), w.size(1)));
    Gemm.multiplyAdd(Matrix.of(x), Matrix.of(w), Matrix.of(z));
    Pass activated = activation.forward(z);
    return Pass.of(
        activated.output(),
        g -> {
          Tensor h = activated.backward(g).input();
          return Gradients.ofInput(Gemm.multiply(Matrix.of(h), Matrix.of(w).transposed()))
              .withParameter("w", Gemm.multiply(Matrix.of(x).transposed(), Matrix.of(h)))
              .withParameter("b", Biases.gradient(h, layout));
        });
  }
}
