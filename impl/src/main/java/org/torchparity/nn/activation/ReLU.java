package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Rectified linear unit: y = max(0, x).
 *
 * <p>NaN stays NaN, and its gradient is g.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g where y > 0, else 0
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: torch.nn.ReLU; ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at
 * v2.10.0.
 */
public final class ReLU extends Module {
  /** Makes the layer. */
  public ReLU() {}

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public ReLU(boolean inplace) {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("ReLU", inputs);
    return Pointwise.of(x, Activation.RELU);
  }
}
