package org.torchparity.nn.pooling;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.PoolRegions;
import org.torchparity.nn.Axes;

/**
 * Shares of an input: of as many positions as wanted on an axis, position o sees [⌊o·size/count⌋,
 * ⌈(o + 1)·size/count⌉). Shares overlap where the count does not divide the size.
 */
final class AdaptiveRegions {
  private final @Nullable Integer[] outputSize;

  /** Makes shares; null for as many as the axis has elements. */
  AdaptiveRegions(String layer, int axes, @Nullable Integer[] outputSize) {
    if (outputSize.length != axes) {
      throw new IllegalArgumentException(
          "%s: output_size must have %d elements, but got %s"
              .formatted(layer, axes, Arrays.toString(outputSize)));
    }
    for (Integer size : outputSize) {
      if (size != null && size < 0) {
        throw new IllegalArgumentException(
            "%s: elements of output_size must be greater than or equal to 0, but got %s"
                .formatted(layer, Arrays.toString(outputSize)));
      }
    }
    this.outputSize = outputSize.clone();
  }

  /** The same number of positions on every axis. */
  static @Nullable Integer[] repeated(int outputSize, int axes) {
    return Axes.list(Axes.expanded("", "output_size", Axes.list(outputSize), axes))
        .toArray(new @Nullable Integer[0]);
  }

  /** Number of axes. */
  int axes() {
    return outputSize.length;
  }

  /** Positions on each axis. */
  int[] positions(Planes planes) {
    int[] positions = planes.sizes().clone();
    for (int axis = 0; axis < positions.length; axis++) {
      Integer wanted = outputSize[axis];
      positions[axis] = wanted == null ? positions[axis] : wanted;
    }
    return positions;
  }

  /** What each of the positions sees. */
  static PoolRegions regions(Planes planes, int[] positions) {
    PoolRegions.Axis[] axes = new PoolRegions.Axis[positions.length];
    Arrays.setAll(axes, axis -> PoolRegions.Axis.adaptive(planes.sizes()[axis], positions[axis]));
    return new PoolRegions(axes);
  }
}
