package org.torchparity.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The adjoint of a {@link Correlation} without patches. Input position i, padding p and stride s
 * give a remainder ρ of i + p by s; kernel position k reaches i only if ρ is that of k·dilation
 * too, and then from output position m + (ρ − k·dilation)/s, where i + p = s·m + ρ. So the inputs
 * of one remainder an axis are {@link ShiftedSums} of the outputs' gradient, over some of the
 * kernel's positions; together they are all of them.
 */
final class ShiftedAdjoint {
  /** Inputs of a group that make the sums worth their tiles; fewer go through patches. */
  private static final int LEAST = 6;

  private final Correlation map;
  private final Window window;
  private final int inputs;
  private final int outputs;

  /** Padding before the outputs, and their extents with padding, an axis each. */
  private final int[] before = new int[Window.AXES];

  private final int[] extents = new int[Window.AXES];

  private final Phases phases;

  ShiftedAdjoint(Correlation map) {
    this.map = map;
    this.window = map.window();
    this.inputs = map.inChannels() / map.groups();
    this.outputs = map.outChannels() / map.groups();
    for (int axis = 0; axis < Window.AXES; axis++) {
      int least = 0;
      int greatest = 0;
      for (int remainder = 0; remainder < window.stride[axis]; remainder++) {
        for (int k : taps(axis, remainder)) {
          least = Math.min(least, first(axis, remainder) + shift(axis, remainder, k));
          greatest = Math.max(greatest, last(axis, remainder) + shift(axis, remainder, k));
        }
      }
      before[axis] = -least;
      extents[axis] = greatest - least + 1;
    }
    int[] one = {1, 1, 1};
    this.phases = new Phases(new Window(window.output, one, one, before, one, extents));
  }

  static boolean fits(Correlation map) {
    return map.inChannels() / map.groups() >= LEAST || PlaneStretches.fit(map);
  }

  /** Kernel positions that reach the inputs of a remainder. */
  private int[] taps(int axis, int remainder) {
    return IntStream.range(0, window.kernel[axis])
        .filter(k -> k * window.dilation[axis] % window.stride[axis] == remainder)
        .toArray();
  }

  /** How far from m a kernel position sees, an exact quotient. */
  private int shift(int axis, int remainder, int k) {
    return (remainder - k * window.dilation[axis]) / window.stride[axis];
  }

  /** The m of the first input of a remainder. */
  private int first(int axis, int remainder) {
    return -Math.floorDiv(remainder - window.padding[axis], window.stride[axis]);
  }

  /** The m of the last one. */
  private int last(int axis, int remainder) {
    int end = window.input[axis] - 1 + window.padding[axis] - remainder;
    return Math.floorDiv(end, window.stride[axis]);
  }

  /** Returns start + the adjoint map of y, see {@link Correlation#adjoint}. */
  Tensor of(Tensor y, Tensor weight, Tensor start, Shape shape) {
    Tensor x = Tensor.empty(y.dtype(), shape);
    ShiftedSums.store(map, phases, parts(weight, start), x, y);
    return x;
  }

  /** Returns the gradients of the map, see {@link Correlation#gradients}, by planes. */
  Correlation.Gradients gradients(Tensor g, Tensor x, Tensor weight, boolean biased) {
    Tensor zeros = Tensor.zeros(x.dtype(), Shape.of(map.inChannels()));
    List<ShiftedSums.Part> parts = parts(weight, zeros);
    return new PlaneGradients(x.dtype(), phases, map.groups(), inputs, parts)
        .of(g, x, weight.shape(), biased);
  }

  /** The inputs of all remainders. */
  private List<ShiftedSums.Part> parts(Tensor weight, Tensor start) {
    List<ShiftedSums.Part> parts = new ArrayList<>();
    int[] strides = window.stride;
    for (int rho = 0; rho < strides[0] * strides[1] * strides[2]; rho++) {
      int[] remainders = {
        rho / (strides[1] * strides[2]), rho / strides[2] % strides[1], rho % strides[2]
      };
      addPart(remainders, weight, start, parts);
    }
    return parts;
  }

  /** Adds the inputs of one remainder an axis; where no tap reaches them, sums without terms. */
  private void addPart(
      int[] remainders, Tensor weight, Tensor start, List<ShiftedSums.Part> parts) {
    int[] positions = new int[Window.AXES];
    int[] inputAt = new int[Window.AXES];
    int[][] taps = new int[Window.AXES][];
    int[][] seen = new int[Window.AXES][];
    for (int axis = 0; axis < Window.AXES; axis++) {
      int remainder = remainders[axis];
      int first = first(axis, remainder);
      positions[axis] = last(axis, remainder) - first + 1;
      inputAt[axis] = first * window.stride[axis] + remainder - window.padding[axis];
      taps[axis] = taps(axis, remainder);
      int begin = before[axis] + first;
      int across = axis;
      seen[axis] =
          Arrays.stream(taps[axis]).map(k -> begin + shift(across, remainder, k)).toArray();
      if (positions[axis] <= 0) {
        return;
      }
    }
    int kernel = taps[0].length * taps[1].length * taps[2].length;
    int[] steps = new int[kernel * outputs];
    List<Matrix> weights = new ArrayList<>();
    for (int t = 0; t < kernel; t++) {
      int d = t / (taps[1].length * taps[2].length);
      int h = t / taps[2].length % taps[1].length;
      int w = t % taps[2].length;
      int k = (taps[0][d] * window.kernel[1] + taps[1][h]) * window.kernel[2] + taps[2][w];
      weights.add(transposed(weight, k));
      int step = seen[0][d] * phases.plane() + seen[1][h] * phases.width() + seen[2][w];
      for (int o = 0; o < outputs; o++) {
        steps[t * outputs + o] = o * phases.elements() + step;
      }
    }
    int line = window.input[2];
    int plane = window.input[1] * line;
    Grid to =
        new Grid(
            window.input[0] * plane,
            inputAt[0] * plane + inputAt[1] * line + inputAt[2],
            window.stride[0] * plane,
            window.stride[1] * line,
            window.stride[2]);
    parts.add(new ShiftedSums.Part(new ShiftedTerms(weights, steps, start), to, positions));
  }

  /** w(o, c, k) of the first group as (c, o), for one kernel position. */
  private Matrix transposed(Tensor weight, int k) {
    int kernel = window.kernelElements();
    return new Matrix(weight, k, inputs, outputs, kernel, inputs * kernel);
  }
}
