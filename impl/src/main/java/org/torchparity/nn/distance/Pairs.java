package org.torchparity.nn.distance;

import org.torchparity.kernel.Broadcast;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** What the distances share: checks of their two inputs, the shape that they give, the way back. */
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

  /** A tensor repeated over a shape: itself where nothing repeats. */
  static Tensor expanded(Tensor x, Shape shape) {
    return x.shape().equals(shape)
        ? x
        : Tensor.ofDoubles(x.dtype(), shape, Broadcast.expand(x, shape));
  }

  /**
   * The dtype of an input's gradient over the shape that the input is repeated over: what will be
   * summed is not rounded before.
   */
  static DType gradientType(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x.dtype() : DType.FLOAT64;
  }

  /** The gradients of two inputs from those over the shape that they have together. */
  static Gradients gradients(Tensor x1, Tensor first, Tensor x2, Tensor second) {
    return Gradients.ofInput(summed(first, x1)).withInput(1, summed(second, x2));
  }

  private static Tensor summed(Tensor gradient, Tensor x) {
    return x.shape().equals(gradient.shape())
        ? gradient
        : Broadcast.sum(gradient.doubles(), gradient.shape(), x.dtype(), x.shape());
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
