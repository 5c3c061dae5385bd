package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * The rows, along the last axis, of d = x − y + ε, in float64: computed where they are needed, a
 * few at a time, and not kept.
 */
public final class RowDifferences {
  private final Tensor x;
  private final Tensor y;
  private final double eps;
  private final boolean rounded;
  private final int rows;
  private final int length;

  /**
   * Sees two tensors of one shape, which has an axis at least, and one dtype, float32 or float64.
   *
   * @param rounded whether float32 differences are rounded after each step
   */
  public RowDifferences(Tensor x, Tensor y, double eps, boolean rounded) {
    this.x = x;
    this.y = y;
    this.eps = eps;
    this.rounded = rounded && x.dtype() == DType.FLOAT32;
    this.rows = x.shape().elements(0, x.rank() - 1);
    this.length = x.size(-1);
  }

  /** Number of rows. */
  int rows() {
    return rows;
  }

  /** Elements of a row. */
  int length() {
    return length;
  }

  /** Room for the differences of so many rows. */
  final class Room implements AutoCloseable {
    private final Tensor differences;
    private final Tensor other;
    final double[] d;

    Room(int most) {
      differences = Scratch.take(DType.FLOAT64, most * length);
      other = Scratch.take(rounded ? DType.FLOAT32 : DType.FLOAT64, most * length);
      d = differences.doubles();
    }

    /** Stores the rows from one on at the beginning of {@link #d}. */
    void load(int first, int count) {
      int from = first * length;
      int elements = count * length;
      if (rounded) {
        float[] narrow = other.floats();
        subtract(x.floats(), y.floats(), from, (float) eps, narrow, elements);
        Kernels.planes().widen(narrow, 0, d, 0, elements);
      } else {
        Planes.load(x, from, d, 0, elements);
        Planes.load(y, from, other.doubles(), 0, elements);
        subtract(d, other.doubles(), eps, elements);
      }
    }

    /** Stores a row's g·δ‖d‖ₚ/δd at the beginning of {@link #d}. */
    void slopes(int row, double p, double norm, double g) {
      load(row, 1);
      VectorNorm.slopes(d, length, norm, p, g);
    }

    @Override
    public void close() {
      Scratch.give(other);
      Scratch.give(differences);
    }
  }

  private static void subtract(float[] x, float[] y, int from, float eps, float[] d, int count) {
    for (int i = 0; i < count; i++) {
      d[i] = x[from + i] - y[from + i] + eps;
    }
  }

  private static void subtract(double[] d, double[] y, double eps, int count) {
    for (int i = 0; i < count; i++) {
      d[i] = d[i] - y[i] + eps;
    }
  }

  /** Returns ‖d‖ₚ of each row; see {@link VectorNorm}. */
  public double[] norms(double p) {
    double[] norms = new double[rows];
    int blocks = Panels.count(rows, RowSums.ROWS);
    Parallel.rows(
        blocks,
        (long) RowSums.ROWS * length,
        (from, to) -> {
          double[] ofBlock = new double[RowSums.ROWS];
          try (Room room = new Room(Math.min(rows, RowSums.ROWS))) {
            for (int block = from; block < to; block++) {
              int first = block * RowSums.ROWS;
              int count = Math.min(RowSums.ROWS, rows - first);
              room.load(first, count);
              VectorNorm.ofRows(room.d, count, length, p, ofBlock);
              System.arraycopy(ofBlock, 0, norms, first, count);
            }
          }
        });
    return norms;
  }

  /**
   * Stores g·δ‖d‖ₚ/δd, which is the gradient of x, and its negative, that of y.
   *
   * @param norms ‖d‖ₚ of each row
   * @param g the upstream gradient of each row
   */
  public void gradients(double p, double[] norms, double[] g, Tensor toX, Tensor toY) {
    Parallel.rows(
        rows,
        length,
        (from, to) -> {
          try (Room room = new Room(1)) {
            for (int row = from; row < to; row++) {
              room.slopes(row, p, norms[row], g[row]);
              Planes.store(room.d, toX, row * length, length);
              Elementwise.negate(room.d, room.d, 0, length);
              Planes.store(room.d, toY, row * length, length);
            }
          }
        });
  }
}
