package org.torchparity.junit;

import org.jspecify.annotations.Nullable;
import org.torchparity.compare.JavaArrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** What a user's layer gives, as a tensor of its own that nobody else writes into. */
final class JavaValue {
  private JavaValue() {}

  /**
   * Returns a value as a tensor: a Tensor as it is, a number as one of rank 0, an array as one of
   * its rank. A flat array has no shape of its own: it takes the one expected, where that has as
   * many elements.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Tensor tensor(@Nullable Object value, @Nullable Shape expected) {
    if (value instanceof Tensor tensor) {
      return tensor.copy();
    }
    if (value instanceof Float number) {
      return Tensor.scalar(DType.FLOAT32, number);
    }
    if (value instanceof Double number) {
      return Tensor.scalar(DType.FLOAT64, number);
    }
    if (value == null || !value.getClass().isArray()) {
      throw new IllegalArgumentException(
          "expected a Tensor, a float, a double or an array of them, but got "
              + (value == null ? "null" : value.getClass().getName()));
    }
    Tensor array = JavaArrays.tensor(value);
    return array.rank() == 1 && expected != null && expected.elements() == array.elements()
        ? array.reshape(expected)
        : array;
  }
}
