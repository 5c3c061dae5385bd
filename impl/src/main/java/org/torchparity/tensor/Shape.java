package org.torchparity.tensor;

import java.util.Arrays;

/** Sizes of a tensor's axes, outermost first; printed as torch prints them, {@code [2, 10]}. */
public final class Shape {
  private final int[] sizes;
  private final int elements;

  private Shape(int[] sizes) {
    long product = 1;
    boolean empty = false;
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "a shape has no negative sizes, but got " + Arrays.toString(sizes));
      }
      empty |= size == 0;
      // A size of zero must not hide an overflow of the others.
      product = size == 0 ? product : product * size;
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a tensor has at most "
                + Integer.MAX_VALUE
                + " elements, but got shape "
                + Arrays.toString(sizes));
      }
    }
    this.sizes = sizes;
    this.elements = empty ? 0 : (int) product;
  }

  /**
   * Returns the shape of the given sizes.
   *
   * @throws IllegalArgumentException if a size is negative, or the number of elements exceeds 2³¹ −
   *     1
   */
  public static Shape of(int... sizes) {
    return new Shape(sizes.clone());
  }

  /** Number of axes. */
  public int rank() {
    return sizes.length;
  }

  /**
   * Size of an axis; negative axes count from the last, as in torch.
   *
   * @throws IndexOutOfBoundsException if {@code axis} is not in {@code [-rank, rank)}
   */
  public int size(int axis) {
    return sizes[axis(axis)];
  }

  /**
   * Returns {@code axis} counted from the first.
   *
   * @throws IndexOutOfBoundsException if {@code axis} is not in {@code [-rank, rank)}
   */
  public int axis(int axis) {
    if (axis < -sizes.length || axis >= sizes.length) {
      throw new IndexOutOfBoundsException(
          "Dimension out of range (expected to be in range of ["
              + -Math.max(sizes.length, 1)
              + ", "
              + (Math.max(sizes.length, 1) - 1)
              + "], but got "
              + axis
              + ")");
    }
    return axis < 0 ? axis + sizes.length : axis;
  }

  /** Number of elements: the product of all sizes, 1 for a scalar. */
  public int elements() {
    return elements;
  }

  /** Product of the sizes of the axes in {@code [from, to)}, 1 where there is none. */
  public int elements(int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= sizes[axis];
    }
    return product;
  }

  /** Returns a copy of this shape with another size on one axis. */
  public Shape withSize(int axis, int size) {
    int[] changed = sizes.clone();
    changed[axis(axis)] = size;
    return new Shape(changed);
  }

  /** Returns the multi-dimensional index of the element at a row-major position. */
  public int[] indexOf(int position) {
    int[] index = new int[sizes.length];
    int rest = position;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      index[axis] = rest % sizes[axis];
      rest /= sizes[axis];
    }
    return index;
  }

  /** Returns the row-major position of a multi-dimensional index. */
  public int positionOf(int... index) {
    if (index.length != sizes.length) {
      throw new IndexOutOfBoundsException(
          "index " + Arrays.toString(index) + " does not fit shape " + this);
    }
    int position = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (index[axis] < 0 || index[axis] >= sizes[axis]) {
        throw new IndexOutOfBoundsException(
            "index " + Arrays.toString(index) + " is out of bounds for shape " + this);
      }
      position = position * sizes[axis] + index[axis];
    }
    return position;
  }

  /** Returns the sizes in a new array. */
  public int[] toArray() {
    return sizes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(sizes, that.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}
