package org.torchparity.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Sums y(n, o, q) = b(o) + Σ_r w(o, r)·x(n, q + steps[r]) over positions q of a grid, where what
 * each term sees is as far from q everywhere: tiles of outputs beside each other are products of
 * the weight with rows of x as they lie. The positions are taken flattened; those between the end
 * of a line and the next are computed too, and dropped.
 *
 * <p>Sums are those of {@link Gemm}: blocks of {@link Gemm#DEPTH} terms, each summed from zero and
 * added once, whatever the number of threads. The bias is the last term of the last block, times
 * one.
 */
final class ShiftedSums {
  /** Tiles beside each other that are a task: what they see is worth reading ahead. */
  private static final int STRIPE = 8;

  /**
   * The sums of one grid. Parts of one y share what they see.
   *
   * @param weights w of the first group, matrices of all outputs whose columns follow each other
   * @param steps where each term is seen from a position, at zero or further
   * @param to where the positions lie in a channel of y
   * @param extents numbers of positions
   */
  record Part(List<Matrix> weights, int[] steps, Grid to, int[] extents) {}

  /**
   * Stores sums.
   *
   * @param map whose groups say which way they are made
   * @param phases how x is laid out
   * @param y (N, groups · outputs, …)
   * @param x (N, groups · channels of a group, …)
   * @param start b, (groups · outputs)
   */
  static void store(
      Correlation map, Phases phases, List<Part> parts, Tensor y, Tensor x, Tensor start) {
    int outputs = y.size(1) / map.groups();
    if (PlaneSums.fits(map)) {
      new PlaneSums(x.dtype(), phases, map.groups(), outputs, parts).store(y, x, start);
    } else {
      // With a stride of two, and two columns at least, both of a pair have a part.
      boolean pairs =
          map.window().input[2] > 1 && parts.stream().allMatch(part -> part.to().step() == 2);
      new ShiftedSums(x.dtype(), phases, map.groups(), outputs, parts, pairs).store(y, x, start);
    }
  }

  private final Tiles tiles;
  private final PatchLines lines;
  private final DType dtype;
  private final Phases phases;
  private final List<Part> parts;
  private final int groups;
  private final int outputs;
  private final int rows;
  private final int columns;
  private final int lanes;

  /** Where what {@link Scratch} gives is used from. */
  private final int origin;

  /** Whether every two parts, one after the other, are the columns of even and odd number. */
  private final boolean pairs;

  /** Terms of all parts. */
  private final int terms;

  /** The greatest step, and the greatest within a phase. */
  private final int furthest;

  private final int reach;

  /**
   * Takes what is the same for every input.
   *
   * @param phases how x is laid out
   * @param groups into which the channels of x and y are divided
   * @param outputs channels of a group of y
   * @param pairs whether every two parts, one after the other, are alternate columns
   */
  ShiftedSums(
      DType dtype, Phases phases, int groups, int outputs, List<Part> parts, boolean pairs) {
    this.tiles = new Tiles(Kernels.gemm(), dtype);
    this.lines = new PatchLines(dtype);
    this.dtype = dtype;
    this.phases = phases;
    this.parts = parts;
    this.groups = groups;
    this.outputs = outputs;
    this.rows = Panels.count(outputs, tiles.rows()) * tiles.rows();
    this.columns = tiles.columns();
    this.lanes = tiles.lanes();
    this.origin = CacheLines.origin(dtype);
    this.pairs = pairs;
    this.terms = parts.stream().mapToInt(part -> part.steps().length + 1).sum();
    this.furthest = steps().max().orElse(0);
    this.reach = steps().map(step -> step % phases.phase()).max().orElse(0);
  }

  private IntStream steps() {
    return parts.stream().flatMapToInt(part -> Arrays.stream(part.steps()));
  }

  /**
   * Stores the sums.
   *
   * @param y (N, groups · outputs, …)
   * @param x (N, groups · channels of a group, …)
   * @param start b, (groups · outputs)
   */
  void store(Tensor y, Tensor x, Tensor start) {
    Tensor weights = Scratch.take(dtype, origin + parts.stream().mapToInt(this::elements).sum());
    pack(weights, start);
    int stripe = STRIPE * columns;
    int slices = parts.stream().mapToInt(part -> part.extents()[0]).max().orElse(0);
    int stripes = Panels.count(parts.stream().mapToInt(this::span).max().orElse(0), stripe);
    int channels = x.size(1);
    Parallel.rows(
        x.size(0) * slices * stripes,
        (long) groups * rows * terms * stripe / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (first, end) -> {
          try (Phases.Channels seen = phases.new Channels(x, channels)) {
            Work work = new Work(weights, seen.data(), y);
            for (int task = first; task < end; task++) {
              int n = task / (slices * stripes);
              int slice = task / stripes % slices;
              int q = task % stripes * stripe;
              int from = slice * phases.plane() + q;
              int at = seen.show(n * channels, channels, from, from + stripe + reach);
              work.run(n, slice, q, at + from, channels / groups * phases.elements());
            }
            work.end();
          }
        });
    Scratch.give(weights);
  }

  /** Flattened positions of a slice, from its first to its last. */
  private int span(Part part) {
    return (part.extents()[1] - 1) * phases.width() + part.extents()[2];
  }

  /**
   * Packs the weights and biases of all parts, a part after the other: of each a group after the
   * other, and of that a block of terms after the other.
   */
  private void pack(Tensor packed, Tensor start) {
    int height = tiles.rows();
    int perGroup = rows / height;
    Parallel.rows(
        groups * perGroup,
        (long) height * terms,
        (from, to) -> {
          for (int task = from; task < to; task++) {
            int row = task % perGroup * height;
            int count = Math.min(height, outputs - row);
            int begin = origin;
            for (Part part : parts) {
              int at = begin + (task / perGroup * blocks(part) * rows + row) * GemmKernels.ROW;
              pack(part, task / perGroup, row, count, packed, at);
              int bias = at + offset(part.steps().length);
              for (int i = 0; i < count; i++) {
                int channel = task / perGroup * outputs + row + i;
                Biases.fill(packed, bias + i * GemmKernels.ROW, 1, start, channel);
              }
              begin += elements(part);
            }
          }
        });
  }

  private void pack(Part part, int g, int row, int count, Tensor packed, int at) {
    int term = 0;
    for (Matrix weights : part.weights()) {
      Matrix some = ofGroup(weights, g, groups).rows(row, count);
      int length;
      for (int p = 0; p < weights.columns(); p += length) {
        length = Math.min(Gemm.DEPTH - (term + p) % Gemm.DEPTH, weights.columns() - p);
        int block = (term + p) / Gemm.DEPTH * rows * GemmKernels.ROW;
        Panels.lay(some.columns(p, length), packed, at + block + (term + p) % Gemm.DEPTH);
      }
      term += weights.columns();
    }
  }

  /** Blocks of a part's terms, at least one. */
  private static int blocks(Part part) {
    return Math.max(1, Panels.count(part.steps().length, Gemm.DEPTH));
  }

  /** Where the bias lies behind a row of so many terms: in the last block, which may be full. */
  private int offset(int terms) {
    int last = Math.max(0, Panels.count(terms, Gemm.DEPTH) - 1);
    return last * rows * GemmKernels.ROW + terms - last * Gemm.DEPTH;
  }

  /** Elements that the weights of a part take. */
  private int elements(Part part) {
    return groups * blocks(part) * rows * GemmKernels.ROW;
  }

  static Matrix ofGroup(Matrix first, int g, int groups) {
    return new Matrix(
        first.data(),
        first.offset() + first.data().elements() / groups * g,
        first.rows(),
        first.columns(),
        first.rowStride(),
        first.columnStride());
  }

  /** The sums of tasks of one thread, and the memory it keeps for them. */
  private final class Work {
    private final Tensor weights;
    private final Tensor x;
    private final Tensor y;
    private final Tensor seen =
        Scratch.take(dtype, origin + (Gemm.LONGEST + tiles.rows()) * columns);
    private final Tensor sums = Scratch.take(dtype, origin + 2 * rows * columns);

    Work(Tensor weights, Tensor x, Tensor y) {
      this.weights = weights;
      this.x = x;
      this.y = y;
    }

    void end() {
      Scratch.give(sums);
      Scratch.give(seen);
    }

    /**
     * The sums of one stripe.
     *
     * @param at where its first position lies in x
     * @param group distance of a group of x from the next
     */
    void run(int n, int slice, int q, int at, int group) {
      int begin = origin;
      for (int i = 0; i < parts.size(); i += pairs ? 2 : 1) {
        Part part = parts.get(i);
        Part other = pairs ? parts.get(i + 1) : part;
        int most = Math.max(span(part), span(other));
        int count = slice < part.extents()[0] ? Math.min(q + STRIPE * columns, most) - q : 0;
        for (int g = 0; g < groups; g++) {
          int own = begin + elements(part) / groups * g;
          int others = begin + elements(part) + elements(other) / groups * g;
          int channel = (n * groups + g) * outputs;
          int j = 0;
          while (j < count) {
            int width = tiles.columns(count - j);
            int length = Math.min(width, count - j);
            int from = at + g * group + j;
            if (pairs) {
              sum(part, own, from, width, sums, origin, width);
              sum(other, others, from, width, sums, origin + rows * columns, width);
              store(part, other, slice, q + j, width, length, channel);
            } else {
              tiles(part, own, from, slice, q + j, width, length, channel);
            }
            j += length;
          }
        }
        begin += elements(part) + (pairs ? elements(other) : 0);
      }
    }

    /** Where a part's sums of a slice begin in y, from a channel on. */
    private int target(Part part, int slice, int channel) {
      Grid to = part.to();
      return channel * to.channel() + to.offset() + slice * to.plane();
    }

    /** Tiles of all outputs of a group, at {@code count} flattened positions from q on. */
    private void tiles(
        Part part, int weight, int at, int slice, int q, int wide, int count, int channel) {
      Grid to = part.to();
      int line = phases.width();
      int width = part.extents()[2];
      int target = target(part, slice, channel);
      boolean together =
          to.step() == 1
              && count == wide
              && rows == outputs
              && (q % line + count <= width || line == width && to.line() == line);
      if (together) {
        int first = target + q / line * to.line() + q % line;
        sum(part, weight, at, wide, y, first, to.channel());
      } else {
        sum(part, weight, at, wide, sums, origin, wide);
        store(part, q, wide, count, target);
      }
    }

    /** The sums of all outputs of a group at flattened positions beside each other, to c. */
    private void sum(Part part, int weight, int at, int wide, Tensor c, int cAt, int cStride) {
      int[] steps = part.steps();
      int panel = Gemm.LONGEST * lanes;
      int tile = origin + Gemm.LONGEST * columns;
      int p = 0;
      do {
        int depth = Math.min(Gemm.DEPTH, steps.length - p);
        gather(at, steps, p, depth, wide);
        int end = p + depth;
        if (end == steps.length) {
          for (int j = 0; j < wide; j += lanes) {
            Panels.fill(seen, origin + j * Gemm.LONGEST + depth * lanes, lanes, 1);
          }
          depth++;
        }
        for (int i = 0; i < rows; i += tiles.rows()) {
          int a = weight + (p / Gemm.DEPTH * rows + i) * GemmKernels.ROW;
          int row = cAt + i * cStride;
          if (p == 0) {
            tiles.multiply(weights, a, seen, origin, panel, wide, depth, c, row, cStride);
          } else {
            tiles.multiply(weights, a, seen, origin, panel, wide, depth, seen, tile, wide);
            tiles.add(seen, tile, wide, c, row, cStride, tiles.rows(), wide);
          }
        }
        p = end;
      } while (p < steps.length);
    }

    /** Makes the panels of some terms; x may end within them. */
    private void gather(int at, int[] steps, int first, int depth, int wide) {
      if (at + furthest + wide <= x.elements()) {
        tiles.gather(x, at, steps, first, depth, seen, origin, Gemm.LONGEST * lanes, wide);
        return;
      }
      for (int p = 0; p < depth; p++) {
        int begin = at + steps[first + p];
        for (int j = 0; j < wide; j += lanes) {
          int count = Math.min(lanes, x.elements() - begin - j);
          if (count > 0) {
            int to = origin + j * Gemm.LONGEST + p * lanes;
            System.arraycopy(Phases.elements(x), begin + j, Phases.elements(seen), to, count);
          }
        }
      }
    }

    /** Stores the sums of two parts whose columns alternate, line by line. */
    private void store(Part part, Part other, int slice, int q, int wide, int count, int channel) {
      boolean swapped = other.to().offset() < part.to().offset();
      Part even = swapped ? other : part;
      Part odd = swapped ? part : other;
      int first = swapped ? origin + rows * columns : origin;
      int second = swapped ? origin : origin + rows * columns;
      Grid to = even.to();
      int target = target(even, slice, channel);
      int line = phases.width();
      for (int i = 0; i < count; i += line - (q + i) % line) {
        int column = (q + i) % line;
        int ofEven = Math.min(count - i, even.extents()[2] - column);
        int both = Math.min(ofEven, odd.extents()[2] - column);
        int at = target + (q + i) / line * to.line() + column * to.step();
        if (both > 0) {
          lines.interleave(sums, first + i, second + i, wide, y, at, to.channel(), outputs, both);
        }
        if (ofEven > Math.max(0, both)) {
          int last = ofEven - 1;
          lines.copy(sums, first + i + last, wide, y, at + 2 * last, to.channel(), outputs, 1);
        }
      }
    }

    /** Stores the sums of {@code count} flattened positions from q on, line by line. */
    private void store(Part part, int q, int wide, int count, int target) {
      Grid to = part.to();
      int line = phases.width();
      for (int i = 0; i < count; i += line - (q + i) % line) {
        int column = (q + i) % line;
        int length = Math.min(count - i, part.extents()[2] - column);
        int at = target + (q + i) / line * to.line() + column * to.step();
        if (length > 0) {
          lines.spread(sums, origin + i, wide, y, at, to.channel(), to.step(), outputs, length);
        }
      }
    }
  }
}
