package org.torchparity.init;

import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Given values, broadcast to the parameter's shape as NumPy's assignment {@code p[:] = c} does.
 *
 * @param value c: aligned with the parameter at the last axis, each of its sizes is the parameter's
 *     or 1; axes beyond the parameter's have size 1
 */
public record Constant(Tensor value) implements Initializer {
  /** Makes an initializer with one value everywhere. */
  public Constant(double value) {
    this(Tensor.scalar(DType.FLOAT64, value));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the value cannot be broadcast to {@code shape}
   */
  @Override
  public Tensor create(NumpyRandom random, DType dtype, Shape shape) {
    int[] strides = stridesIn(shape);
    double[] given = value.toDoubles();
    double[] values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      int rest = i;
      int from = 0;
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        from += rest % shape.size(axis) * strides[axis];
        rest /= shape.size(axis);
      }
      values[i] = given[from];
    }
    return Tensor.ofDoubles(dtype, shape, values);
  }

  /** How far to go in the value for a step along each axis of a shape: 0 where it is repeated. */
  private int[] stridesIn(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int back = 1; back <= value.rank(); back++) {
      int size = value.size(-back);
      if (size != 1 && (back > shape.rank() || size != shape.size(-back))) {
        throw new IllegalArgumentException(
            "could not broadcast a constant of shape " + value.shape() + " into shape " + shape);
      }
      if (size != 1) {
        strides[shape.rank() - back] = stride;
      }
      stride *= size;
    }
    return strides;
  }
}
