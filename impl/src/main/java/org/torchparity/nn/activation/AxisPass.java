package org.torchparity.nn.activation;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.AxisLines;
import org.torchparity.kernel.AxisSoftmax;
import org.torchparity.kernel.Elementwise;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** What the activations along an axis share: the choice of the axis, softmax, and the way back. */
final class AxisPass {
  private AxisPass() {}

  /** Torch's choice of an axis where none is given: 0 for inputs of rank 0, 1 or 3, else 1. */
  static AxisLines lines(@Nullable Integer dim, Shape shape) {
    int implicit = shape.rank() == 0 || shape.rank() == 1 || shape.rank() == 3 ? 0 : 1;
    return AxisLines.along(dim == null ? implicit : dim, shape);
  }

  /** y = softmax(x). */
  static Pass softmax(Tensor x, AxisLines lines) {
    AxisSoftmax softmax = AxisSoftmax.of(lines);
    Tensor p = softmax.softmax(x);
    return Pass.of(p, g -> Gradients.ofInput(softmax.softmaxBackward(g, p)));
  }

  /** y = softmax(−x). */
  static Pass softmin(Tensor x, AxisLines lines) {
    Pass pass = softmax(Elementwise.negated(x), lines);
    return Pass.of(
        pass.output(), g -> Gradients.ofInput(Elementwise.negated(pass.backward(g).input())));
  }

  /** y = ln softmax(x). */
  static Pass logSoftmax(Tensor x, AxisLines lines) {
    AxisSoftmax softmax = AxisSoftmax.of(lines);
    AxisSoftmax.LogSoftmax forward = softmax.logSoftmax(x);
    return Pass.of(
        forward.y(),
        g -> Gradients.ofInput(softmax.logSoftmaxBackward(g, x, forward.logarithms())));
  }
}
