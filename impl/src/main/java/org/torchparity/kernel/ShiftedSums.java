package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Sums y(n, o, q) = b(o) + Σ_r w(o, r)·x(n, q + steps[r]) over positions q of a grid, where what
 * each term sees is as far from q everywhere: tiles of outputs beside each other are products of
 * the weight with rows of x as they lie. The positions are taken flattened; those between the end
 * of a line and the next are computed too, and dropped.
 *
 * <p>Sums are those of {@link Gemm}: blocks of {@link Gemm#DEPTH} terms, each summed from zero and
 * added once, whatever the number of threads.
 */
final class ShiftedSums {
  /** Tiles beside each other that are stored together, for longer lines. */
  private static final int STRIPE = 4;

  private final Tiles tiles;
  private final int groups;
  private final int outputs;
  private final int rows;
  private final int[] steps;
  private final int furthest;
  private final Tensor panels;
  private final Tensor start;
  private final PatchLines lines;

  /**
   * Packs the weights.
   *
   * @param weight (groups, outputs, steps)
   * @param steps where each term is seen from a position, at zero or further
   * @param start b, (groups · outputs)
   */
  ShiftedSums(Tensor weight, int[] steps, Tensor start) {
    this.tiles = new Tiles(Kernels.gemm(), weight.dtype());
    this.lines = new PatchLines(weight.dtype());
    this.start = start;
    this.groups = weight.size(0);
    this.outputs = weight.size(1);
    this.rows = Panels.count(outputs, tiles.rows()) * tiles.rows();
    this.steps = steps;
    this.furthest = Arrays.stream(steps).max().orElse(0);
    this.panels = Tensor.zeros(weight.dtype(), Shape.of(groups, rows, steps.length));
    for (int g = 0; g < groups; g++) {
      Matrix group = Matrix.of(weight, g * outputs * steps.length, outputs, steps.length);
      for (int row = 0; row < outputs; row += tiles.rows()) {
        Panels.pack(group, row, tiles.rows(), panels, (g * rows + row) * steps.length);
      }
    }
  }

  /**
   * Stores the sums.
   *
   * @param y (N, groups · outputs, …)
   * @param to where the positions lie in a channel of y
   * @param x (N, groups · channels of a group, …)
   * @param phases how x is laid out
   * @param extents numbers of positions
   */
  void store(Tensor y, Grid to, Tensor x, Phases phases, int[] extents) {
    int line = phases.width();
    int span = (extents[1] - 1) * line + extents[2];
    int stripe = STRIPE * tiles.columns();
    int stripes = Panels.count(span, stripe);
    int channels = x.size(1);
    int group = channels / groups * phases.elements();
    Parallel.rows(
        x.size(0) * extents[0] * stripes,
        (long) groups * rows * steps.length * stripe / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (first, end) -> {
          Phases.Channels seen = phases.new Channels(x, channels);
          Tensor sums = Tensor.zeros(y.dtype(), Shape.of(rows, stripe));
          Tensor panel = Tensor.zeros(y.dtype(), Shape.of(Gemm.DEPTH, tiles.columns()));
          for (int task = first; task < end; task++) {
            int n = task / (extents[0] * stripes);
            int slice = task / stripes % extents[0];
            int q = task % stripes * stripe;
            int count = Math.min(stripe, span - q);
            int at = seen.show(n * channels, channels) + slice * phases.plane() + q;
            for (int g = 0; g < groups; g++) {
              sum(seen.data(), at + g * group, count, g, panel, sums);
              int target =
                  (n * groups + g) * outputs * to.channel() + to.offset() + slice * to.plane();
              store(sums, q, count, line, extents[2], y, target, to);
            }
          }
        });
  }

  /** The sums of one group for {@code count} positions. */
  private void sum(Tensor x, int at, int count, int g, Tensor panel, Tensor sums) {
    int stripe = sums.size(1);
    int columns = tiles.columns();
    for (int o = 0; o < outputs; o++) {
      Biases.fill(sums, o * stripe, stripe, start, g * outputs + o);
    }
    for (int j = 0; j < count; j += columns) {
      for (int p = 0; p < steps.length; p += Gemm.DEPTH) {
        int depth = Math.min(Gemm.DEPTH, steps.length - p);
        if (at + j + furthest + columns <= x.elements()) {
          tiles.gather(x, at + j, steps, p, depth, panel);
        } else {
          gatherEnd(x, at + j, p, depth, panel);
        }
        for (int i = 0; i < rows; i += tiles.rows()) {
          int row = (g * rows + i) * steps.length + p * tiles.rows();
          tiles.multiply(panels, row, panel, 0, depth, sums, i * stripe + j, stripe);
        }
      }
    }
  }

  /** A panel that x ends within. */
  private void gatherEnd(Tensor x, int at, int first, int depth, Tensor panel) {
    int columns = tiles.columns();
    for (int p = 0; p < depth; p++) {
      int begin = at + steps[first + p];
      int count = Math.min(columns, x.elements() - begin);
      if (count > 0) {
        System.arraycopy(Phases.elements(x), begin, Phases.elements(panel), p * columns, count);
      }
    }
  }

  /** Stores the sums of {@code count} flattened positions from q on, line by line. */
  private void store(
      Tensor sums, int q, int count, int line, int width, Tensor y, int at, Grid to) {
    for (int i = 0; i < count; i += line - (q + i) % line) {
      int column = (q + i) % line;
      int length = Math.min(count - i, width - column);
      int target = at + (q + i) / line * to.line() + column * to.step();
      if (length > 0) {
        lines.copy(sums, i, sums.size(1), y, target, to.channel(), to.step(), outputs, length);
      }
    }
  }
}
