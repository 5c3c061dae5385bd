package org.torchparity.kernel;

import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Interpolation along both axes of float32 planes, a plane at a time: each row of the result is
 * mixed of a few rows, then its elements of a few of that, in float64 and rounded once. It gives
 * what {@link Taps} gives along one axis after the other.
 */
public final class PlaneTaps {
  private final Taps vertical;
  private final Taps horizontal;

  /** Maps planes by the taps of their rows and those within a row. */
  public PlaneTaps(Taps vertical, Taps horizontal) {
    this.vertical = vertical;
    this.horizontal = horizontal;
  }

  /** Maps planes of the inputs' size to planes of the outputs' size. */
  public Tensor apply(Tensor x, Shape shape) {
    return map(x, vertical.table(), horizontal.table(), shape);
  }

  /** The transposed map, of gradients. */
  public Tensor applyTransposed(Tensor g, Shape shape) {
    return map(g, vertical.transposedTable(), horizontal.transposedTable(), shape);
  }

  private static Tensor map(Tensor x, TapTable rows, TapTable columns, Shape shape) {
    Tensor y = Tensor.zeros(x.dtype(), shape);
    int in = rows.inputs * columns.inputs;
    int out = rows.outputs * columns.outputs;
    int[] start = new int[rows.outputs + 1];
    int[] lines = new int[rows.indices.length];
    double[] weights = new double[lines.length];
    for (int j = 0; j < rows.outputs; j++) {
      start[j + 1] = rows.terms(j, columns.inputs, lines, weights, start[j]);
    }
    PlaneKernels kernels = Kernels.planes();
    Parallel.rows(
        in == 0 ? 0 : x.elements() / in,
        Math.max(in, out),
        (from, to) -> {
          // Behind the row a zero, of which taps are made that are not there.
          double[] row = new double[columns.inputs + 1];
          for (int plane = from; plane < to; plane++) {
            int at = plane * out;
            for (int j = 0; j < rows.outputs; j++, at += columns.outputs) {
              kernels.mix(
                  x.floats(),
                  plane * in,
                  lines,
                  weights,
                  start[j],
                  start[j + 1],
                  row,
                  columns.inputs);
              kernels.gather(row, columns, y.floats(), at);
            }
          }
        });
    return y;
  }
}
