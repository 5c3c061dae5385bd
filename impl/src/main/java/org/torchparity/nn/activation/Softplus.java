package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.kernel.Elementwise;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Smooth rectifier: y = ln(1 + exp(β·x)) / β, or x itself where β·x is above a threshold.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward, with z = exp(β·x):
 *
 * <pre>
 * δE/δx = g where β·x &gt; threshold, else g·z/(z + 1)
 * </pre>
 *
 * Where a great threshold lets z overflow in the type of the input, y is infinite and the gradient
 * NaN, as in ATen.
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: torch.nn.Softplus; ATen/native/cpu/Activation.cpp at v2.10.0.
 */
public final class Softplus extends Module {
  private static final double DEFAULT_BETA = 1;
  private static final double DEFAULT_THRESHOLD = 20;

  private final double beta;
  private final double threshold;

  /** Makes the layer with torch's defaults, {@code beta = 1, threshold = 20}. */
  public Softplus() {
    this(DEFAULT_BETA, DEFAULT_THRESHOLD);
  }

  /**
   * Makes the layer.
   *
   * @param beta β
   * @param threshold above which β·x is taken for ln(1 + exp(β·x))
   */
  public Softplus(double beta, double threshold) {
    this.beta = beta;
    this.threshold = threshold;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Softplus", inputs);
    if (beta == DEFAULT_BETA && threshold == DEFAULT_THRESHOLD) {
      return Pointwise.of(x, Activation.SOFTPLUS);
    }
    DType dtype = x.dtype();
    double b = Elementwise.scalar(dtype, beta);
    double limit = Elementwise.scalar(dtype, threshold);
    return Pointwise.of(
        x,
        v -> {
          double z = Elementwise.overflow(dtype, Math.exp(v * b));
          return Elementwise.scalar(dtype, v * b) > limit ? v : Math.log1p(z) / b;
        },
        (g, v) -> {
          double z = Elementwise.overflow(dtype, Math.exp(v * b));
          return Elementwise.scalar(dtype, v * b) > limit ? g : g * (z / (z + 1));
        });
  }
}
