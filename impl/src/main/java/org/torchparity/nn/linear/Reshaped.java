package org.torchparity.nn.linear;

import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** The same elements under another shape, and back. */
final class Reshaped {
  private Reshaped() {}

  static Pass pass(Tensor x, Shape shape) {
    return Pass.of(
        x.reshape(shape),
        g ->
            x.dtype().isFloatingPoint()
                ? Gradients.ofInput(g.reshape(x.shape()))
                : Gradients.none());
  }
}
