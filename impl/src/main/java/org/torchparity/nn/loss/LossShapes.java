package org.torchparity.nn.loss;

import java.util.Arrays;
import org.torchparity.kernel.Broadcast;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Checks of how the shapes of a loss's inputs fit each other. */
final class LossShapes {
  private LossShapes() {}

  /**
   * Checks that a target has the input's shape.
   *
   * @throws IllegalArgumentException if it differs
   */
  static void same(String loss, Tensor target, Tensor input) {
    if (!target.shape().equals(input.shape())) {
      throw new IllegalArgumentException(
          loss
              + ": target size ("
              + target.shape()
              + ") must be the same as input size ("
              + input.shape()
              + ")");
    }
  }

  /**
   * Checks that a target is broadcast to the input's shape and not beyond it.
   *
   * @throws IllegalArgumentException if the common shape is not the input's
   */
  static void expandable(String loss, Tensor target, Tensor input) {
    if (!Broadcast.shape(input, target).equals(input.shape())) {
      throw new IllegalArgumentException(
          loss
              + ": target size ("
              + target.shape()
              + ") cannot be expanded to input size ("
              + input.shape()
              + ")");
    }
  }

  /**
   * Checks that all inputs have one number of axes.
   *
   * @throws IllegalArgumentException if they differ
   */
  static void sameRank(String loss, Tensor... inputs) {
    for (Tensor input : inputs) {
      if (input.rank() != inputs[0].rank()) {
        throw new IllegalArgumentException(
            loss
                + ": all inputs should have the same number of dimensions, but got sizes "
                + inputs[0].shape()
                + " and "
                + input.shape());
      }
    }
  }

  /** The shape of what is left when the last axis is reduced; a scalar's of a scalar. */
  static Shape withoutLastAxis(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), Math.max(shape.rank() - 1, 0)));
  }
}
