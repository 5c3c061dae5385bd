package org.torchparity.nn.pooling;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.PoolRegions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/** Maxima over shares of any number of axes. */
final class AdaptiveMaxPooling {
  private final String layer;
  private final AdaptiveRegions shares;
  private final boolean returnIndices;

  AdaptiveMaxPooling(
      String layer, int axes, @Nullable Integer[] outputSize, boolean returnIndices) {
    this.layer = layer;
    this.shares = new AdaptiveRegions(layer, axes, outputSize);
    this.returnIndices = returnIndices;
  }

  Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only(layer, inputs);
    Planes planes = Planes.of(layer, x, shares.axes());
    int[] positions = shares.positions(planes);
    PoolRegions regions = AdaptiveRegions.regions(planes, positions);
    return Maxima.pass(x, planes, plane -> regions, positions, returnIndices);
  }
}
