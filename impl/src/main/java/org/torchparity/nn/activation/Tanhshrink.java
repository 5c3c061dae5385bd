package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = x − tanh x.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g·tanh²x
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Differences from ATen: near zero the difference does not cancel.
 *
 * <p>Source: torch.nn.Tanhshrink; torch/nn/functional.py at v2.10.0.
 */
public final class Tanhshrink extends Module {
  /** Makes the layer. */
  public Tanhshrink() {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Tanhshrink", inputs);
    return Pointwise.of(x, Activation.TANHSHRINK);
  }
}
