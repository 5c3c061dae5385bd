package org.torchparity.init;

import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** The spreads that Xavier's and Kaiming's initializers give to a weight. */
final class Scale {
  private Scale() {}

  /** √(6 / (din + dout)) for a weight of shape (din, dout). */
  static double xavier(Shape shape) {
    if (shape.rank() != 2) {
      throw new IllegalArgumentException("expected a shape (din, dout), but got " + shape);
    }
    return Math.sqrt(6 / ((double) shape.size(0) + shape.size(1)));
  }

  /** √(2 / din) for a weight of shape (din, …). */
  static double kaiming(Shape shape) {
    if (shape.rank() == 0) {
      throw new IllegalArgumentException("expected a shape (din, ...), but got " + shape);
    }
    return Math.sqrt(2.0 / shape.size(0));
  }

  /** Draws numbers uniform in [−scale, scale), rounded as {@code (u * 2 - 1) * scale} is. */
  static Tensor uniform(NumpyRandom random, double scale, DType dtype, Shape shape) {
    double[] values = random.rand(shape).doubles();
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] * 2 - 1) * scale;
    }
    return Tensor.ofDoubles(dtype, shape, values);
  }
}
