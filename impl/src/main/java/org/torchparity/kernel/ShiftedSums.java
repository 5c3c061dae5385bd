package org.torchparity.kernel;

import java.util.Arrays;
import java.util.List;
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
  /** Tiles beside each other that are a task, or so: what they see is worth reading ahead. */
  private static final int STRIPE = 8;

  /**
   * The sums of one grid. Parts of one y share what they see.
   *
   * @param to where the positions lie in a channel of y
   * @param extents numbers of positions
   */
  record Part(ShiftedTerms terms, Grid to, int[] extents) {}

  /**
   * Stores sums.
   *
   * @param map whose groups say which way they are made
   * @param phases how x is laid out
   * @param y (N, groups · outputs, …)
   * @param x (N, groups · channels of a group, …)
   */
  static void store(Correlation map, Phases phases, List<Part> parts, Tensor y, Tensor x) {
    int outputs = y.size(1) / map.groups();
    if (PlaneStretches.fit(map)) {
      new PlaneSums(x.dtype(), phases, map.groups(), outputs, parts).store(y, x);
    } else {
      // With a stride of two, and two columns at least, both of a pair have a part.
      boolean pairs =
          map.window().input[2] > 1 && parts.stream().allMatch(part -> part.to().step() == 2);
      new ShiftedSums(x.dtype(), phases, map.groups(), outputs, parts, pairs).store(y, x);
    }
  }

  private final Tiles tiles;
  private final PatchLines lines;
  private final DType dtype;
  private final Phases phases;
  private final List<Part> parts;
  private final int groups;
  private final int outputs;

  /** Where what {@link Scratch} gives is used from. */
  private final int origin;

  /** Whether every two parts, one after the other, are the columns of even and odd number. */
  private final boolean pairs;

  /**
   * Whether tiles end with a line of outputs, where vectors fill it as well as several lines at
   * once: what a tile has of two lines is stored twice.
   */
  private final boolean byLine;

  /** Positions of a task. */
  private final int stripe;

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
    this.origin = CacheLines.origin(dtype);
    this.pairs = pairs;
    int line = phases.width();
    int most = STRIPE * tiles.columns();
    byLine = parts.size() == 1 && fills(parts.get(0).extents()[2], line);
    stripe = byLine ? Math.max(1, most / line) * line : most;
  }

  /** Whether the vectors of a line's positions end with it, but not the positions themselves. */
  private boolean fills(int positions, int line) {
    int lanes = tiles.lanes();
    return positions < line && Panels.count(positions, lanes) * lanes <= line;
  }

  /**
   * Stores the sums.
   *
   * @param y (N, groups · outputs, …)
   * @param x (N, groups · channels of a group, …)
   */
  void store(Tensor y, Tensor x) {
    List<ShiftedTerms> terms = parts.stream().map(Part::terms).toList();
    int slices = parts.stream().mapToInt(part -> part.extents()[0]).max().orElse(0);
    int stripes = Panels.count(parts.stream().mapToInt(this::span).max().orElse(0), stripe);
    int channels = x.size(1);
    int reach =
        terms.stream()
            .flatMapToInt(some -> Arrays.stream(some.steps()))
            .map(step -> step % phases.phase())
            .max()
            .orElse(0);
    try (ShiftedWeights weights = new ShiftedWeights(tiles, dtype, groups, outputs, terms)) {
      Parallel.rows(
          x.size(0) * slices * stripes,
          weights.multiplyAdds() * stripe / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
          (first, end) -> {
            try (Phases.Channels seen = phases.new Channels(x, channels);
                Work work = new Work(weights, seen.data(), y)) {
              for (int task = first; task < end; task++) {
                int n = task / (slices * stripes);
                int slice = task / stripes % slices;
                int q = task % stripes * stripe;
                int from = slice * phases.plane() + q;
                int at = seen.show(n * channels, channels, from, from + stripe + reach);
                work.run(n, slice, q, at + from, channels / groups * phases.elements());
              }
            }
          });
    }
  }

  /** Flattened positions of a slice, from its first to its last. */
  private int span(Part part) {
    return (part.extents()[1] - 1) * phases.width() + part.extents()[2];
  }

  /** The sums of tasks of one thread, and the memory it keeps for them. */
  private final class Work implements AutoCloseable {
    private final int rows;
    private final ShiftedTiles some;
    private final Tensor y;
    private final Tensor sums;

    /** Where the sums of the second of a pair begin. */
    private final int second;

    Work(ShiftedWeights weights, Tensor x, Tensor y) {
      this.rows = weights.rows();
      this.some = new ShiftedTiles(tiles, weights, x);
      this.y = y;
      this.second = origin + rows * tiles.columns();
      this.sums = Scratch.take(dtype, origin + 2 * rows * tiles.columns());
    }

    @Override
    public void close() {
      Scratch.give(sums);
      some.close();
    }

    /**
     * The sums of one stripe.
     *
     * @param at where its first position lies in x
     * @param group distance of a group of x from the next
     */
    void run(int n, int slice, int q, int at, int group) {
      for (int i = 0; i < parts.size(); i += pairs ? 2 : 1) {
        Part part = parts.get(i);
        Part other = pairs ? parts.get(i + 1) : part;
        int most = Math.max(span(part), span(other));
        int count = slice < part.extents()[0] ? Math.min(q + stripe, most) - q : 0;
        int apart = byLine ? phases.width() : count;
        int together = byLine ? part.extents()[2] : count;
        for (int g = 0; g < groups; g++) {
          int channel = (n * groups + g) * outputs;
          for (int begin = 0; begin < count; begin += apart) {
            int end = begin + together;
            int wide;
            for (int j = begin; j < end; j += wide) {
              wide = tiles.columns(end - j);
              int length = Math.min(wide, end - j);
              int from = at + g * group + j;
              if (pairs) {
                some.sum(i, g, from, wide, sums, origin, wide);
                some.sum(i + 1, g, from, wide, sums, second, wide);
                store(part, other, slice, q + j, wide, length, channel);
              } else {
                tiles(i, g, from, slice, q + j, wide, length, channel);
              }
            }
          }
        }
      }
    }

    /** Where a part's sums of a slice begin in y, from a channel on. */
    private int target(Part part, int slice, int channel) {
      Grid to = part.to();
      return channel * to.channel() + to.offset() + slice * to.plane();
    }

    /** Tiles of all outputs of a group, at {@code count} flattened positions from q on. */
    private void tiles(int i, int g, int at, int slice, int q, int wide, int count, int channel) {
      Part part = parts.get(i);
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
        some.sum(i, g, at, wide, y, first, to.channel());
      } else {
        some.sum(i, g, at, wide, sums, origin, wide);
        store(part, q, wide, count, target);
      }
    }

    /** Stores the sums of two parts whose columns alternate, line by line. */
    private void store(Part part, Part other, int slice, int q, int wide, int count, int channel) {
      boolean swapped = other.to().offset() < part.to().offset();
      Part even = swapped ? other : part;
      Part odd = swapped ? part : other;
      int evenAt = swapped ? second : origin;
      int oddAt = swapped ? origin : second;
      Grid to = even.to();
      int target = target(even, slice, channel);
      int line = phases.width();
      for (int i = 0; i < count; i += line - (q + i) % line) {
        int column = (q + i) % line;
        int ofEven = Math.min(count - i, even.extents()[2] - column);
        int both = Math.min(ofEven, odd.extents()[2] - column);
        int at = target + (q + i) / line * to.line() + column * to.step();
        if (both > 0) {
          lines.interleave(sums, evenAt + i, oddAt + i, wide, y, at, to.channel(), outputs, both);
        }
        if (ofEven > Math.max(0, both)) {
          int last = ofEven - 1;
          lines.copy(sums, evenAt + i + last, wide, y, at + 2 * last, to.channel(), outputs, 1);
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
