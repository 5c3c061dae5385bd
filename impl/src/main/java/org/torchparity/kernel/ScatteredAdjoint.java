package org.torchparity.kernel;

import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The adjoint of a {@link Correlation} of few inputs: what each kernel position k gives to each
 * channel c is a row Σ_o w(o, c, k)·y(n, o) of a product of matrices, which is added where the
 * position sees the channel, in the layout of {@link Phases}: there the elements of a row lie next
 * to each other.
 *
 * <p>A sum over outputs is one over blocks of {@link Gemm#DEPTH}, as in {@link Gemm}; the rows are
 * added in order, line by line of y.
 */
final class ScatteredAdjoint {
  /** Lines that are read ahead. */
  private static final int AHEAD = 4;

  private final Correlation map;
  private final Window window;
  private final Phases phases;
  private final PatchLines kernels;
  private final DType dtype;
  private final int inputs;
  private final int outputs;
  private final int rows;

  /** Where a row begins in the transposed weight of a group, and where it is added. */
  private final int[] steps;

  private final int[] places;

  /** Columns of a tile, at most, and where a row lies in one at the end of a line. */
  private final int widest;

  private final int[] edges;

  ScatteredAdjoint(Correlation map, DType dtype) {
    this.map = map;
    this.window = map.window();
    this.phases = new Phases(window);
    this.kernels = new PatchLines(dtype);
    this.dtype = dtype;
    this.inputs = map.inChannels() / map.groups();
    this.outputs = map.outChannels() / map.groups();
    this.rows = inputs * window.kernelElements();
    int height = Panels.count(rows, PatchKernels.ROWS) * PatchKernels.ROWS;
    this.steps = IntStream.range(0, height).map(row -> Math.min(row, rows - 1) * outputs).toArray();
    // What is past the last row goes to a channel that nobody reads.
    this.places = IntStream.range(0, height).map(this::place).toArray();
    this.widest = kernels.columns(window.width());
    this.edges = IntStream.range(0, height).map(row -> row % PatchKernels.ROWS * widest).toArray();
  }

  private int place(int row) {
    int kernel = window.kernelElements();
    return row < rows
        ? row / kernel * phases.elements() + phases.shift(row % kernel)
        : inputs * phases.elements();
  }

  /** Returns start + the adjoint map of y, see {@link Correlation#adjoint}. */
  Tensor of(Tensor y, Tensor weight, Tensor start, Shape shape) {
    Tensor x = Biases.spread(start, Layout.of(shape), shape);
    int size = rows * outputs;
    Tensor transposed = Scratch.take(dtype, map.groups() * size);
    for (int g = 0; g < map.groups(); g++) {
      Matrix group = Matrix.of(weight, g * size, outputs, rows);
      Panels.pack(group, 0, outputs, transposed, g * size);
    }
    Parallel.rows(
        x.size(0) * map.groups(),
        (long) size * window.outputElements() / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (from, to) -> {
          Work work = new Work(y, transposed);
          for (int task = from; task < to; task++) {
            work.run(task, task % map.groups() * size);
            work.addTo(x, task * inputs * window.inputElements());
          }
          work.end();
        });
    Scratch.give(transposed);
    return x;
  }

  /** The sums of tasks of one thread, and the memory it keeps for them. */
  private final class Work {
    private final Tensor y;
    private final Tensor weight;
    private final Tensor sums = Scratch.take(dtype, (inputs + 1) * phases.elements());
    private final GemmKernels gemm = Kernels.gemm();
    private final int origin = CacheLines.origin(dtype);
    private final Tensor panel;
    private final Tensor edge;

    Work(Tensor y, Tensor weight) {
      this.y = y;
      this.weight = weight;
      panel = Scratch.take(dtype, origin + outputs * widest);
      edge = Scratch.take(dtype, PatchKernels.ROWS * widest);
    }

    void end() {
      Scratch.give(edge);
      Scratch.give(panel);
      Scratch.give(sums);
    }

    /** Sums one group of a sample, with a weight that begins at a place. */
    void run(int sample, int weightAt) {
      Panels.clear(sums, 0, inputs * phases.elements());
      int positions = window.outputElements();
      for (int line = 0; line < positions; line += window.width()) {
        if (line / window.width() % AHEAD == 0) {
          Matrix lines = Matrix.of(y, sample * outputs * positions + line, outputs, positions);
          Ahead.read(lines.columns(0, Math.min(AHEAD * window.width(), positions - line)));
        }
        int columns;
        for (int j = 0; j < window.width(); j += columns) {
          int left = window.width() - j;
          columns = kernels.columns(left);
          if (columns > left) {
            // A narrow tile that is full before one that is not.
            columns = kernels.columns(left / 2);
          }
          int count = Math.min(columns, left);
          int from = sample * outputs * positions + line + j;
          if (count < columns) {
            Panels.clear(panel, origin, outputs * columns);
          }
          kernels.copy(y, from, positions, panel, origin, columns, outputs, count);
          add(weightAt, columns, count, phases.position(line + j));
        }
      }
    }

    /** Adds the rows of some columns, of which the first {@code count} are there. */
    private void add(int weightAt, int columns, int count, int to) {
      for (int o = 0; o < outputs; o += Gemm.DEPTH) {
        int depth = Math.min(Gemm.DEPTH, outputs - o);
        int panelAt = origin + o * columns;
        for (int row = 0; row < rows; row += PatchKernels.ROWS) {
          if (count == columns) {
            kernels.addProducts(
                weight, weightAt + o, steps, row, panel, panelAt, columns, depth, sums, to, places);
          } else {
            addEdge(weightAt + o, row, panelAt, columns, depth, count, to);
          }
        }
      }
    }

    private void addEdge(
        int weightAt, int row, int panelAt, int columns, int depth, int count, int to) {
      Panels.clear(edge, 0, PatchKernels.ROWS * widest);
      kernels.addProducts(
          weight, weightAt, steps, row, panel, panelAt, columns, depth, edge, 0, edges);
      for (int i = row; i < Math.min(row + PatchKernels.ROWS, rows); i++) {
        int at = to + places[i];
        if (dtype == DType.FLOAT32) {
          gemm.addScaled(1, edge.floats(), edges[i], sums.floats(), at, count);
        } else {
          gemm.addScaled(1, edge.doubles(), edges[i], sums.doubles(), at, count);
        }
      }
    }

    /** Adds the sums to a sample's channels of a group. */
    void addTo(Tensor x, int at) {
      for (int c = 0; c < inputs; c++) {
        phases.addTo(x, at + c * window.inputElements(), sums, c * phases.elements());
      }
    }
  }
}
