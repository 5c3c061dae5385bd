package org.torchparity.nn.activation;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Rectified linear unit with a ceiling: y = min(max(0, x), 6).
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
 * δE/δx = g where 0 &lt; x &lt; 6, else 0
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: Howard et al., "MobileNets" (2017); torch.nn.ReLU6; ATen/native/Activation.cpp (relu6)
 * at v2.10.0.
 */
public final class ReLU6 extends Module {
  private static final double CEILING = 6;

  /** Makes the layer. */
  public ReLU6() {}

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public ReLU6(boolean inplace) {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("ReLU6", inputs);
    return Pointwise.clamped(x, 0, CEILING);
  }
}
