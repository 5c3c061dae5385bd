package org.torchparity.edunn;

import org.torchparity.kernel.Elementwise;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Adds a constant: y = x + c.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward: δE/δx = g.
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input.
 *
 * <p>Source: edunn, {@code edunn/models/activations.py}.
 */
public final class AddConstant extends Module {
  private final double value;

  /** Makes a layer of a constant c. */
  public AddConstant(double value) {
    this.value = value;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor input = Inputs.only("AddConstant", inputs);
    return Pass.of(Elementwise.map(input, x -> x + value), Gradients::ofInput);
  }
}
