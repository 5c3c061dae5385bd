package org.torchparity.nn.pooling;

import java.util.Arrays;
import java.util.List;
import org.torchparity.kernel.PoolRegions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/** Means under a window that slides over any number of axes. */
final class AvgPooling {
  private final String layer;
  private final SlidingWindow window;
  private final AvgPoolOptions options;

  AvgPooling(String layer, int axes, int[] kernelSize, AvgPoolOptions options) {
    this.layer = layer;
    this.window =
        new SlidingWindow(
            layer,
            axes,
            kernelSize,
            options.stride(),
            options.padding(),
            List.of(1),
            options.ceilMode());
    this.options = options;
    if (axes == 1 && options.divisorOverride() != null) {
      throw new IllegalArgumentException(layer + " has no divisor_override");
    }
  }

  Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only(layer, inputs);
    Planes planes = Planes.of(layer, x, window.axes());
    int[] positions = window.positions(planes);
    window.checkFits(planes);
    PoolRegions regions = window.regions(planes, positions);
    return Means.pass(x, planes, regions, positions, divisors(planes, positions));
  }

  private double[] divisors(Planes planes, int[] positions) {
    int[][] counts = new int[positions.length][];
    for (int axis = 0; axis < counts.length; axis++) {
      counts[axis] = new int[positions[axis]];
      for (int o = 0; o < counts[axis].length; o++) {
        counts[axis][o] = count(axis, o, planes.sizes()[axis]);
      }
    }
    double[] divisors = Means.products(counts);
    Integer override = options.divisorOverride();
    if (override != null) {
      Arrays.fill(divisors, override);
    }
    return divisors;
  }

  /** Elements that a position sees; what it sees beyond the padding counts never. */
  private int count(int axis, int position, int size) {
    int start = position * window.stride[axis] - window.padding[axis];
    int end = Math.min(start + window.kernel[axis], size + window.padding[axis]);
    return options.countIncludePad() ? end - start : Math.min(end, size) - Math.max(start, 0);
  }
}
