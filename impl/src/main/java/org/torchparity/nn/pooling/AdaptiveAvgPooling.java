package org.torchparity.nn.pooling;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.PoolRegions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/** Means over shares of any number of axes. */
final class AdaptiveAvgPooling {
  private final String layer;
  private final AdaptiveRegions shares;

  AdaptiveAvgPooling(String layer, int axes, @Nullable Integer[] outputSize) {
    this.layer = layer;
    this.shares = new AdaptiveRegions(layer, axes, outputSize);
  }

  Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only(layer, inputs);
    Planes planes = Planes.of(layer, x, shares.axes());
    int[] positions = shares.positions(planes);
    PoolRegions regions = AdaptiveRegions.regions(planes, positions);
    int[][] counts =
        IntStream.range(0, positions.length)
            .mapToObj(axis -> regions.counts(axis, positions.length))
            .toArray(int[][]::new);
    return Means.pass(x, planes, regions, positions, Means.products(counts));
  }
}
