package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Piecewise quadratic swish: y = x·min(max(x + 3, 0), 6) / 6.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = 0               where x ≤ −3
 * δE/δx = g·(x/3 + 1/2)   where −3 &lt; x &lt; 3
 * δE/δx = g               where x ≥ 3
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: Howard et al., "Searching for MobileNetV3" (2019); torch.nn.Hardswish;
 * ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at v2.10.0.
 */
public final class Hardswish extends Module {
  /** Makes the layer. */
  public Hardswish() {}

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public Hardswish(boolean inplace) {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Hardswish", inputs);
    return Pointwise.of(x, Activation.HARDSWISH);
  }
}
