package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Interpolation along both axes of float32 planes, a plane at a time: each row is mixed of a few
 * rows and each of its elements of a few elements, in float64 and rounded once. It gives what
 * {@link Taps} gives along one axis after the other.
 */
public final class PlaneTaps {
  private static final PlaneKernels KERNELS = Kernels.planes();

  /** The terms of a copy. */
  private static final int[] FIRST = {0};

  private static final double[] ONE = {1};

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
          Tensor halves = Scratch.take(DType.FLOAT32, columns.outputs);
          for (int plane = from; plane < to; plane++) {
            int ready = 0;
            int at = plane * rows.table.outputs * columns.outputs;
            for (int j = 0; j < rows.table.outputs; j++, at += columns.outputs) {
              for (; ready < rows.needed[j]; ready += TapTable.ROWS) {
                int count = Math.min(TapTable.ROWS, rows.table.inputs - ready);
                int first = plane * in + ready * columns.inputs;
                widen(x.floats(), first, columns.inputs, count, some.doubles(), columns.across());
                columns.apply(some.doubles(), mapped.doubles(), ready * columns.outputs);
              }
              if (doubling) {
                rows.mix(j, mapped.doubles(), halves.floats(), 0, columns.outputs);
                interleave(halves.floats(), y, at, columns.outputs / 2);
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
          Tensor halves = Scratch.take(DType.FLOAT32, in);
          for (int plane = from; plane < to; plane++) {
            float[] seen = g.floats();
            int seenAt = plane * in;
            if (doubling) {
              pick(seen, seenAt, halves.floats(), rows.table.inputs, columns.outputs);
              seen = halves.floats();
              seenAt = 0;
            }
            for (int j = 0; j < rows.table.outputs; j += TapTable.ROWS) {
              int count = Math.min(TapTable.ROWS, rows.table.outputs - j);
              for (int r = 0; r < count; r++) {
                rows.mix(j + r, seen, seenAt, some.doubles(), r * columns.across(), columns.inputs);
              }
              columns.apply(some.doubles(), mapped.doubles(), 0);
              int at = (plane * rows.table.outputs + j) * columns.outputs;
              KERNELS.mix(mapped.doubles(), 0, FIRST, ONE, 0, 1, y, at, count * columns.outputs);
            }
          }
          Scratch.give(halves);
          Scratch.give(mapped);
          Scratch.give(some);
        });
  }

  /** Rows one behind the other, to a distance. */
  private static void widen(float[] x, int from, int width, int rows, double[] y, int across) {
    for (int r = 0; r < rows; r++) {
      KERNELS.mix(x, from + r * width, FIRST, ONE, 0, 1, y, r * across, width);
    }
  }

  /** A row whose even elements stand before the odd, in their own order. */
  private static void interleave(float[] halves, float[] y, int at, int half) {
    Kernels.patches().interleave(halves, 0, half, 0, y, at, 0, 1, half);
  }

  /** The other way, of a plane. */
  private static void pick(float[] x, int at, float[] halves, int rows, int half) {
    Kernels.patches().pick(x, at, 2 * half, 2, halves, 0, 2 * half, rows, half);
    Kernels.patches().pick(x, at + 1, 2 * half, 2, halves, half, 2 * half, rows, half);
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
    void mix(int j, double[] x, float[] y, int to, int width) {
      KERNELS.mix(x, 0, at, weights, start[j], start[j + 1], y, to, width);
    }

    /** Row j from a plane of float32. */
    void mix(int j, float[] x, int plane, double[] y, int to, int width) {
      KERNELS.mix(x, plane, at, weights, start[j], start[j + 1], y, to, width);
    }
  }
}
