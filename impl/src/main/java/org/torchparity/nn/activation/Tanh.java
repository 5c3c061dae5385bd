package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Hyperbolic tangent: y = tanh x.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g·(1 − y²)
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: torch.nn.Tanh; ATen/native/cpu/UnaryOpsKernel.cpp and BinaryOpsKernel.cpp at v2.10.0.
 */
public final class Tanh extends Module {
  /** Makes the layer. */
  public Tanh() {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Tanh", inputs);
    return Pointwise.of(x, Activation.TANH);
  }
}
