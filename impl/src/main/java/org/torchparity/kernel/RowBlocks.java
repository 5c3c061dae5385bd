package org.torchparity.kernel;

import org.torchparity.tensor.Tensor;

/** Functions of the rows of a tensor, in float64, each computed by one thread. */
public final class RowBlocks {
  /** The most doubles that a vector has. */
  private static final int WIDEST = 8;

  private final Tensor x;
  private final int rows;
  private final int columns;

  /** Takes a tensor of so many rows, seen one after the other. */
  public RowBlocks(Tensor x, int rows) {
    this.x = x;
    this.rows = rows;
    this.columns = rows == 0 ? 0 : x.elements() / rows;
  }

  /** A number that a row has. */
  public interface Value {
    /**
     * Its value.
     *
     * @param row the row's number
     * @param x its elements, a copy that may be overwritten
     * @param n their number
     */
    double of(int row, double[] x, int n);
  }

  /** As many numbers as the row has elements. */
  public interface Values {
    /**
     * Stores them.
     *
     * @param row the row's number
     * @param x its elements, a copy that may be overwritten
     * @param y for the values, every one of which is stored
     * @param n their number
     */
    void of(int row, double[] x, double[] y, int n);
  }

  /** Returns f of each row. */
  public double[] reduced(Value f) {
    double[] values = new double[rows];
    Parallel.rows(
        rows,
        columns,
        (from, to) -> {
          double[] elements = room();
          for (int row = from; row < to; row++) {
            Planes.load(x, row * columns, elements, 0, columns);
            values[row] = f.of(row, elements, columns);
          }
        });
    return values;
  }

  /** Returns factors[row]·f of each row, of the dtype and shape of x. */
  public Tensor scaled(Values f, double[] factors) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    Parallel.rows(
        rows,
        columns,
        (from, to) -> {
          double[] elements = room();
          double[] values = room();
          for (int row = from; row < to; row++) {
            Planes.load(x, row * columns, elements, 0, columns);
            f.of(row, elements, values, columns);
            for (int i = 0; i < columns; i++) {
              values[i] *= factors[row];
            }
            Planes.store(values, y, row * columns, columns);
          }
        });
    return y;
  }

  /** Room for a row in whole vectors. */
  private double[] room() {
    return new double[(columns + WIDEST - 1) / WIDEST * WIDEST];
  }
}
