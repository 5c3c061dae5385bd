package org.torchparity.kernel;

import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The gradient of a {@link Winograd} correlation's filters by F(3×3, 2×2): a tile d of 4×4 inputs
 * and the gradient g of its 2×2 outputs add Cᵀ·[(H·g·Hᵀ) ⊙ (Bᵀ·d·B)]·C to it, and since C does not
 * depend on the tile, it is left to the end. The sums over the tiles are sixteen products of
 * matrices.
 *
 * <pre>
 *     ⎡1   0⎤        ⎡1  1  1  0⎤
 * H = ⎢½   ½⎥   Cᵀ = ⎢0  1 −1  0⎥
 *     ⎢½  −½⎥        ⎣0  1  1 −1⎦
 *     ⎣0   1⎦
 * </pre>
 *
 * <p>The halves are left to the end, too. A block's tiles are summed from zero and added once; so
 * are parts of the blocks, always the same, which threads share.
 */
final class WinogradGradient {
  /** Places of a block. */
  private static final int SIZE = 128;

  /** Parts with sums of their own. */
  private static final int PARTS = 4;

  private final WinogradKernels kernels = Kernels.winograd();
  private final PatchLines products = new PatchLines(DType.FLOAT32);
  private final WinogradGrid grid;
  private final int groups;
  private final int inputs;
  private final int outputs;
  private final int columns;

  /** Inputs to the end of the lines multiplied at a time, outputs to the end of a panel. */
  private final int rows;

  private final int width;

  /** Elements of one of sixteen planes of transformed inputs, and of transformed gradients. */
  private final int seenPlane;

  private final int plane;

  /** Where in great arrays lines of the cache begin. */
  private final int origin = CacheLines.origin(DType.FLOAT32);

  /** Where the lines of inputs begin, and those of their sums. */
  private final int[] lines;

  private final int[] places;

  WinogradGradient(WinogradGrid grid, int groups, int inputs, int outputs) {
    this.grid = grid;
    this.groups = groups;
    this.inputs = inputs;
    this.outputs = outputs;
    int panels = Panels.count(outputs, products.columns(outputs));
    this.columns = products.columns(Panels.count(outputs, panels));
    this.rows = Panels.count(inputs, PatchKernels.ROWS) * PatchKernels.ROWS;
    this.width = Panels.count(outputs, columns) * columns;
    this.seenPlane = SIZE * rows + WinogradFilter.SLACK;
    this.plane = SIZE * width + WinogradFilter.SLACK;
    this.lines = IntStream.range(0, rows).map(c -> c * SIZE).toArray();
    this.places = IntStream.range(0, rows).map(c -> c * width).toArray();
  }

  /** Returns the gradient of a weight of the shape given. */
  Tensor of(Tensor g, Tensor x, Shape shape) {
    int places = x.size(0) * grid.lines() * grid.places();
    int blocks = Panels.count(places, SIZE);
    Tensor gradient = Tensor.empty(DType.FLOAT32, shape);
    int size = Winograd.PLANES * rows * width;
    Tensor sums = Scratch.take(DType.FLOAT32, origin + groups * PARTS * size);
    Panels.clear(sums, origin, groups * PARTS * size);
    Parallel.rows(
        groups * PARTS,
        (long) Winograd.PLANES * places * rows * width / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (from, to) -> {
          Tensor packed = Tensor.zeros(DType.FLOAT32, Shape.of(2 * (2 * SIZE + 1), columns));
          Tensor h = Scratch.take(DType.FLOAT32, origin + Winograd.PLANES * plane);
          try (WinogradTiles seen = newTiles()) {
            for (int task = from; task < to; task++) {
              int part = task % PARTS;
              int group = task / PARTS;
              for (int b = part * blocks / PARTS; b < (part + 1) * blocks / PARTS; b++) {
                seen.take(b * SIZE, Math.min(SIZE, places - b * SIZE));
                seen.transform(x, group);
                transform(g, group, seen, packed, h);
                add(seen, h, sums, origin + task * size);
              }
            }
          }
          Scratch.give(h);
        });
    Parallel.rows(
        groups * outputs,
        16L * Winograd.PLANES * inputs,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            finish(sums, row / outputs, row % outputs, gradient);
          }
        });
    Scratch.give(sums);
    return gradient;
  }

  /** Transformed inputs, (16, inputs, places). */
  private WinogradTiles newTiles() {
    int elements = Winograd.PLANES * seenPlane;
    return new WinogradTiles(
        grid, groups, inputs, SIZE, SIZE, seenPlane, kernels.lanes(), elements);
  }

  /** H·g·Hᵀ without the halves: (16, panels of outputs, places, columns), zero where no tile is. */
  private void transform(Tensor g, int group, WinogradTiles seen, Tensor packed, Tensor h) {
    int elements = grid.height() * grid.width();
    int row = 2 * SIZE * columns;
    int zeros = 2 * row;
    int end = 0;
    for (int i = 0; i < seen.count(); i++) {
      WinogradTiles.Run run = seen.run(i);
      int top = 2 * run.line();
      int left = 2 * run.column();
      int lines = Math.min(2, grid.height() - top);
      int count = Math.max(0, Math.min(2 * run.length(), grid.width() - left));
      end = run.begin() + run.length();
      for (int o = 0; o < outputs; o += columns) {
        if (lines < 2 || count % 2 == 1) {
          Panels.clear(packed);
        }
        for (int r = 0; r < lines && count > 0; r++) {
          int channel = (run.sample() * groups + group) * outputs;
          int at = channel * elements + (top + r) * grid.width() + left;
          Matrix line = new Matrix(g, at, outputs, count, elements, 1);
          Panels.pack(line, o, columns, packed, r * row);
        }
        for (int t = 0; t < run.length(); t++) {
          int from = 2 * t < count ? 2 * t * columns : zeros;
          gradients(packed, from, row * (from == zeros ? 0 : 1), run.begin() + t, o, h);
        }
      }
    }
    for (int t = end; t < SIZE; t++) {
      for (int o = 0; o < outputs; o += columns) {
        gradients(packed, zeros, 0, t, o, h);
      }
    }
  }

  private void gradients(Tensor packed, int from, int row, int place, int o, Tensor h) {
    int to = origin + o * SIZE + kernels.order(place) * columns;
    kernels.gradients(packed.floats(), from, row, columns, h.floats(), to, plane);
  }

  /** Adds a block's sums over its tiles. */
  private void add(WinogradTiles seen, Tensor h, Tensor sums, int at) {
    for (int element = 0; element < Winograd.PLANES; element++) {
      for (int o = 0; o < width; o += columns) {
        int panel = origin + element * plane + o * SIZE;
        for (int c = 0; c < rows; c += PatchKernels.ROWS) {
          int from = seen.origin() + element * seenPlane;
          int to = at + element * rows * width + o;
          products.addProducts(
              seen.transformed(), from, lines, c, h, panel, columns, SIZE, sums, to, places);
        }
      }
    }
  }

  /** Cᵀ·m·C of the sums for an output's filters. */
  private void finish(Tensor sums, int group, int o, Tensor gradient) {
    double[] m = new double[Winograd.PLANES];
    double[] lines = new double[12];
    for (int c = 0; c < inputs; c++) {
      for (int element = 0; element < m.length; element++) {
        int at = origin + ((group * PARTS * Winograd.PLANES + element) * rows + c) * width + o;
        double sum = 0;
        for (int part = 0; part < PARTS; part++) {
          sum += sums.floats()[at + part * Winograd.PLANES * rows * width];
        }
        int halves = (element % 4 % 3 == 0 ? 0 : 1) + (element / 4 % 3 == 0 ? 0 : 1);
        m[element] = sum / (1 << halves);
      }
      for (int i = 0; i < 4; i++) {
        lines[i] = m[i] + m[4 + i] + m[8 + i];
        lines[4 + i] = m[4 + i] - m[8 + i];
        lines[8 + i] = m[4 + i] + m[8 + i] - m[12 + i];
      }
      int to = ((group * outputs + o) * inputs + c) * 9;
      for (int r = 0; r < 3; r++) {
        int line = 4 * r;
        float[] y = gradient.floats();
        y[to + 3 * r] = (float) (lines[line] + lines[line + 1] + lines[line + 2]);
        y[to + 3 * r + 1] = (float) (lines[line + 1] - lines[line + 2]);
        y[to + 3 * r + 2] = (float) (lines[line + 1] + lines[line + 2] - lines[line + 3]);
      }
    }
  }
}
