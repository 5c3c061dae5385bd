package org.torchparity.nn.pooling;

import org.torchparity.kernel.PoolRegions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/** Maxima under a window that slides over any number of axes. */
final class MaxPooling {
  private final String layer;
  private final SlidingWindow window;
  private final boolean returnIndices;

  MaxPooling(String layer, int axes, int[] kernelSize, MaxPoolOptions options) {
    this.layer = layer;
    this.window =
        new SlidingWindow(
            layer,
            axes,
            kernelSize,
            options.stride(),
            options.padding(),
            options.dilation(),
            options.ceilMode());
    this.returnIndices = options.returnIndices();
  }

  Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only(layer, inputs);
    Planes planes = Planes.of(layer, x, window.axes());
    int[] positions = window.positions(planes);
    PoolRegions regions = window.regions(planes, positions);
    return Maxima.pass(x, planes, plane -> regions, positions, returnIndices);
  }
}
