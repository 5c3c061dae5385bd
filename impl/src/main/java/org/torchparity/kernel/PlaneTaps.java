package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Interpolation along both axes of planes, a plane at a time: each row is mixed of a few rows and
 * each of its elements of a few elements, in float64 and rounded once. It gives what {@link Taps}
 * gives along one axis after the other.
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
    boolean doubling = horizontal.isDoubling();
    TapTable columns = doubling ? horizontal.halvesTable() : horizontal.table();
    Lines rows = new Lines(vertical.table(), columns.outputs);
    int in = rows.table.inputs * columns.inputs;
    return map(
        x,
        shape,
        in,
        (y, from, to) -> {
          Tensor some = Scratch.take(DType.FLOAT64, TapTable.ROWS * columns.across());
          Tensor mapped =
              Scratch.take(
                  DType.FLOAT64,
                  Panels.count(rows.table.inputs, TapTable.ROWS) * TapTable.ROWS * columns.outputs);
          PatchLines lines = new PatchLines(x.dtype());
          Tensor halves = Scratch.take(x.dtype(), columns.outputs);
          for (int plane = from; plane < to; plane++) {
            int ready = 0;
            int at = plane * rows.table.outputs * columns.outputs;
            for (int j = 0; j < rows.table.outputs; j++, at += columns.outputs) {
              for (; ready < rows.needed[j]; ready += TapTable.ROWS) {
                int count = Math.min(TapTable.ROWS, rows.table.inputs - ready);
                int first = plane * in + ready * columns.inputs;
                for (int r = 0; r < count; r++) {
                  int row = first + r * columns.inputs;
                  Planes.load(x, row, some.doubles(), r * columns.across(), columns.inputs);
                }
                columns.apply(some.doubles(), mapped.doubles(), ready * columns.outputs);
              }
              if (doubling) {
                int half = columns.outputs / 2;
                rows.mix(j, mapped.doubles(), halves, 0, columns.outputs);
                lines.interleave(halves, 0, half, 0, y, at, 0, 1, half);
              } else {
                rows.mix(j, mapped.doubles(), y, at, columns.outputs);
              }
            }
          }
          Scratch.give(halves);
          Scratch.give(mapped);
          Scratch.give(some);
        });
  }

  /** The transposed map, of gradients: within the rows last. */
  public Tensor applyTransposed(Tensor g, Shape shape) {
    boolean doubling = horizontal.isDoubling();
    TapTable columns = doubling ? horizontal.transposedHalvesTable() : horizontal.transposedTable();
    Lines rows = new Lines(vertical.transposedTable(), columns.inputs);
    int in = rows.table.inputs * columns.inputs;
    return map(
        g,
        shape,
        in,
        (y, from, to) -> {
          Tensor some = Scratch.take(DType.FLOAT64, TapTable.ROWS * columns.across());
          Tensor mapped = Scratch.take(DType.FLOAT64, TapTable.ROWS * columns.outputs);
          PatchLines lines = new PatchLines(g.dtype());
          Tensor halves = Scratch.take(g.dtype(), in);
          for (int plane = from; plane < to; plane++) {
            Tensor seen = g;
            int seenAt = plane * in;
            if (doubling) {
              int half = columns.outputs;
              int height = rows.table.inputs;
              lines.pick(g, seenAt, 2 * half, 2, halves, 0, 2 * half, height, half);
              lines.pick(g, seenAt + 1, 2 * half, 2, halves, half, 2 * half, height, half);
              seen = halves;
              seenAt = 0;
            }
            for (int j = 0; j < rows.table.outputs; j += TapTable.ROWS) {
              int count = Math.min(TapTable.ROWS, rows.table.outputs - j);
              for (int r = 0; r < count; r++) {
                rows.mix(j + r, seen, seenAt, some.doubles(), r * columns.across(), columns.inputs);
              }
              columns.apply(some.doubles(), mapped.doubles(), 0);
              int at = (plane * rows.table.outputs + j) * columns.outputs;
              Planes.store(mapped.doubles(), y, at, count * columns.outputs);
            }
          }
          Scratch.give(halves);
          Scratch.give(mapped);
          Scratch.give(some);
        });
  }

  /** Work on the planes [from, to) of the result. */
  private interface Work {
    void run(Tensor y, int from, int to);
  }

  private static Tensor map(Tensor x, Shape shape, int planeElements, Work work) {
    Tensor y = Tensor.empty(x.dtype(), shape);
    int planes = planeElements == 0 ? 0 : x.elements() / planeElements;
    Parallel.rows(
        planes,
        planes == 0 ? 0 : Math.max(planeElements, y.elements() / planes),
        (from, to) -> work.run(y, from, to));
    return y;
  }

  /** The taps of rows: those of row j from start[j] to start[j + 1], by where a row begins. */
  private static final class Lines {
    final TapTable table;
    final int[] start;

    /** For each row, those before it are all it is mixed of. */
    final int[] needed;

    final int[] at;
    final double[] weights;

    Lines(TapTable table, int width) {
      this.table = table;
      start = new int[table.outputs + 1];
      needed = new int[table.outputs];
      at = new int[table.indices.length];
      weights = new double[at.length];
      for (int j = 0; j < table.outputs; j++) {
        start[j + 1] = table.terms(j, width, at, weights, start[j]);
        for (int t = start[j]; t < start[j + 1]; t++) {
          needed[j] = Math.max(needed[j], at[t] / width + 1);
        }
      }
    }

    /** Row j from float64 rows. */
    void mix(int j, double[] x, Tensor y, int to, int width) {
      PlaneKernels kernels = Kernels.planes();
      if (y.dtype() == DType.FLOAT32) {
        kernels.mix(x, 0, at, weights, start[j], start[j + 1], y.floats(), to, width);
      } else {
        kernels.mix(x, 0, at, weights, start[j], start[j + 1], y.doubles(), to, width);
      }
    }

    /** Row j from a plane. */
    void mix(int j, Tensor x, int plane, double[] y, int to, int width) {
      PlaneKernels kernels = Kernels.planes();
      if (x.dtype() == DType.FLOAT32) {
        kernels.mix(x.floats(), plane, at, weights, start[j], start[j + 1], y, to, width);
      } else {
        kernels.mix(x.doubles(), plane, at, weights, start[j], start[j + 1], y, to, width);
      }
    }
  }
}
