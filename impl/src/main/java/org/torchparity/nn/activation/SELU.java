package org.torchparity.nn.activation;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Scaled exponential linear unit: y = s·x where x &gt; 0, else s·α·(exp(x) − 1), with α =
 * 1.6732632423543772 and s = 1.0507009873554805.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g·s where x &gt; 0, else g·s·α·exp(x)
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: Klambauer et al., "Self-Normalizing Neural Networks" (2017); torch.nn.SELU;
 * ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at v2.10.0.
 */
public final class SELU extends Module {
  private static final double ALPHA = 1.6732632423543772848170429916717;
  private static final double SCALE = 1.0507009873554804934193349852946;

  private final ExponentialLinear function = new ExponentialLinear(ALPHA, SCALE, 1, 1);

  /** Makes the layer. */
  public SELU() {}

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public SELU(boolean inplace) {}

  @Override
  public Pass forward(Tensor... inputs) {
    return function.of(Pointwise.input("SELU", inputs));
  }
}
