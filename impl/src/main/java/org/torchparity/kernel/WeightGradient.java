package org.torchparity.kernel;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The gradient of a {@link Correlation}'s weight, Σ_n g(n, o) ⋆ x(n, c), as a product of matrices:
 * for each row (c, k) of the weight, what kernel position k sees of channel c is copied to a line,
 * a stretch of positions at a time, and the lines are multiplied with the same stretch of g, whose
 * channels are packed in {@link Panels}.
 *
 * <p>A stretch is summed from zero and added once; the stretches of a sample and the samples follow
 * each other, whatever the number of threads.
 */
final class WeightGradient {
  /** Rows whose lines are copied at a time, at most: they stay in the second cache. */
  private static final int ROWS = 96 * PatchKernels.ROWS;

  /** Elements between two lines, so that not all begin in the same set of a cache. */
  private static final int GAP = 16;

  private final Correlation map;
  private final Window window;
  private final Phases phases;
  private final PatchLines kernels;
  private final int inputs;
  private final int outputs;
  private final int rows;
  private final int positions;

  /** Positions of a stretch, at most. */
  private final int stretch;

  /** Rows of a task, at most. */
  private final int height;

  /** The outputs of a group, to the end of a panel. */
  private final int width;

  WeightGradient(Correlation map, DType dtype) {
    this.map = map;
    this.window = map.window();
    this.phases = new Phases(window);
    this.kernels = new PatchLines(dtype);
    this.inputs = map.inChannels() / map.groups();
    this.outputs = map.outChannels() / map.groups();
    this.rows = inputs * window.kernelElements();
    this.positions = window.outputElements();
    this.stretch = Math.min(positions, Gemm.DEPTH);
    int parts = Math.max(Panels.count(rows, ROWS), Parallel.THREADS);
    this.height = Panels.count(Panels.count(rows, parts), PatchKernels.ROWS) * PatchKernels.ROWS;
    this.width = Panels.count(outputs, kernels.columns()) * kernels.columns();
  }

  /** Returns the gradient of a weight of the shape given. */
  Tensor of(Tensor g, Tensor x, Shape shape) {
    Tensor gradWeight = Tensor.empty(x.dtype(), shape);
    List<Stretch> stretches = stretches();
    int parts = Panels.count(rows, height);
    long products = (long) x.size(0) * positions * height * width;
    Parallel.rows(
        map.groups() * parts,
        products / Gemm.MULTIPLY_ADDS_PER_ELEMENT + 1,
        (from, to) -> {
          Work work = new Work(g, x);
          for (int task = from; task < to; task++) {
            int group = task / parts;
            int first = task % parts * height;
            int count = Math.min(height, rows - first);
            work.run(stretches, group, first, count);
            store(work.sums, gradWeight, group * outputs * rows + first, count);
          }
          work.end();
        });
    return gradWeight;
  }

  /**
   * The sums of tasks of one thread, and the memory it keeps for them. Methods that are called
   * often hold the loops: compiled while it runs, a loop around them took twice as long.
   */
  private final class Work {
    private final Tensor g;
    private final Tensor x;
    private final Tensor patches;
    private final Tensor panels;
    private final Tensor sums;

    Work(Tensor g, Tensor x) {
      this.g = g;
      this.x = x;
      patches = Scratch.take(x.dtype(), height * (stretch + GAP));
      panels = Scratch.take(x.dtype(), width * stretch);
      sums = Scratch.take(x.dtype(), height * width);
      Panels.clear(patches, 0, height * (stretch + GAP));
    }

    void end() {
      Scratch.give(sums);
      Scratch.give(panels);
      Scratch.give(patches);
    }

    /** Sums {@code count} rows of a group, from a first one on. */
    void run(List<Stretch> stretches, int group, int first, int count) {
      int kernel = window.kernelElements();
      int channel = first / kernel;
      int channels = (first + count - 1) / kernel + 1 - channel;
      Panels.clear(sums, 0, height * width);
      try (Phases.Channels seen = phases.new Channels(x, channels)) {
        for (int n = 0; n < x.size(0); n++) {
          int at = n * map.groups() + group;
          int begin = seen.show(at * inputs + channel, channels);
          addSample(stretches, at, seen.data(), begin, first % kernel, count);
        }
      }
    }

    private void addSample(
        List<Stretch> stretches, int at, Tensor source, int begin, int first, int count) {
      Matrix upstream = Matrix.of(g, at * outputs * positions, outputs, positions);
      for (Stretch s : stretches) {
        pack(upstream.columns(s.begin(), s.length()), panels);
        copy(source, begin, first, count, s, patches);
        add(patches, panels, count, s.length(), sums);
      }
    }
  }

  /** A rectangle of positions: where it begins among the phases and in a line of patches. */
  private record Run(int position, int at, int lines, int width) {}

  /** Positions that follow each other, as few rectangles. */
  private record Stretch(int begin, int length, List<Run> runs) {}

  private List<Stretch> stretches() {
    List<Stretch> stretches = new ArrayList<>();
    for (int q = 0; q < positions; q += stretch) {
      int end = Math.min(positions, q + stretch);
      stretches.add(new Stretch(q, end - q, runs(q, end)));
    }
    return stretches;
  }

  private List<Run> runs(int from, int end) {
    List<Run> runs = new ArrayList<>();
    int plane = window.output[1] * window.width();
    // Where the lines of a phase are those of the output, a plane is one line.
    int line = phases.width() == window.width() ? plane : window.width();
    int q = from;
    while (q < end) {
      int column = q % line;
      boolean whole = column == 0 && end - q >= line;
      int lines = whole ? Math.min((plane - q % plane) / line, (end - q) / line) : 1;
      int length = whole ? line : Math.min(end - q, line - column);
      runs.add(new Run(phases.position(q), q - from, lines, length));
      q += lines * length;
    }
    return runs;
  }

  private void pack(Matrix upstream, Tensor panels) {
    for (int o = 0; o < outputs; o += kernels.columns()) {
      Panels.pack(upstream, o, kernels.columns(), panels, o * upstream.columns());
    }
  }

  /** Copies what the rows from one of a first channel on see at the positions of a stretch. */
  private void copy(Tensor source, int at, int first, int count, Stretch s, Tensor patches) {
    int kernel = window.kernelElements();
    for (int row = 0; row < count; row++) {
      int channel = at + (first + row) / kernel * phases.elements();
      int seen = channel + phases.shift((first + row) % kernel);
      int to = row * (stretch + GAP);
      for (Run run : s.runs()) {
        kernels.copy(
            source,
            seen + run.position(),
            phases.width(),
            patches,
            to + run.at(),
            run.width(),
            1,
            run.lines(),
            run.width());
      }
    }
  }

  private void add(Tensor patches, Tensor panels, int count, int length, Tensor sums) {
    int stride = stretch + GAP;
    for (int o = 0; o < outputs; o += kernels.columns()) {
      for (int row = 0; row < count; row += PatchKernels.ROWS) {
        kernels.addProducts(
            patches,
            row * stride,
            stride,
            panels,
            o * length,
            length,
            sums,
            row * width + o,
            width);
      }
    }
  }

  /** Stores sums (rows, outputs) as a part of the weight (outputs, rows). */
  private void store(Tensor sums, Tensor gradWeight, int at, int count) {
    for (int o = 0; o < outputs; o++) {
      for (int row = 0; row < count; row++) {
        kernels.copy(sums, row * width + o, 0, gradWeight, at + o * rows + row, 0, 1, 1, 1);
      }
    }
  }
}
