package org.torchparity.kernel;

import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The outputs of a {@link Twofold} correlation, of whole vectors of channels: what the tiles of a
 * block see is multiplied with all filters, an element of the tiles at a time.
 */
final class TwofoldOutputs {
  /** Terms that are summed one after another; sums of so many are added up. */
  private static final int DEPTH = 64;

  /** Elements of what a block's tiles see: with all filters they stay in the second cache. */
  private static final int ELEMENTS = 1 << 17;

  private final Tiles tiles = new Tiles(Kernels.gemm(), DType.FLOAT32);
  private final TwofoldProducts products = new TwofoldProducts();
  private final TwofoldKernels kernels = Kernels.twofold();
  private final TwofoldGrid grid;
  private final Window window;
  private final int groups;
  private final int inputs;
  private final int outputs;
  private final int phases;

  /** Terms of a sum: all phases of the inputs. */
  private final int terms;

  /** Outputs to the end of a tile of products. */
  private final int width;

  private final int lanes = tiles.lanes();
  private final int origin = CacheLines.origin(DType.FLOAT32);

  TwofoldOutputs(Window window, int groups, int inputs, int outputs) {
    this.window = window;
    this.groups = groups;
    this.inputs = inputs;
    this.outputs = outputs;
    this.phases = window.stride[1] * window.stride[2];
    this.terms = phases * inputs;
    this.width = tiles.whole(outputs);
    this.grid = TwofoldGrid.of(window, ELEMENTS / (Twofold.PLANES * terms));
  }

  /** Returns the map of x, and in each channel what it starts with. */
  Tensor of(Tensor x, Tensor weight, Tensor start, Shape shape) {
    int filters = Twofold.PLANES * width * terms;
    Tensor u = Scratch.take(DType.FLOAT32, origin + groups * filters);
    pack(weight, u);
    Tensor y = Tensor.empty(DType.FLOAT32, shape);
    Parallel.rows(
        x.size(0) * groups * grid.blocks(),
        (long) grid.tiles() * filters / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (from, to) -> {
          try (Work work = new Work(u, start, y)) {
            for (int task = from; task < to; task++) {
              int image = task / grid.blocks();
              work.run(x, image, task % grid.blocks(), origin + image % groups * filters);
            }
          }
        });
    Scratch.give(u);
    return y;
  }

  /** P·w·Pᵀ of all groups: (groups, 9, panels of outputs, terms, lanes). */
  private void pack(Tensor weight, Tensor u) {
    int columns = inputs * window.kernelElements();
    int panels = Panels.count(outputs, lanes);
    Parallel.rows(
        groups * panels,
        (long) Twofold.PLANES * terms * lanes,
        (from, to) -> {
          Tensor rows = Scratch.take(DType.FLOAT32, origin + columns * lanes);
          for (int panel = from; panel < to; panel++) {
            int group = panel / panels;
            int first = panel % panels * lanes;
            Matrix all = Matrix.of(weight, group * outputs * columns, outputs, columns);
            Panels.pack(all, first, lanes, rows, origin);
            int at = origin + (group * Twofold.PLANES * width + first) * terms;
            expand(rows, u, at);
          }
          Scratch.give(rows);
        });
  }

  /** Transforms the filters of a panel of outputs. */
  private void expand(Tensor rows, Tensor u, int at) {
    int line = window.stride[1] * window.kernel[2] * lanes;
    int step = window.stride[2] * lanes;
    for (int c = 0; c < inputs; c++) {
      for (int p = 0; p < phases; p++) {
        int from = origin + (c * window.kernelElements() + grid.tap(p)) * lanes;
        int to = at + (p * inputs + c) * lanes;
        kernels.expand(rows.floats(), from, line, step, lanes, u.floats(), to, width * terms);
      }
    }
  }

  /** The outputs of blocks, and the memory that a thread keeps for them. */
  private final class Work implements AutoCloseable {
    private final Tensor u;
    private final Tensor start;
    private final Tensor y;
    private final TwofoldTiles seen = new TwofoldTiles(grid, inputs, inputs);

    /** Phases of which a row of what tiles see has all channels, and its terms. */
    private final int together = Gemm.DEPTH / inputs;

    private final int row = together * inputs;

    /** Tiles to the end of the rows multiplied at a time. */
    private final int rows = Panels.count(grid.tiles(), tiles.rows()) * tiles.rows();

    /** Distance of the rows of terms, and where in them the phases lie. */
    private final int part = rows * TwofoldKernels.ROW;

    private final int[] places =
        IntStream.range(0, phases).map(p -> p / together * part + p % together * inputs).toArray();

    /** What tiles see, (9, rows of terms, tiles, terms). */
    private final int plane = Panels.count(phases, together) * part;

    private final Tensor v = Scratch.take(DType.FLOAT32, origin + Twofold.PLANES * plane);

    /** The sums, (9, tiles, outputs), and those of a tile of products. */
    private final int sums = rows * width;

    private final Tensor m =
        Scratch.take(
            DType.FLOAT32, origin + Twofold.PLANES * sums + tiles.rows() * tiles.columns());

    /**
     * The lines of outputs of a block, with channels beside each other. Where the columns are not
     * even, the last tile of a line has one in the next line.
     */
    private final Tensor lines =
        Scratch.take(DType.FLOAT32, origin + (2 * grid.lines() * window.output[2] + 1) * width);

    private final float[] starts = new float[width];

    Work(Tensor u, Tensor start, Tensor y) {
      this.u = u;
      this.start = start;
      this.y = y;
    }

    @Override
    public void close() {
      Scratch.give(lines);
      Scratch.give(m);
      Scratch.give(v);
      seen.close();
    }

    /** The outputs of a block of a group of a sample. */
    void run(Tensor x, int image, int block, int filters) {
      seen.transform(x, image * inputs, block, v, origin, TwofoldKernels.ROW, plane, lanes, places);
      int count = grid.lines(block) * grid.across();
      for (int e = 0; e < Twofold.PLANES; e++) {
        int columns;
        for (int j = 0; j < width; j += columns) {
          columns = tiles.columns(width - j);
          multiply(e, j, columns, count, filters + (e * width + j) * terms);
        }
      }
      System.arraycopy(start.floats(), image % groups * outputs, starts, 0, outputs);
      store(image, block);
    }

    /** The sums of one element of the tiles: some filters' terms stay in the first cache. */
    private void multiply(int e, int j, int columns, int count, int filters) {
      int length;
      for (int p = 0; p < terms; p += length) {
        length = Math.min(DEPTH, Math.min(row - p % row, terms - p));
        int a = origin + e * plane + p / row * part + p % row;
        int b = filters + p * lanes;
        for (int i = 0; i < count; i += tiles.rows()) {
          products.sum(
              v,
              a + i * TwofoldKernels.ROW,
              u,
              b,
              terms * lanes,
              columns,
              length,
              m,
              origin + Twofold.PLANES * sums,
              m,
              origin + e * sums + i * width + j,
              width,
              p > 0);
        }
      }
    }

    /** Transforms the sums, from right to left, for a tile may reach into the next line. */
    private void store(int image, int block) {
      int across = window.output[2];
      int first = 2 * grid.first(block);
      int line = across * width;
      for (int t = 0; t < grid.lines(block) * grid.across(); t++) {
        int column = grid.across() - 1 - t % grid.across();
        int top = t / grid.across();
        int at = origin + (top * grid.across() + column) * width;
        int to = origin + 2 * (top * line + column * width);
        kernels.contract(m.floats(), at, sums, width, starts, lines.floats(), to, line, width);
      }
      int positions = Math.min(2 * grid.lines(block), window.output[1] - first) * across;
      int plane = window.outputElements();
      Kernels.gemm()
          .transpose(
              lines.floats(),
              origin,
              width,
              positions,
              outputs,
              y.floats(),
              image * outputs * plane + first * across,
              plane);
    }
  }
}
