package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Sigmoid linear unit, or swish: y = x·σ(x).
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g·σ(x)·(1 + x·(1 − σ(x)))
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: Elfwing, Uchibe and Doya, "Sigmoid-Weighted Linear Units" (2017); torch.nn.SiLU;
 * ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at v2.10.0.
 */
public final class SiLU extends Module {
  /** Makes the layer. */
  public SiLU() {}

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public SiLU(boolean inplace) {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("SiLU", inputs);
    return Pointwise.of(x, Activation.SILU);
  }
}
