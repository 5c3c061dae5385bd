package org.torchparity.kernel;

import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A {@link Correlation} without patches: the padded input is laid out by {@link Phases}, in which
 * output position q and kernel position k see element q + phases.shift(k), so that the map is one
 * of {@link ShiftedSums}, and a tile of the weight's gradient a product of the outputs' gradient
 * with rows of the input as they lie.
 */
final class ShiftedCorrelation {
  /** Channels of a group that make the sums worth their tiles. */
  static final int LEAST = 3;

  private final Correlation map;
  private final Window window;
  private final int inputs;
  private final int outputs;
  private final Tiles tiles;
  private final Phases phases;

  ShiftedCorrelation(Correlation map, DType dtype) {
    this.map = map;
    this.window = map.window();
    this.inputs = map.inChannels() / map.groups();
    this.outputs = map.outChannels() / map.groups();
    this.tiles = new Tiles(Kernels.gemm(), dtype);
    this.phases = new Phases(window);
  }

  static boolean fits(Correlation map) {
    return map.outChannels() / map.groups() >= LEAST;
  }

  /** Whether a group has inputs for half a tile of the weight's gradient, too. */
  boolean fitsWeightGradient() {
    return inputs >= tiles.columns() / 2;
  }

  /** Adds the map of x to y, in place. */
  void addTo(Tensor y, Tensor x, Tensor weight) {
    int kernel = window.kernelElements();
    int[] steps =
        IntStream.range(0, inputs * kernel)
            .map(p -> p / kernel * phases.elements() + phases.shift(p % kernel))
            .toArray();
    Tensor weights = weight.reshape(map.groups(), outputs, inputs * kernel);
    Grid to = new Grid(0, window.output[1] * window.output[2], window.output[2], 1);
    Grid from = new Grid(0, phases.plane(), phases.width(), 1);
    new ShiftedSums(tiles, weights, steps).addTo(y, to, padded(x), from, window.output);
  }

  private Tensor padded(Tensor x) {
    return window.isIdentity() ? x : phases.of(x, map.inChannels());
  }

  /** Returns the gradient of the weight, Σ_n g(n, o) ⋆ x(n, c), added up in the samples' order. */
  Tensor weightGradient(Tensor gradOutput, Tensor x, Shape weightShape) {
    int kernel = window.kernelElements();
    int width = Panels.count(inputs, tiles.columns()) * tiles.columns();
    int height = Panels.count(outputs, tiles.rows()) * tiles.rows();
    int positions = window.outputElements();
    int seen = phases.elements();
    Tensor source = padded(x);
    int[] steps =
        IntStream.range(0, positions).map(q -> phases.position(q) * tiles.columns()).toArray();
    Tensor gradWeight = Tensor.zeros(x.dtype(), weightShape);
    for (int g = 0; g < map.groups(); g++) {
      Tensor sums = Tensor.zeros(x.dtype(), Shape.of(kernel, height, width));
      for (int n = 0; n < x.size(0); n++) {
        int group = n * map.groups() + g;
        Matrix channels = Matrix.of(source, group * inputs * seen, inputs, seen);
        Matrix upstream = Matrix.of(gradOutput, group * outputs * positions, outputs, positions);
        Tensor columns = Gemm.packed(channels, tiles.columns());
        addSample(sums, Gemm.packed(upstream, tiles.rows()), columns, steps);
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

  /** Adds one sample's products, a kernel position and a tile's columns at a time. */
  private void addSample(Tensor sums, Tensor rows, Tensor columns, int[] steps) {
    int height = sums.size(1);
    int width = sums.size(2);
    int across = width / tiles.columns();
    Parallel.rows(
        window.kernelElements() * across,
        (long) height * tiles.columns() * steps.length / Gemm.MULTIPLY_ADDS_PER_ELEMENT,
        (from, to) -> {
          Tensor panel = Tensor.zeros(sums.dtype(), Shape.of(tiles.depth(), tiles.columns()));
          for (int task = from; task < to; task++) {
            int k = task / across;
            int j = task % across * tiles.columns();
            int at = phases.shift(k) * tiles.columns() + j * phases.elements();
            for (int q = 0; q < steps.length; q += tiles.depth()) {
              int depth = Math.min(tiles.depth(), steps.length - q);
              tiles.gather(columns, at, steps, q, depth, panel);
              for (int i = 0; i < height; i += tiles.rows()) {
                int row = i * steps.length + q * tiles.rows();
                int sum = (k * height + i) * width + j;
                tiles.multiply(rows, row, panel, 0, depth, sums, sum, width);
              }
            }
          }
        });
  }

  static void copyOne(Tensor from, int fromAt, Tensor to, int toAt) {
    if (from.dtype() == DType.FLOAT32) {
      to.floats()[toAt] = from.floats()[fromAt];
    } else {
      to.doubles()[toAt] = from.doubles()[fromAt];
    }
  }
}
