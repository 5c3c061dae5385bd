package org.torchparity.nn.pooling;

import java.util.Arrays;
import java.util.List;
import org.torchparity.kernel.PoolNorms;
import org.torchparity.kernel.PoolRegions;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Norms under a window that slides over any number of axes: y = (K·m)^(1/p) with m the mean of x^p
 * and K the kernel's elements. Where the last window of ceil mode holds fewer elements, the mean is
 * theirs and the factor still K.
 */
final class LPPooling {
  private final String layer;
  private final double p;
  private final SlidingWindow window;

  LPPooling(
      String layer, int axes, double normType, int[] kernelSize, int[] stride, boolean ceilMode) {
    if (normType == 0) {
      throw new IllegalArgumentException(layer + ": norm_type must not be 0");
    }
    this.layer = layer;
    this.p = normType;
    this.window =
        new SlidingWindow(
            layer,
            axes,
            kernelSize,
            SlidingWindow.strides(stride),
            List.of(0),
            List.of(1),
            ceilMode);
  }

  Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only(layer, inputs);
    Planes planes = Planes.of(layer, x, window.axes());
    int[] positions = window.positions(planes);
    window.checkFits(planes);
    PoolRegions regions = window.regions(planes, positions);
    double[] counts = counts(planes, positions);
    double elements = Arrays.stream(window.kernel).asDoubleStream().reduce(1, (a, b) -> a * b);
    PoolNorms norms = new PoolNorms(p, regions, counts, elements);
    PoolNorms.Forward forward = norms.forward(x, planes.count(), planes.resized(positions));
    return Pass.of(
        forward.y(),
        g -> Gradients.ofInput(norms.backward(g, x, forward.scaled(), planes.count())));
  }

  private double[] counts(Planes planes, int[] positions) {
    int[][] counts = new int[positions.length][];
    for (int axis = 0; axis < counts.length; axis++) {
      counts[axis] = new int[positions[axis]];
      for (int o = 0; o < counts[axis].length; o++) {
        int start = o * window.stride[axis];
        counts[axis][o] = Math.min(window.kernel[axis], planes.sizes()[axis] - start);
      }
    }
    return Means.products(counts);
  }
}
