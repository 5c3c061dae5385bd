package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = x / (1 + |x|).
 *
 * <p>An infinite x gives NaN, and so does its gradient.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g / (1 + |x|)²
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: torch.nn.Softsign; torch/nn/functional.py at v2.10.0.
 */
public final class Softsign extends Module {
  /** Makes the layer. */
  public Softsign() {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Softsign", inputs);
    return Pointwise.of(x, Activation.SOFTSIGN);
  }
}
