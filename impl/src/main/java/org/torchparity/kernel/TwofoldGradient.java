package org.torchparity.kernel;

import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The gradient of a {@link Twofold} correlation's filters: a tile d of 3×3 inputs and the gradient
 * g of its 2×2 outputs add Pᵀ·[(P·g·Pᵀ) ⊙ (Bᵀ·d·B)]·P to it, and since P does not depend on the
 * tile, it is left to the end. The sums over the tiles are nine products of matrices.
 *
 * <p>A block's tiles are summed from zero and added once; so are parts of the blocks, always the
 * same, which threads share.
 */
final class TwofoldGradient {
  /** Tiles of a block: about so many, that panels of them stay in the first cache. */
  private static final int TILES = 128;

  /** Parts with sums of their own. */
  private static final int PARTS = 4;

  private final Tiles tiles = new Tiles(Kernels.gemm(), DType.FLOAT32);
  private final TwofoldProducts products = new TwofoldProducts();
  private final TwofoldKernels kernels = Kernels.twofold();
  private final GemmKernels additions = Kernels.gemm();
  private final PatchLines lines = new PatchLines(DType.FLOAT32);
  private final TwofoldGrid grid;
  private final Window window;
  private final int groups;
  private final int inputs;
  private final int outputs;

  /** Inputs to the end of a vector, and their phases to the end of a tile of products. */
  private final int depth;

  private final int width;

  /** Outputs to the end of a tile. */
  private final int rows;

  /** Distance of the panels of what tiles see. */
  private final int panel;

  private final int lanes = tiles.lanes();
  private final int origin = CacheLines.origin(DType.FLOAT32);

  /** Elements of a plane of sums, and of all nine. */
  private final int plane;

  private final int size;

  TwofoldGradient(Window window, int groups, int inputs, int outputs) {
    this.grid = TwofoldGrid.of(window, TILES);
    this.window = window;
    this.groups = groups;
    this.inputs = inputs;
    this.outputs = outputs;
    this.depth = Panels.count(inputs, lanes) * lanes;
    this.width = tiles.whole(grid.phases() * depth);
    this.rows = Panels.count(outputs, tiles.rows()) * tiles.rows();
    this.panel = grid.tiles() * lanes;
    this.plane = rows * width;
    this.size = Twofold.PLANES * plane;
  }

  /** Returns the gradient of a weight of the shape given. */
  Tensor of(Tensor g, Tensor x, Shape shape) {
    int blocks = x.size(0) * grid.blocks();
    int parts = Math.min(PARTS, blocks);
    Tensor sums = Scratch.take(DType.FLOAT32, origin + groups * parts * size);
    Parallel.rows(
        groups * parts,
        (long) size * grid.tiles() * blocks / parts / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (from, to) -> {
          try (Work work = new Work(g, x, sums)) {
            for (int task = from; task < to; task++) {
              int first = task % parts * blocks / parts;
              int end = (task % parts + 1) * blocks / parts;
              for (int b = first; b < end; b++) {
                int image = b / grid.blocks() * groups + task / parts;
                work.run(image, b % grid.blocks(), origin + task * size, b > first);
              }
            }
          }
        });
    Tensor gradient = Tensor.empty(DType.FLOAT32, shape);
    Parallel.rows(
        groups * outputs,
        (long) parts * Twofold.PLANES * width,
        (from, to) -> {
          int kernel = window.kernelElements();
          Tensor taps = Scratch.take(DType.FLOAT32, kernel * depth);
          float[] zeros = new float[depth];
          for (int row = from; row < to; row++) {
            int at = origin + row / outputs * parts * size + row % outputs * width;
            finish(sums, at, parts, zeros, taps);
            int first = row * inputs * kernel;
            additions.transpose(
                taps.floats(), 0, depth, kernel, inputs, gradient.floats(), first, kernel);
          }
          Scratch.give(taps);
        });
    Scratch.give(sums);
    return gradient;
  }

  /** The gradients of an output's filters, (kernel, inputs). */
  private void finish(Tensor sums, int at, int parts, float[] zeros, Tensor taps) {
    float[] all = sums.floats();
    for (int part = 1; part < parts; part++) {
      for (int e = 0; e < Twofold.PLANES; e++) {
        int to = at + e * plane;
        additions.addScaled(1, all, to + part * size, all, to, width);
      }
    }
    int line = window.stride[1] * window.kernel[2] * depth;
    int step = window.stride[2] * depth;
    for (int p = 0; p < grid.phases(); p++) {
      int to = grid.tap(p) * depth;
      kernels.contract(all, at + p * depth, plane, depth, zeros, taps.floats(), to, line, step);
    }
  }

  /** The sums of blocks, and the memory that a thread keeps for them. */
  private final class Work implements AutoCloseable {
    private final Tensor g;
    private final Tensor x;
    private final Tensor sums;
    private final TwofoldTiles seen = new TwofoldTiles(grid, inputs, depth);

    /** Where the phases lie, and the distance of the elements of what tiles see. */
    private final int[] places =
        IntStream.range(0, grid.phases()).map(p -> p * depth * grid.tiles()).toArray();

    private final int seenPlane = width * grid.tiles();

    /** What tiles see, (9, panels of inputs, tiles, lanes). */
    private final Tensor v = Scratch.take(DType.FLOAT32, origin + Twofold.PLANES * seenPlane);

    /** The columns of even number of a block's gradients, a channel's, and those of odd number. */
    private final int half = 2 * grid.tiles() + lanes;

    private final Tensor pairs = Scratch.take(DType.FLOAT32, origin + 2 * half);

    /** The tiles of gradients transformed, (9, outputs, tiles). */
    private final int gradientPlane = rows * TwofoldKernels.ROW;

    private final Tensor h =
        Scratch.take(
            DType.FLOAT32,
            origin + Twofold.PLANES * gradientPlane + tiles.rows() * tiles.columns());

    Work(Tensor g, Tensor x, Tensor sums) {
      this.g = g;
      this.x = x;
      this.sums = sums;
      Panels.clear(pairs, 0, origin + 2 * half);
    }

    @Override
    public void close() {
      Scratch.give(h);
      Scratch.give(pairs);
      Scratch.give(v);
      seen.close();
    }

    /** The sums of a block of a group of a sample. */
    void run(int image, int block, int to, boolean more) {
      seen.transform(x, image * inputs, block, v, origin, lanes, seenPlane, panel, places);
      expand(image * outputs, block);
      int count = grid.lines(block) * grid.across();
      for (int e = 0; e < Twofold.PLANES; e++) {
        int columns;
        for (int j = 0; j < width; j += columns) {
          columns = tiles.columns(width - j);
          for (int i = 0; i < rows; i += tiles.rows()) {
            products.sum(
                h,
                origin + e * gradientPlane + i * TwofoldKernels.ROW,
                v,
                origin + e * seenPlane + j * grid.tiles(),
                panel,
                columns,
                count,
                h,
                origin + Twofold.PLANES * gradientPlane,
                sums,
                to + e * plane + i * width + j,
                width,
                more);
          }
        }
      }
    }

    /** P·g·Pᵀ of a block's tiles, zero where no output is. */
    private void expand(int channel, int block) {
      int across = window.output[2];
      int first = 2 * grid.first(block);
      int count = Math.min(2 * grid.lines(block), window.output[1] - first);
      // Where columns come in pairs, the lines are one.
      boolean whole = across % 2 == 0;
      for (int o = 0; o < outputs; o++) {
        int from = ((channel + o) * window.output[1] + first) * across;
        for (int odd = 0; odd < 2; odd++) {
          int to = origin + odd * half;
          int length = whole ? count * grid.across() : Panels.count(across - odd, 2);
          int rows = whole ? 1 : count;
          lines.pick(g, from + odd, across, 2, pairs, to, grid.across(), rows, length);
          if (count % 2 == 1) {
            Panels.clear(pairs, to + count * grid.across(), grid.across());
          }
        }
        for (int l = 0; l < grid.lines(block); l++) {
          kernels.expand(
              pairs.floats(),
              origin + 2 * l * grid.across(),
              grid.across(),
              half,
              Panels.count(grid.across(), lanes) * lanes,
              h.floats(),
              origin + o * TwofoldKernels.ROW + l * grid.across(),
              gradientPlane);
        }
      }
    }
  }
}
