package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Piecewise linear sigmoid: y = min(max(x + 3, 0), 6) / 6.
 *
 * <p>The factor of the gradient is 1/6 in float32, 0.1666666716…, for float64 too: ATen's is.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g/6 where −3 &lt; x &lt; 3, else 0
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: torch.nn.Hardsigmoid; ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at
 * v2.10.0.
 */
public final class Hardsigmoid extends Module {
  /** Makes the layer. */
  public Hardsigmoid() {}

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public Hardsigmoid(boolean inplace) {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Hardsigmoid", inputs);
    return Pointwise.of(x, Activation.HARDSIGMOID);
  }
}
