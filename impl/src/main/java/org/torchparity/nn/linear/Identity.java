package org.torchparity.nn.linear;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = x.
 *
 * <p>Shape: Input: (*), any dtype → Output: the same tensor.
 *
 * <p>Backward: δE/δx = g.
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input.
 *
 * <p>Source: torch.nn.Identity.
 */
public final class Identity extends Module {

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("Identity", inputs);
    return Reshaped.pass(x, x.shape());
  }
}
