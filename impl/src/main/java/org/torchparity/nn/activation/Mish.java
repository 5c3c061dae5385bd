package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Self-regularised activation: y = x·tanh(ln(1 + exp x)).
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * t = tanh(ln(1 + exp x))
 * δE/δx = g·(t + x·σ(x)·(1 − t²))
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: Misra, "Mish: A Self Regularized Non-Monotonic Activation Function" (2019);
 * torch.nn.Mish; ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at v2.10.0.
 */
public final class Mish extends Module {
  /** Makes the layer. */
  public Mish() {}

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public Mish(boolean inplace) {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Mish", inputs);
    return Pointwise.of(x, Activation.MISH);
  }
}
