package org.torchparity.nn.activation;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Continuously differentiable exponential linear unit: y = x where x &gt; 0, else α·(exp(x/α) − 1).
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g where x &gt; 0, else g·exp(x/α)
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>As in ATen, the gradient takes α in float32, whatever the input's type: for α = 0.7 it is off
 * by 1.3e-8 in float64.
 *
 * <p>Source: Barron, "Continuously Differentiable Exponential Linear Units" (2017); torch.nn.CELU;
 * ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at v2.10.0.
 */
public final class CELU extends Module {
  private final ExponentialLinear function;

  /** Makes the layer with torch's default, {@code alpha = 1}. */
  public CELU() {
    this(1);
  }

  /**
   * Makes the layer.
   *
   * @param alpha α
   * @throws IllegalArgumentException if {@code alpha} is zero
   */
  public CELU(double alpha) {
    if (alpha == 0) {
      throw new IllegalArgumentException("CELU: alpha cannot be 0");
    }
    function = new ExponentialLinear(alpha, 1, 1 / alpha, 1 / (double) (float) alpha);
  }

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public CELU(double alpha, boolean inplace) {
    this(alpha);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return function.of(Pointwise.input("CELU", inputs));
  }
}
