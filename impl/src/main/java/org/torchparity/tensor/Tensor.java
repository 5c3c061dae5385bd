package org.torchparity.tensor;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dense, row-major array of numbers with a shape.
 *
 * <p>The elements live in one heap array, {@code float[]}, {@code double[]} or {@code long[]} by
 * {@link DType}. A tensor does not copy the array it is made from and hands out that same array:
 * once a tensor has been given to a module, treat its elements as fixed. What a layer computed in a
 * {@link Workspace.Step} has no elements once that is closed: whatever asks for them throws an
 * {@link IllegalStateException}.
 */
public final class Tensor {
  private final DType dtype;
  private final Shape shape;
  private final Object data;
  private final Workspace.@Nullable Step step;

  private Tensor(DType dtype, Shape shape, Object data, int length) {
    this(dtype, shape, data, length, null);
  }

  private Tensor(DType dtype, Shape shape, Object data, int length, Workspace.@Nullable Step step) {
    if (length != shape.elements()) {
      throw new IllegalArgumentException(
          "shape '" + shape + "' is invalid for input of size " + length);
    }
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
    this.step = step;
  }

  /**
   * Wraps float32 elements.
   *
   * @throws IllegalArgumentException if {@code data} does not have the shape's number of elements
   */
  public static Tensor of(float[] data, int... shape) {
    return new Tensor(DType.FLOAT32, Shape.of(shape), data, data.length);
  }

  /**
   * Wraps float64 elements.
   *
   * @throws IllegalArgumentException if {@code data} does not have the shape's number of elements
   */
  public static Tensor of(double[] data, int... shape) {
    return new Tensor(DType.FLOAT64, Shape.of(shape), data, data.length);
  }

  /**
   * Wraps int64 elements.
   *
   * @throws IllegalArgumentException if {@code data} does not have the shape's number of elements
   */
  public static Tensor of(long[] data, int... shape) {
    return new Tensor(DType.INT64, Shape.of(shape), data, data.length);
  }

  /**
   * Returns a tensor of the given type from float64 values: rounded to nearest for float32, wrapped
   * without a copy for float64, truncated for int64.
   *
   * @throws IllegalArgumentException if {@code values} does not have the shape's number of elements
   */
  public static Tensor ofDoubles(DType dtype, Shape shape, double[] values) {
    return switch (dtype) {
      case FLOAT32 -> {
        float[] narrowed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
          narrowed[i] = (float) values[i];
        }
        yield new Tensor(dtype, shape, narrowed, values.length);
      }
      case FLOAT64 -> new Tensor(dtype, shape, values, values.length);
      case INT64 -> {
        long[] truncated = new long[values.length];
        for (int i = 0; i < values.length; i++) {
          truncated[i] = (long) values[i];
        }
        yield new Tensor(dtype, shape, truncated, values.length);
      }
    };
  }

  /** Returns a tensor of zeros. */
  public static Tensor zeros(DType dtype, Shape shape) {
    int length = shape.elements();
    return new Tensor(dtype, shape, dtype.newArray(length), length);
  }

  /**
   * Returns a tensor whose elements may be anything until they are written, as {@code torch.empty}:
   * for what a layer computes, which a {@link Workspace} may give its memory.
   */
  public static Tensor empty(DType dtype, Shape shape) {
    Workspace.Step step = Workspace.current();
    if (step == null) {
      return zeros(dtype, shape);
    }
    int length = shape.elements();
    return new Tensor(dtype, shape, step.array(dtype, length), length, step);
  }

  /** Returns a tensor that holds one value everywhere. */
  public static Tensor full(DType dtype, Shape shape, double value) {
    double[] values = new double[shape.elements()];
    Arrays.fill(values, value);
    return ofDoubles(dtype, shape, values);
  }

  /** Returns a tensor of rank 0. */
  public static Tensor scalar(DType dtype, double value) {
    return full(dtype, Shape.of(), value);
  }

  /** Element type. */
  public DType dtype() {
    return dtype;
  }

  /** Sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** Number of axes. */
  public int rank() {
    return shape.rank();
  }

  /** Size of an axis; negative axes count from the last. */
  public int size(int axis) {
    return shape.size(axis);
  }

  /** Number of elements. */
  public int elements() {
    return shape.elements();
  }

  /**
   * The backing array of a float32 tensor, not a copy.
   *
   * @throws IllegalStateException if the tensor is not float32
   */
  public float[] floats() {
    if (data() instanceof float[] floats) {
      return floats;
    }
    throw wrongType(DType.FLOAT32);
  }

  /**
   * The backing array of a float64 tensor, not a copy.
   *
   * @throws IllegalStateException if the tensor is not float64
   */
  public double[] doubles() {
    if (data() instanceof double[] doubles) {
      return doubles;
    }
    throw wrongType(DType.FLOAT64);
  }

  /**
   * The backing array of an int64 tensor, not a copy.
   *
   * @throws IllegalStateException if the tensor is not int64
   */
  public long[] longs() {
    if (data() instanceof long[] longs) {
      return longs;
    }
    throw wrongType(DType.INT64);
  }

  private boolean isGone() {
    return step != null && step.isClosed();
  }

  private Object data() {
    if (isGone()) {
      throw new IllegalStateException(
          "the workspace step that computed this tensor of shape "
              + shape
              + " is closed: copy() takes a tensor along");
    }
    return data;
  }

  private IllegalStateException wrongType(DType wanted) {
    return new IllegalStateException(
        "expected a tensor of dtype " + wanted.torchName() + ", but got " + dtype.torchName());
  }

  /** The elements as float64: the backing array of a float64 tensor, else a widened copy. */
  public double[] toDoubles() {
    if (data() instanceof double[] doubles) {
      return doubles;
    }
    double[] widened = new double[elements()];
    if (data() instanceof float[] floats) {
      for (int i = 0; i < widened.length; i++) {
        widened[i] = floats[i];
      }
    } else {
      long[] longs = longs();
      for (int i = 0; i < widened.length; i++) {
        widened[i] = longs[i];
      }
    }
    return widened;
  }

  /** The element at a row-major position, as float64. */
  public double get(int position) {
    return switch (dtype) {
      case FLOAT32 -> ((float[]) data())[position];
      case FLOAT64 -> ((double[]) data())[position];
      case INT64 -> ((long[]) data())[position];
    };
  }

  /**
   * The element at a multi-dimensional index, as float64.
   *
   * @throws IndexOutOfBoundsException if {@code index} does not fit the shape
   */
  public double at(int... index) {
    return get(shape.positionOf(index));
  }

  /**
   * The only element.
   *
   * @throws IllegalStateException if there is not exactly one
   */
  public double item() {
    if (elements() != 1) {
      throw new IllegalStateException(
          "a Tensor with " + elements() + " elements cannot be converted to Scalar");
    }
    return get(0);
  }

  /**
   * Returns the same elements, not copied, under another shape.
   *
   * @throws IllegalArgumentException if the number of elements differs
   */
  public Tensor reshape(Shape newShape) {
    return new Tensor(dtype, newShape, data(), elements(), step);
  }

  /**
   * Returns the same elements, not copied, under another shape.
   *
   * @throws IllegalArgumentException if the number of elements differs
   */
  public Tensor reshape(int... newShape) {
    return reshape(Shape.of(newShape));
  }

  /** Returns this tensor if it has the type already, else a converted copy. */
  public Tensor to(DType newType) {
    if (newType == dtype) {
      return this;
    }
    if (dtype == DType.INT64 && newType == DType.FLOAT32) {
      float[] converted = new float[elements()];
      long[] longs = longs();
      for (int i = 0; i < converted.length; i++) {
        converted[i] = longs[i];
      }
      return new Tensor(newType, shape, converted, converted.length);
    }
    return ofDoubles(newType, shape, toDoubles());
  }

  /** Returns a tensor with its own copy of the elements. */
  public Tensor copy() {
    Object copied =
        switch (dtype) {
          case FLOAT32 -> floats().clone();
          case FLOAT64 -> doubles().clone();
          case INT64 -> longs().clone();
        };
    return new Tensor(dtype, shape, copied, elements());
  }

  /** Whether type, shape and every bit of every element are the same; every NaN equals itself. */
  public boolean isBitwiseEqualTo(Tensor other) {
    if (dtype != other.dtype || !shape.equals(other.shape)) {
      return false;
    }
    return switch (dtype) {
      case FLOAT32 -> sameBits(floats(), other.floats());
      case FLOAT64 -> sameBits(doubles(), other.doubles());
      case INT64 -> Arrays.equals(longs(), other.longs());
    };
  }

  private static boolean sameBits(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Float.floatToRawIntBits(a[i]) != Float.floatToRawIntBits(b[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameBits(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
        return false;
      }
    }
    return true;
  }

  /** Shape, type and the first elements. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("tensor(");
    int shown = isGone() ? 0 : Math.min(elements(), 8);
    text.append('[');
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : ", ").append(Objects.toString(element(i)));
    }
    text.append(shown == elements() ? "]" : shown == 0 ? "…]" : ", …]");
    return text.append(", shape=")
        .append(shape)
        .append(", dtype=")
        .append(dtype.torchName())
        .append(')')
        .toString();
  }

  private Object element(int position) {
    return switch (dtype) {
      case FLOAT32 -> ((float[]) data())[position];
      case FLOAT64 -> ((double[]) data())[position];
      case INT64 -> ((long[]) data())[position];
    };
  }
}
