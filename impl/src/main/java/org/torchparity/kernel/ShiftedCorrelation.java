package org.torchparity.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A {@link Correlation} without patches. The padded input is laid out by phases, those of its
 * elements that are a stride apart together; for stride 1 that is the padded input itself. In each
 * phase, flattened, output position q and kernel position k see element q + phases.shift(k): a tile
 * of outputs beside each other is a product of the weight with rows of the input as they lie, and a
 * tile of the weight's gradient one of the outputs' gradient with them. The lines of a phase are
 * longer than those of the output; the positions between are computed too, and dropped.
 *
 * <p>Sums are those of {@link Gemm}: blocks of {@link Gemm#DEPTH} terms, each summed from zero and
 * added once, whatever the number of threads.
 */
final class ShiftedCorrelation {
  /** Output positions of a slice that are computed together: their sums stay in the cache. */
  private static final int BLOCK = 256;

  private final Window window;
  private final int inputs;
  private final int outputs;
  private final int groups;
  private final Tiles tiles;

  private final Phases phases;

  private ShiftedCorrelation(
      Window window, int inChannels, int outChannels, int groups, Tiles tiles) {
    this.window = window;
    this.inputs = inChannels / groups;
    this.outputs = outChannels / groups;
    this.groups = groups;
    this.tiles = tiles;
    this.phases = new Phases(window);
  }

  /** Makes it for a map. */
  static ShiftedCorrelation of(Correlation map, DType dtype) {
    return new ShiftedCorrelation(
        map.window(),
        map.inChannels(),
        map.outChannels(),
        map.groups(),
        new Tiles(Kernels.gemm(), dtype));
  }

  /** Whether a group has outputs for half a tile. */
  static boolean fits(Correlation map) {
    return map.outChannels() / map.groups() > 2;
  }

  /** Whether the adjoint is a map of this kind: of stride 1, with inputs for half a tile. */
  static boolean fitsAdjoint(Correlation map) {
    return Arrays.stream(map.window().stride).allMatch(s -> s == 1)
        && map.inChannels() / map.groups() > 2;
  }

  /** Whether a group has inputs for half a tile of the weight's gradient, too. */
  boolean fitsWeightGradient() {
    return inputs >= tiles.columns() / 2;
  }

  /** Adds the map of x to y, in place. */
  void addTo(Tensor y, Tensor x, Tensor weight) {
    int rows = inputs * window.kernelElements();
    Tensor source = window.isIdentity() ? x : phases.of(x, groups * inputs);
    Tensor panels = panels(weight, rows);
    int[] steps = steps();
    int furthest = Arrays.stream(steps).max().orElse(0);
    int slices = window.output[0];
    int blocks = (phases.span() + BLOCK - 1) / BLOCK;
    Parallel.rows(
        x.size(0) * slices * blocks,
        (long) groups * outputs * rows * BLOCK / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (from, to) -> {
          Tensor sums = Tensor.zeros(y.dtype(), Shape.of(tileRowsOfOutputs(), BLOCK));
          Tensor edge = Tensor.zeros(y.dtype(), Shape.of(rows, tiles.columns()));
          for (int task = from; task < to; task++) {
            int n = task / (slices * blocks);
            int slice = task / blocks % slices;
            int first = task % blocks * BLOCK;
            for (int g = 0; g < groups; g++) {
              copy(y, sums, n, g, slice, first, false);
              int at = (n * groups + g) * inputs * phases.elements() + slice * phases.plane();
              addBlock(
                  sums,
                  panels,
                  g,
                  source,
                  at + first,
                  steps,
                  furthest,
                  edge,
                  phases.span() - first);
              copy(y, sums, n, g, slice, first, true);
            }
          }
        });
  }

  /** The tiles of one block of output positions. */
  private void addBlock(
      Tensor sums,
      Tensor panels,
      int g,
      Tensor source,
      int at,
      int[] steps,
      int furthest,
      Tensor edge,
      int positions) {
    int depth = steps.length;
    int last = source.elements() - tiles.columns() - furthest;
    for (int j = 0; j < Math.min(BLOCK, positions); j += tiles.columns()) {
      boolean inside = at + j <= last;
      if (!inside) {
        gatherEdge(source, at + j, steps, edge);
      }
      for (int i = 0; i < tileRowsOfOutputs(); i += tiles.rows()) {
        int panel = (g * tileRowsOfOutputs() + i) * depth;
        for (int p = 0; p < depth; p += Gemm.DEPTH) {
          tiles.multiply(
              panels,
              panel + p * tiles.rows(),
              inside ? source : edge,
              inside ? at + j : 0,
              inside ? steps : edgeSteps(depth),
              p,
              Math.min(Gemm.DEPTH, depth - p),
              sums,
              i * BLOCK + j,
              BLOCK);
        }
      }
    }
  }

  /** A tile's rows where the source ends within the tile. */
  private void gatherEdge(Tensor source, int at, int[] steps, Tensor edge) {
    int width = tiles.columns();
    for (int p = 0; p < steps.length; p++) {
      int begin = at + steps[p];
      int count = Math.max(0, Math.min(width, source.elements() - begin));
      System.arraycopy(elements(source), begin, elements(edge), p * width, count);
    }
  }

  private int[] edgeSteps(int depth) {
    return IntStream.range(0, depth).map(p -> p * tiles.columns()).toArray();
  }

  /** Returns the adjoint map, of gradients of the output to those of the input, and its weight. */
  static void addAdjointTo(Correlation map, Tensor x, Tensor y, Tensor weight) {
    Window window = map.window();
    int[] padding = new int[window.padding.length];
    Arrays.setAll(padding, a -> window.dilation[a] * (window.kernel[a] - 1) - window.padding[a]);
    Window adjoint =
        new Window(
            window.output, window.kernel, window.stride, padding, window.dilation, window.input);
    Correlation back = new Correlation(adjoint, map.outChannels(), map.inChannels(), map.groups());
    of(back, x.dtype()).addTo(x, y, flipped(map, weight));
  }

  /** w(o, c, k) as w(c, o, −k), within each group. */
  private static Tensor flipped(Correlation map, Tensor weight) {
    int kernel = map.window().kernelElements();
    int in = map.inChannels() / map.groups();
    int out = map.outChannels() / map.groups();
    Tensor flipped = Tensor.zeros(weight.dtype(), Shape.of(map.inChannels(), out * kernel));
    for (int o = 0; o < map.outChannels(); o++) {
      int g = o / out;
      for (int c = 0; c < in; c++) {
        for (int k = 0; k < kernel; k++) {
          int to = ((g * in + c) * out + o % out) * kernel + kernel - 1 - k;
          copyOne(weight, (o * in + c) * kernel + k, flipped, to);
        }
      }
    }
    return flipped;
  }

  private static void copyOne(Tensor from, int fromAt, Tensor to, int toAt) {
    if (from.dtype() == DType.FLOAT32) {
      to.floats()[toAt] = from.floats()[fromAt];
    } else {
      to.doubles()[toAt] = from.doubles()[fromAt];
    }
  }

  /** Returns the gradient of the weight, Σ_n g(n, o) ⋆ x(n, c), added up in the samples' order. */
  Tensor weightGradient(Tensor gradOutput, Tensor x, Shape weightShape) {
    int kernel = window.kernelElements();
    int width = (inputs + tiles.columns() - 1) / tiles.columns() * tiles.columns();
    int height = tileRowsOfOutputs();
    int positions = window.outputElements();
    Tensor source = window.isIdentity() ? x : phases.of(x, groups * inputs);
    Tensor columns = Tensor.zeros(x.dtype(), Shape.of(phases.elements(), width));
    Tensor rows = Tensor.zeros(x.dtype(), Shape.of(height, positions));
    int[] steps = IntStream.range(0, positions).map(q -> phases.position(q) * width).toArray();
    Tensor gradWeight = Tensor.zeros(x.dtype(), weightShape);
    for (int g = 0; g < groups; g++) {
      Tensor sums = Tensor.zeros(x.dtype(), Shape.of(kernel, height, width));
      for (int n = 0; n < x.size(0); n++) {
        transpose(source, (n * groups + g) * inputs * phases.elements(), columns, width);
        interleave(gradOutput, n, g, rows);
        addSample(sums, rows, columns, steps, width);
      }
      for (int o = 0; o < outputs; o++) {
        for (int c = 0; c < inputs; c++) {
          for (int k = 0; k < kernel; k++) {
            int to = ((g * outputs + o) * inputs + c) * kernel + k;
            copyOne(sums, (k * height + o) * width + c, gradWeight, to);
          }
        }
      }
    }
    return gradWeight;
  }

  private void addSample(Tensor sums, Tensor rows, Tensor columns, int[] steps, int width) {
    int height = tileRowsOfOutputs();
    int panels = height / tiles.rows();
    int positions = window.outputElements();
    Parallel.rows(
        window.kernelElements() * panels,
        (long) tiles.rows() * width * positions / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (from, to) -> {
          for (int k = from / panels; k * panels < to; k++) {
            int firstPanel = Math.max(from - k * panels, 0);
            int endPanel = Math.min(to - k * panels, panels);
            for (int q = 0; q < positions; q += Gemm.DEPTH) {
              int depth = Math.min(Gemm.DEPTH, positions - q);
              for (int j = 0; j < width; j += tiles.columns()) {
                for (int panel = firstPanel; panel < endPanel; panel++) {
                  int i = panel * tiles.rows();
                  int row = i * positions + q * tiles.rows();
                  int sum = (k * height + i) * width + j;
                  int seen = phases.shift(k) * width + j;
                  tiles.multiply(rows, row, columns, seen, steps, q, depth, sums, sum, width);
                }
              }
            }
          }
        });
  }

  /** The channels of a group and sample from an offset on, position by position. */
  private void transpose(Tensor source, int at, Tensor columns, int width) {
    int positions = phases.elements();
    int line = phases.width();
    Parallel.rows(
        positions / line,
        (long) line * inputs,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            for (int c = 0; c < inputs; c++) {
              spread(source, at + c * positions + row * line, line, columns, row * line, c, width);
            }
          }
        });
  }

  /** Writes {@code count} elements in steps of {@code width}, from (row, column) on. */
  private static void spread(
      Tensor from, int at, int count, Tensor to, int row, int column, int width) {
    int start = row * width + column;
    if (from.dtype() == DType.FLOAT32) {
      float[] source = from.floats();
      float[] target = to.floats();
      for (int i = 0; i < count; i++) {
        target[start + i * width] = source[at + i];
      }
    } else {
      double[] source = from.doubles();
      double[] target = to.doubles();
      for (int i = 0; i < count; i++) {
        target[start + i * width] = source[at + i];
      }
    }
  }

  /** The outputs' gradients of a group and sample in panels. */
  private void interleave(Tensor gradOutput, int n, int g, Tensor rows) {
    int height = tiles.rows();
    int positions = window.outputElements();
    Parallel.rows(
        outputs,
        positions,
        (from, to) -> {
          for (int o = from; o < to; o++) {
            int at = ((n * groups + g) * outputs + o) * positions;
            spread(gradOutput, at, positions, rows, o / height * positions, o % height, height);
          }
        });
  }

  /** Copies a block's outputs between y and the sums, line by line. */
  private void copy(Tensor y, Tensor sums, int n, int g, int slice, int first, boolean toOutput) {
    int end = Math.min(first + BLOCK, phases.span());
    for (int o = 0; o < outputs; o++) {
      int channel = ((n * groups + g) * outputs + o) * window.outputElements();
      int plane = channel + slice * window.output[1] * window.width();
      for (int q = first; q < end; ) {
        int line = q / phases.width();
        int column = q % phases.width();
        int next = Math.min(end, (line + 1) * phases.width());
        int count = Math.min(next - q, window.width() - column);
        if (count > 0) {
          int at = plane + line * window.width() + column;
          int sum = o * BLOCK + q - first;
          if (toOutput) {
            System.arraycopy(elements(sums), sum, elements(y), at, count);
          } else {
            System.arraycopy(elements(y), at, elements(sums), sum, count);
          }
        }
        q = next;
      }
    }
  }

  /** The weights of every group in panels of a tile's rows. */
  private Tensor panels(Tensor weight, int rows) {
    Tensor panels = Tensor.zeros(weight.dtype(), Shape.of(groups, tileRowsOfOutputs(), rows));
    for (int g = 0; g < groups; g++) {
      Matrix group = Matrix.of(weight, g * outputs * rows, outputs, rows);
      Tensor packed = Gemm.packed(group, tiles.rows());
      int at = g * tileRowsOfOutputs() * rows;
      System.arraycopy(elements(packed), 0, elements(panels), at, packed.elements());
    }
    return panels;
  }

  /** Where each input channel and kernel position is seen, relative to the output position. */
  private int[] steps() {
    int kernel = window.kernelElements();
    return IntStream.range(0, inputs * kernel)
        .map(p -> p / kernel * phases.elements() + phases.shift(p % kernel))
        .toArray();
  }

  private int tileRowsOfOutputs() {
    return Panels.count(outputs, tiles.rows()) * tiles.rows();
  }

  private static Object elements(Tensor tensor) {
    return Phases.elements(tensor);
  }
}
