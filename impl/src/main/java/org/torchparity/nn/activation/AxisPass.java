package org.torchparity.nn.activation;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.AxisLines;
import org.torchparity.kernel.Elementwise;
import org.torchparity.kernel.SoftmaxRows;
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

  /** Runs what is made for rows over other lines. */
  private static Pass turned(
      Tensor x, AxisLines lines, BiFunction<Tensor, AxisLines, Pass> ofRows) {
    Pass pass = ofRows.apply(lines.toRows(x), lines.rows());
    return Pass.of(
        lines.fromRows(pass.output(), x.shape()),
        g -> Gradients.ofInput(lines.fromRows(pass.backward(lines.toRows(g)).input(), x.shape())));
  }

  /** y = softmax(x). */
  static Pass softmax(Tensor x, AxisLines lines) {
    if (lines.inner() > 1) {
      return turned(x, lines, AxisPass::softmax);
    }
    SoftmaxRows rows = new SoftmaxRows(lines.outer(), lines.size());
    Tensor p = rows.softmax(x);
    return Pass.of(p, g -> Gradients.ofInput(rows.softmaxBackward(g, p)));
  }

  /** y = softmax(−x). */
  static Pass softmin(Tensor x, AxisLines lines) {
    Pass pass = softmax(Elementwise.negated(x), lines);
    return Pass.of(
        pass.output(), g -> Gradients.ofInput(Elementwise.negated(pass.backward(g).input())));
  }

  /** y = ln softmax(x). */
  static Pass logSoftmax(Tensor x, AxisLines lines) {
    if (lines.inner() > 1) {
      return turned(x, lines, AxisPass::logSoftmax);
    }
    SoftmaxRows rows = new SoftmaxRows(lines.outer(), lines.size());
    SoftmaxRows.LogSoftmax forward = rows.logSoftmax(x);
    return Pass.of(
        forward.y(), g -> Gradients.ofInput(rows.logSoftmaxBackward(g, x, forward.logarithms())));
  }
}
