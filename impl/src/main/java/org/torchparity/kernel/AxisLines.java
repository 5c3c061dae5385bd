package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A row-major array seen as (outer, size, inner): outer·inner lines of {@code size} elements along
 * one axis.
 *
 * @param outer the product of all axes before the line's
 * @param size elements of a line
 * @param inner the product of all axes behind it, the stride along the line
 */
public record AxisLines(int outer, int size, int inner) {
  /** Columns of a matrix that are transposed at a time. */
  private static final int COLUMNS = 64;

  /**
   * Returns the lines along an axis; negative axes count from the last, a scalar is a line of one.
   *
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public static AxisLines along(int axis, Shape shape) {
    if (shape.rank() == 0 && (axis == 0 || axis == -1)) {
      return new AxisLines(1, 1, 1);
    }
    int at = shape.axis(axis);
    return new AxisLines(
        shape.elements(0, at), shape.size(at), shape.elements(at + 1, shape.rank()));
  }

  /** Returns the lines as rows, one behind the other: not copied where they are. */
  public Tensor toRows(Tensor x) {
    if (inner == 1) {
      return x.reshape(outer, size);
    }
    Tensor y = Tensor.empty(x.dtype(), Shape.of(outer * inner, size));
    turn(x, y, size, inner);
    return y;
  }

  /** Returns what was made of rows, where the lines lie under the shape given. */
  public Tensor fromRows(Tensor rows, Shape shape) {
    if (inner == 1) {
      return rows.reshape(shape);
    }
    Tensor y = Tensor.empty(rows.dtype(), shape);
    turn(rows, y, inner, size);
    return y;
  }

  /** Transposes each of the {@code outer} matrices, some of its columns at a time. */
  private void turn(Tensor x, Tensor y, int height, int width) {
    GemmKernels kernels = Kernels.gemm();
    int blocks = Panels.count(width, COLUMNS);
    Parallel.rows(
        outer * blocks,
        (long) height * COLUMNS,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int matrix = i / blocks * height * width;
            int first = i % blocks * COLUMNS;
            int columns = Math.min(COLUMNS, width - first);
            int at = matrix + first;
            int target = matrix + first * height;
            if (x.dtype() == DType.FLOAT32) {
              kernels.transpose(x.floats(), at, width, height, columns, y.floats(), target, height);
            } else {
              kernels.transpose(
                  x.doubles(), at, width, height, columns, y.doubles(), target, height);
            }
          }
        });
  }
}
