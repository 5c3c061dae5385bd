package org.torchparity.kernel;

import java.util.List;
import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The gradient of a {@link Correlation}'s weight, Σ_n g(n, o) ⋆ x(n, c), as a product of matrices:
 * for each row (c, k) of the weight, what kernel position k sees of channel c, x laid out by {@link
 * Phases}, is multiplied with g, a stretch of positions at a time, whose channels are packed in
 * {@link Panels}. Lines of x are taken where they lie. Where little lies between them, g gets zeros
 * there, so that many lines are one; else short ones are copied behind each other.
 *
 * <p>A line, or a stretch of short ones, is summed from zero and added once, those of all samples
 * one after the other; where the rows are few, in a few equal shares that are added at the end,
 * which threads divide among them. The shares do not depend on the number of threads.
 *
 * <p>A zero between two lines meets an element of x that the weight does not see there: an infinity
 * or NaN would spread. So a gradient that is not finite is computed again, a line at a time.
 */
final class WeightGradient {
  /** Positions of a stretch, at most: a panel of so many stays in the first cache. */
  private static final int DEPTH = 128;

  /** Stretches that are read ahead. */
  private static final int AHEAD = 4;

  /** Positions that are worth a sum of their own. */
  private static final int LINE = 16;

  /** The share of a line that zeros between lines may be: one part of so many. */
  private static final int ZEROS = 8;

  /** Rows of a task, at most: what they see stays in the second cache. */
  private static final int ROWS = 100 * PatchKernels.ROWS;

  /** Elements between two copied lines, so that not all begin in the same set of a cache. */
  private static final int GAP = 20;

  /** Rows whose sums are stored together, so that lines of the cache are read and written once. */
  private static final int BLOCK = 16;

  /** Tasks into which few rows are divided. */
  private static final int TASKS = 8;

  private final Correlation map;
  private final Window window;
  private final Phases phases;
  private final PatchLines kernels;
  private final int inputs;
  private final int outputs;
  private final int rows;

  /** Zeros between two lines of g. */
  private final int zeros;

  /** Length of a line of positions with the zeros behind it. */
  private final int across;

  /** Positions of a channel; no zeros follow the last line. */
  private final int positions;

  /** Positions that lie next to each other in the phases, too. */
  private final int line;

  /** Positions of a stretch, at most. */
  private final int stretch;

  /** Tasks of a group's rows, and the rows of each, at most. */
  private final int parts;

  private final int height;

  /** The outputs of a group, to the end of a panel. */
  private final int width;

  /** Where the sums of a task's rows lie. */
  private final int[] places;

  /** Where the panels begin. */
  private final int origin;

  /** Returns the gradient of a weight of the shape given, Σ_n g(n, o) ⋆ x(n, c). */
  static Tensor of(Correlation map, Tensor g, Tensor x, Shape shape) {
    int zeros = zeros(map.window());
    Tensor gradient = new WeightGradient(map, x.dtype(), zeros).of(g, x, shape);
    return zeros == 0 || Finite.all(gradient)
        ? gradient
        : new WeightGradient(map, x.dtype(), 0).of(g, x, shape);
  }

  /** Zeros that make the lines of a plane one, if they are few beside a stretch of lines. */
  private static int zeros(Window window) {
    int width = window.width();
    int zeros = new Phases(window).width() - width;
    boolean worth = window.output[1] > 1 && 2 * width + zeros <= DEPTH && zeros * ZEROS <= width;
    return worth ? zeros : 0;
  }

  private WeightGradient(Correlation map, DType dtype, int zeros) {
    this.map = map;
    this.window = map.window();
    this.phases = new Phases(window);
    this.kernels = new PatchLines(dtype);
    this.inputs = map.inChannels() / map.groups();
    this.outputs = map.outChannels() / map.groups();
    this.rows = inputs * window.kernelElements();
    this.zeros = zeros;
    this.across = window.width() + zeros;
    this.positions = window.lines() * across - zeros;
    // Where the lines of a phase are those of the output, a plane is one line.
    this.line = phases.width() == across ? window.output[1] * across : across;
    // Whole lines of the output, or equal parts of one.
    this.stretch =
        across <= DEPTH
            ? DEPTH / across * across
            : Panels.count(across, Panels.count(across, DEPTH));
    this.parts = Panels.count(rows, ROWS);
    this.height = Panels.count(Panels.count(rows, parts), PatchKernels.ROWS) * PatchKernels.ROWS;
    this.width = width();
    this.places = IntStream.range(0, height).map(row -> row * width).toArray();
    this.origin = CacheLines.origin(dtype);
  }

  private int width() {
    int o = 0;
    while (o < outputs) {
      o += kernels.columns(outputs - o);
    }
    return o;
  }

  private Tensor of(Tensor g, Tensor x, Shape shape) {
    int plane = window.output[1] * across;
    List<Stretch> stretches = Stretch.all(phases, positions, stretch, plane, across, line);
    int all = x.size(0) * stretches.size();
    int shares = Math.max(1, Math.min(all, TASKS / (map.groups() * parts)));
    int tasks = map.groups() * parts * shares;
    Tensor sums = Scratch.take(x.dtype(), origin + tasks * height * width);
    long products = (long) all * stretch * height * width / shares;
    Parallel.rows(
        tasks,
        products / Gemm.MULTIPLY_ADDS_PER_ELEMENT + 1,
        (from, to) -> {
          Work work = new Work(g, x, stretches, sums);
          for (int task = from; task < to; task++) {
            int share = task % shares;
            int begin = (int) ((long) all * share / shares);
            int end = (int) ((long) all * (share + 1) / shares);
            work.run(task / shares, begin, end, origin + task * height * width);
          }
          work.end();
        });
    Tensor gradWeight = Tensor.empty(x.dtype(), shape);
    int blocks = Panels.count(height, BLOCK);
    Parallel.rows(
        map.groups() * parts * blocks,
        (long) BLOCK * outputs * shares,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            store(sums, shares, block / blocks, block % blocks * BLOCK, gradWeight);
          }
        });
    Scratch.give(sums);
    return gradWeight;
  }

  /**
   * The sums of tasks of one thread, and the memory it keeps for them. Methods that are called
   * often hold the loops: compiled while it runs, a loop around them took twice as long.
   */
  private final class Work {
    private final Tensor g;
    private final Tensor x;
    private final List<Stretch> stretches;
    private final Tensor sums;
    private final Tensor panels;
    private final Tensor copies;

    /** The lines of a stretch of g with zeros between them. */
    private final Tensor spread;

    /**
     * Where what a row sees begins in the phases, and in the copies; past the last row as there.
     */
    private final int[] steps = new int[height];

    private final int[] copied = new int[height];

    Work(Tensor g, Tensor x, List<Stretch> stretches, Tensor sums) {
      this.g = g;
      this.x = x;
      this.stretches = stretches;
      this.sums = sums;
      panels = Scratch.take(x.dtype(), origin + width * stretch);
      copies = Scratch.take(x.dtype(), line < LINE ? height * (stretch + GAP) : 0);
      spread = Scratch.take(x.dtype(), zeros > 0 ? outputs * stretch : 0);
      Panels.clear(spread, 0, zeros > 0 ? outputs * stretch : 0);
    }

    void end() {
      Scratch.give(spread);
      Scratch.give(copies);
      Scratch.give(panels);
    }

    /** Sums one part of a group's rows over some stretches of all samples. */
    void run(int part, int begin, int end, int to) {
      int group = part / parts;
      int first = first(part);
      int count = count(part);
      int kernel = window.kernelElements();
      int channel = first / kernel;
      int channels = (first + count - 1) / kernel + 1 - channel;
      for (int i = 0; i < height; i++) {
        int row = first + Math.min(i, count - 1);
        steps[i] = (row / kernel - channel) * phases.elements() + phases.shift(row % kernel);
        copied[i] = Math.min(i, count - 1) * (stretch + GAP);
      }
      Panels.clear(sums, to, height * width);
      try (Phases.Channels seen = phases.new Channels(x, channels)) {
        int at = 0;
        for (int i = begin; i < end; i++) {
          int sample = i / stretches.size() * map.groups() + group;
          if (i == begin || i % stretches.size() == 0) {
            at = seen.show(sample * inputs + channel, channels);
          }
          Stretch s = stretches.get(i % stretches.size());
          int plane = window.outputElements();
          Matrix upstream = Matrix.of(g, sample * outputs * plane, outputs, plane);
          if (i == begin || i % stretches.size() % AHEAD == 0) {
            int from = s.begin() - s.begin() / across * zeros;
            int length = Math.min(AHEAD * stretch, plane - from);
            Ahead.read(upstream.columns(from, length));
            if (window.isIdentity()) {
              Ahead.read(Matrix.of(x, at, count, plane).columns(from, length));
            }
          }
          pack(zeros > 0 ? spread(upstream, s) : upstream.columns(s.begin(), s.length()), panels);
          if (line < LINE) {
            copy(seen.data(), at, steps, count, s, copies, copied);
            add(copies, 0, copied, s.whole(), s.length(), panels, count, sums, to);
          } else {
            add(seen.data(), at, steps, s.runs(), s.length(), panels, count, sums, to);
          }
        }
      }
    }

    /** A stretch of g with zeros between its lines. */
    private Matrix spread(Matrix upstream, Stretch s) {
      int count = Panels.count(s.length(), across);
      int length = window.width();
      for (int o = 0; o < outputs; o++) {
        int from = upstream.offset() + o * upstream.rowStride() + s.begin() / across * length;
        kernels.copy(g, from, length, spread, o * stretch, across, count, length);
      }
      return new Matrix(spread, 0, outputs, s.length(), stretch, 1);
    }
  }

  /** The first row of a part. */
  private int first(int part) {
    return part % parts * height;
  }

  /** Rows of a part. */
  private int count(int part) {
    return Math.min(height, rows - first(part));
  }

  private void pack(Matrix stretch, Tensor panels) {
    for (int o = 0; o < outputs; o += kernels.columns(outputs - o)) {
      Panels.pack(stretch, o, kernels.columns(outputs - o), panels, origin + o * stretch.columns());
    }
  }

  /** Copies what rows see at the positions of a stretch. */
  private void copy(
      Tensor source, int at, int[] steps, int count, Stretch s, Tensor copies, int[] copied) {
    for (int row = 0; row < count; row++) {
      for (Stretch.Run run : s.runs()) {
        int from = at + steps[row] + run.position();
        int to = copied[row] + run.at();
        kernels.copy(
            source, from, phases.width(), copies, to, run.width(), run.lines(), run.width());
      }
    }
  }

  /** Adds the products of a stretch, whose lines begin {@code steps} of a row from a run's on. */
  private void add(
      Tensor source,
      int at,
      int[] steps,
      List<Stretch.Run> runs,
      int length,
      Tensor panels,
      int count,
      Tensor sums,
      int to) {
    for (int o = 0; o < outputs; o += kernels.columns(outputs - o)) {
      int columns = kernels.columns(outputs - o);
      for (int row = 0; row < count; row += PatchKernels.ROWS) {
        for (Stretch.Run run : runs) {
          int panel = origin + o * length + run.at() * columns;
          for (int i = 0; i < run.lines(); i++) {
            kernels.addProducts(
                source,
                at + run.position() + i * phases.width(),
                steps,
                row,
                panels,
                panel + i * run.width() * columns,
                columns,
                run.width(),
                sums,
                to + o,
                places);
          }
        }
      }
    }
  }

  /** Stores sums (groups, parts, shares, rows, outputs), from a row of a part on a block. */
  private void store(Tensor sums, int shares, int part, int begin, Tensor gradWeight) {
    int size = height * width;
    int count = Math.min(begin + BLOCK, count(part)) - begin;
    int first = origin + part * shares * size + begin * width;
    int to = part / parts * outputs * rows + first(part) + begin;
    GemmKernels gemm = Kernels.gemm();
    if (sums.dtype() == DType.FLOAT32) {
      float[] all = sums.floats();
      for (int share = 1; share < shares; share++) {
        gemm.addScaled(1, all, first + share * size, all, first, count * width);
      }
      gemm.transpose(all, first, width, count, outputs, gradWeight.floats(), to, rows);
    } else {
      double[] all = sums.doubles();
      for (int share = 1; share < shares; share++) {
        gemm.addScaled(1, all, first + share * size, all, first, count * width);
      }
      gemm.transpose(all, first, width, count, outputs, gradWeight.doubles(), to, rows);
    }
  }
}
