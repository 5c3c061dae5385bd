package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A row-major array seen as (outer, size, inner): outer·inner lines of {@code size} elements along
 * one axis, each line normalised by itself.
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

  /** The lines once they are rows, see {@link #toRows}. */
  public AxisLines rows() {
    return new AxisLines(outer * inner, size, 1);
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

  /** Returns exp(x) / Σ exp(x) of each line. */
  public double[] softmax(double[] x) {
    double[] y = new double[x.length];
    each(
        (first, end) -> {
          double greatest = greatest(x, first, end);
          double sum = 0;
          for (int i = first; i < end; i += inner) {
            y[i] = Math.exp(x[i] - greatest);
            sum += y[i];
          }
          for (int i = first; i < end; i += inner) {
            y[i] /= sum;
          }
        });
    return y;
  }

  /** Returns y·(g − Σ g·y) of each line: the gradient through a softmax of output y. */
  public double[] softmaxBackward(double[] g, double[] y) {
    double[] gradient = new double[g.length];
    each(
        (first, end) -> {
          double sum = 0;
          for (int i = first; i < end; i += inner) {
            sum = Math.fma(g[i], y[i], sum);
          }
          for (int i = first; i < end; i += inner) {
            gradient[i] = y[i] * (g[i] - sum);
          }
        });
    return gradient;
  }

  /** Returns x − ln Σ exp(x) of each line. */
  public double[] logSoftmax(double[] x) {
    double[] y = new double[x.length];
    each(
        (first, end) -> {
          double greatest = greatest(x, first, end);
          double sum = 0;
          for (int i = first; i < end; i += inner) {
            sum += Math.exp(x[i] - greatest);
          }
          double logarithm = Math.log(sum);
          for (int i = first; i < end; i += inner) {
            y[i] = x[i] - greatest - logarithm;
          }
        });
    return y;
  }

  /**
   * Returns g − exp(y)·Σ g of each line: the gradient through a logarithmic softmax of output y.
   */
  public double[] logSoftmaxBackward(double[] g, double[] y) {
    double[] gradient = new double[g.length];
    each(
        (first, end) -> {
          double sum = 0;
          for (int i = first; i < end; i += inner) {
            sum += g[i];
          }
          for (int i = first; i < end; i += inner) {
            gradient[i] = g[i] - Math.exp(y[i]) * sum;
          }
        });
    return gradient;
  }

  private double greatest(double[] x, int first, int end) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = first; i < end; i += inner) {
      greatest = Math.max(greatest, x[i]);
    }
    return greatest;
  }

  /** The elements first, first + inner, … below end of a line. */
  private interface Line {
    void run(int first, int end);
  }

  private void each(Line line) {
    Parallel.rows(
        outer * inner,
        size,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            int first = row / inner * size * inner + row % inner;
            line.run(first, first + size * inner);
          }
        });
  }
}
