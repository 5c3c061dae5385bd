package org.torchparity.kernel;

import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Interpolation along both axes of float32 planes, a plane at a time: each row is mixed of a few
 * rows and each of its elements of a few elements, in float64 and rounded once. It gives what
 * {@link Taps} gives along one axis after the other.
 */
public final class PlaneTaps {
  private final Taps vertical;
  private final Taps horizontal;

  /** Maps planes by the taps of their rows and those within a row. */
  public PlaneTaps(Taps vertical, Taps horizontal) {
    this.vertical = vertical;
    this.horizontal = horizontal;
  }

  /** Maps planes of the inputs' size to planes of the outputs' size: first within the rows. */
  public Tensor apply(Tensor x, Shape shape) {
    TapTable columns = horizontal.table();
    Lines rows = new Lines(vertical.table(), columns.outputs);
    boolean[] used = vertical.used();
    double[] one = {1};
    int in = rows.table.inputs * columns.inputs;
    return map(
        x,
        shape,
        in,
        (y, from, to) -> {
          double[] row = new double[columns.inputs + 1];
          int[] line = new int[1];
          double[] mapped = new double[rows.table.inputs * columns.outputs];
          for (int plane = from; plane < to; plane++) {
            for (int i = 0; i < used.length; i++) {
              if (used[i]) {
                line[0] = plane * in + i * columns.inputs;
                Kernels.planes().mix(x.floats(), 0, line, one, 0, 1, row, columns.inputs);
                columns.apply(row, mapped, i * columns.outputs);
              }
            }
            int at = plane * rows.table.outputs * columns.outputs;
            for (int j = 0; j < rows.table.outputs; j++, at += columns.outputs) {
              Kernels.planes()
                  .mix(
                      mapped,
                      rows.at,
                      rows.weights,
                      rows.start[j],
                      rows.start[j + 1],
                      y,
                      at,
                      columns.outputs);
            }
          }
        });
  }

  /** The transposed map, of gradients: within the rows last. */
  public Tensor applyTransposed(Tensor g, Shape shape) {
    TapTable columns = horizontal.transposedTable();
    Lines rows = new Lines(vertical.transposedTable(), columns.inputs);
    int in = rows.table.inputs * columns.inputs;
    return map(
        g,
        shape,
        in,
        (y, from, to) -> {
          double[] row = new double[columns.inputs + 1];
          double[] mapped = new double[columns.outputs];
          for (int plane = from; plane < to; plane++) {
            int at = plane * rows.table.outputs * columns.outputs;
            for (int j = 0; j < rows.table.outputs; j++, at += columns.outputs) {
              Kernels.planes()
                  .mix(
                      g.floats(),
                      plane * in,
                      rows.at,
                      rows.weights,
                      rows.start[j],
                      rows.start[j + 1],
                      row,
                      columns.inputs);
              columns.apply(row, mapped, 0);
              Planes.store(mapped, y, at);
            }
          }
        });
  }

  /** Work on the planes [from, to) of the result. */
  private interface Work {
    void run(float[] y, int from, int to);
  }

  private static Tensor map(Tensor x, Shape shape, int planeElements, Work work) {
    Tensor y = Tensor.empty(x.dtype(), shape);
    int planes = planeElements == 0 ? 0 : x.elements() / planeElements;
    Parallel.rows(
        planes,
        planes == 0 ? 0 : Math.max(planeElements, y.elements() / planes),
        (from, to) -> work.run(y.floats(), from, to));
    return y;
  }

  /** The taps of rows: those of row j from start[j] to start[j + 1], by where a row begins. */
  private static final class Lines {
    final TapTable table;
    final int[] start;
    final int[] at;
    final double[] weights;

    Lines(TapTable table, int width) {
      this.table = table;
      start = new int[table.outputs + 1];
      at = new int[table.indices.length];
      weights = new double[at.length];
      for (int j = 0; j < table.outputs; j++) {
        start[j + 1] = table.terms(j, width, at, weights, start[j]);
      }
    }
  }
}
