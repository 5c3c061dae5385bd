package org.torchparity.nn.distance;

import org.torchparity.nn.Inputs;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** What the distances check of their two inputs, and the shape that they give. */
final class Pairs {
  private Pairs() {}

  /**
   * Checks for two inputs of one floating-point dtype.
   *
   * @throws IllegalArgumentException if they are not
   */
  static void check(String layer, Tensor... inputs) {
    Inputs.count(layer, 2, 2, inputs);
    Inputs.dtype(layer, inputs[1], inputs[0].dtype());
    if (!inputs[0].dtype().isFloatingPoint()) {
      throw new IllegalArgumentException(
          layer + ": expected floating-point inputs, but got " + inputs[0].dtype().torchName());
    }
  }

  /** The shape without an axis. */
  static Shape without(Shape shape, int axis) {
    int[] sizes = new int[shape.rank() - 1];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape.size(i < axis ? i : i + 1);
    }
    return Shape.of(sizes);
  }
}
