package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Sums y(n, o, q) += Σ_r w(o, r)·x(n, q + steps[r]) over positions q of a grid, where what each
 * term sees is as far from q everywhere: tiles of outputs beside each other are products of the
 * weight with rows of x as they lie. The positions are taken flattened; those between the end of a
 * line and the next are computed too, and dropped.
 *
 * <p>Sums are those of {@link Gemm}: blocks of {@link Gemm#depth} terms, each summed from zero and
 * added once, whatever the number of threads.
 */
final class ShiftedSums {
  private final Tiles tiles;
  private final int groups;
  private final int outputs;
  private final int rows;
  private final int[] steps;
  private final int furthest;
  private final Tensor panels;

  /**
   * Packs the weights.
   *
   * @param weight (groups, outputs, steps)
   * @param steps where each term is seen from a position, at zero or further
   */
  ShiftedSums(Tiles tiles, Tensor weight, int[] steps) {
    this.tiles = tiles;
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
   * Adds the sums to y, in place.
   *
   * @param y (N, groups · outputs, …)
   * @param to where the positions lie in a channel of y
   * @param x (N, groups, …), all that a group sees
   * @param from where they lie in x
   * @param extents numbers of positions
   */
  void addTo(Tensor y, Grid to, Tensor x, Grid from, int[] extents) {
    int columns = tiles.columns();
    int span = (extents[1] - 1) * from.line() + extents[2];
    int blocks = Panels.count(span, columns);
    int samples = x.size(0);
    if (samples == 0) {
      return;
    }
    int group = x.elements() / (samples * groups);
    int channel = y.elements() / (samples * groups * outputs);
    Parallel.rows(
        samples * extents[0] * blocks,
        (long) groups * rows * steps.length * columns / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (first, end) -> {
          Tensor sums = Tensor.zeros(y.dtype(), Shape.of(rows, columns));
          Tensor panel = Tensor.zeros(y.dtype(), Shape.of(tiles.depth(), columns));
          for (int task = first; task < end; task++) {
            int n = task / (extents[0] * blocks);
            int slice = task / blocks % extents[0];
            int q = task % blocks * columns;
            int count = Math.min(columns, span - q);
            for (int g = 0; g < groups; g++) {
              int at = (n * groups + g) * group + from.offset() + slice * from.plane() + q;
              sum(x, at, g, panel, sums);
              int target = (n * groups + g) * outputs * channel + to.offset() + slice * to.plane();
              add(sums, q, count, from.line(), extents[2], y, target, channel, to);
            }
          }
        });
  }

  /** The sums of one group for a tile's columns of positions. */
  private void sum(Tensor x, int at, int g, Tensor panel, Tensor sums) {
    Panels.clear(sums);
    for (int p = 0; p < steps.length; p += tiles.depth()) {
      int depth = Math.min(tiles.depth(), steps.length - p);
      if (at + furthest + tiles.columns() <= x.elements()) {
        tiles.gather(x, at, steps, p, depth, panel);
      } else {
        gatherEnd(x, at, p, depth, panel);
      }
      for (int i = 0; i < rows; i += tiles.rows()) {
        int row = (g * rows + i) * steps.length + p * tiles.rows();
        tiles.multiply(panels, row, panel, 0, depth, sums, i * tiles.columns(), tiles.columns());
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

  /** Adds the sums of {@code count} flattened positions from q on, line by line. */
  private void add(
      Tensor sums, int q, int count, int line, int width, Tensor y, int at, int channel, Grid to) {
    for (int i = 0; i < count; i += line - (q + i) % line) {
      int column = (q + i) % line;
      int length = Math.min(count - i, width - column);
      int target = at + (q + i) / line * to.line() + column * to.step();
      for (int o = 0; o < outputs && length > 0; o++) {
        tiles.add(sums, o * tiles.columns() + i, length, y, target + o * channel, to.step());
      }
    }
  }
}
