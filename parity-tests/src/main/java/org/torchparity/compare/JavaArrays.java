package org.torchparity.compare;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Java arrays as tensors. */
public final class JavaArrays {
  private JavaArrays() {}

  /**
   * Returns a copy of an array as a tensor of its rank: {@code float[]} has rank 1, {@code
   * double[][]} rank 2.
   *
   * @throws IllegalArgumentException if it is no array of float, double or long, nested or not, or
   *     arrays of one axis differ in length
   */
  public static Tensor tensor(Object array) {
    int[] shape = shape(array);
    int elements = Shape.of(shape).elements();
    Class<?> type = array.getClass();
    while (type.isArray()) {
      type = type.getComponentType();
    }
    if (type == float.class) {
      return Tensor.of((float[]) flat(array, shape, new float[elements]), shape);
    }
    if (type == double.class) {
      return Tensor.of((double[]) flat(array, shape, new double[elements]), shape);
    }
    if (type == long.class) {
      return Tensor.of((long[]) flat(array, shape, new long[elements]), shape);
    }
    throw new IllegalArgumentException(
        "expected an array of float, double or long, nested or not, but got "
            + array.getClass().getTypeName());
  }

  /** The lengths of the first array of each axis; 0 below an empty one. */
  private static int[] shape(Object array) {
    List<Integer> sizes = new ArrayList<>();
    @Nullable Object level = array;
    Class<?> type = array.getClass();
    while (type.isArray()) {
      int length = level == null ? 0 : Array.getLength(level);
      sizes.add(length);
      level = length == 0 ? null : Array.get(level, 0);
      type = type.getComponentType();
    }
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Object flat(Object array, int[] shape, Object elements) {
    copy(array, shape, 0, elements, 0);
    return elements;
  }

  /** Copies what lies below an axis, and returns the position after it. */
  private static int copy(Object from, int[] shape, int axis, Object elements, int position) {
    int length = Array.getLength(from);
    if (length != shape[axis]) {
      throw new IllegalArgumentException(
          "the rows of a tensor have one length, but the first has "
              + shape[axis]
              + " elements and another "
              + length);
    }
    if (axis == shape.length - 1) {
      System.arraycopy(from, 0, elements, position, length);
      return position + length;
    }
    int next = position;
    for (int i = 0; i < length; i++) {
      next = copy(Array.get(from, i), shape, axis + 1, elements, next);
    }
    return next;
  }
}
