package org.torchparity.nn.pooling;

import java.util.Arrays;
import java.util.List;
import org.torchparity.kernel.PoolRegions;
import org.torchparity.nn.Axes;

/** The window of a pooling: its sizes, and where it stands over an input. */
final class SlidingWindow {
  final int[] kernel;
  final int[] stride;
  final int[] padding;
  private final String layer;
  private final int[] dilation;
  private final boolean ceilMode;

  /** Makes a window; an empty stride is the kernel's size. */
  SlidingWindow(
      String layer,
      int axes,
      int[] kernelSize,
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> dilation,
      boolean ceilMode) {
    this.layer = layer;
    this.kernel =
        Axes.expanded(
            layer, "kernel_size", Axes.checked("kernel_size", 1, Axes.list(kernelSize)), axes);
    this.stride = stride.isEmpty() ? kernel : Axes.expanded(layer, "stride", stride, axes);
    this.padding = Axes.expanded(layer, "padding", padding, axes);
    this.dilation = Axes.expanded(layer, "dilation", dilation, axes);
    this.ceilMode = ceilMode;
    for (int axis = 0; axis < axes; axis++) {
      if (this.padding[axis] > kernel[axis] / 2) {
        throw new IllegalArgumentException(
            "%s: padding should be at most half of kernel_size, but got padding=%s and kernel_size=%s"
                .formatted(layer, Arrays.toString(this.padding), Arrays.toString(kernel)));
      }
    }
  }

  /** A stride given as an array, empty for the kernel's size. */
  static List<Integer> strides(int[] stride) {
    return stride.length == 0 ? List.of() : Axes.checked("stride", 1, Axes.list(stride));
  }

  /** Number of axes. */
  int axes() {
    return kernel.length;
  }

  /**
   * Positions on each axis: ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, with ⌈ ⌉
   * in ceil mode, where the last window still starts within the input or the padding before it.
   */
  int[] positions(Planes planes) {
    int[] positions = new int[axes()];
    for (int axis = 0; axis < positions.length; axis++) {
      int room = planes.sizes()[axis] + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1;
      int up = ceilMode ? stride[axis] - 1 : 0;
      positions[axis] = Math.floorDiv(room + up, stride[axis]) + 1;
      if (ceilMode
          && (positions[axis] - 1) * stride[axis] >= planes.sizes()[axis] + padding[axis]) {
        positions[axis]--;
      }
    }
    if (Arrays.stream(positions).anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "%s: given input %s, the calculated output size (%s) is too small"
              .formatted(layer, planes.whole(), Axes.product(positions)));
    }
    return positions;
  }

  /** Means in three axes want an input as large as the kernel, padding or not. */
  void checkFits(Planes planes) {
    for (int axis = 0; axis < axes(); axis++) {
      if (axes() == 3 && planes.sizes()[axis] < kernel[axis]) {
        throw new IllegalArgumentException(
            "%s: input %s is smaller than kernel_size=%s"
                .formatted(layer, planes.whole(), Arrays.toString(kernel)));
      }
    }
  }

  /** What each of the positions sees. */
  PoolRegions regions(Planes planes, int[] positions) {
    PoolRegions.Axis[] axes = new PoolRegions.Axis[axes()];
    for (int axis = 0; axis < axes.length; axis++) {
      axes[axis] =
          PoolRegions.Axis.sliding(
              planes.sizes()[axis],
              kernel[axis],
              stride[axis],
              padding[axis],
              dilation[axis],
              positions[axis]);
    }
    return new PoolRegions(axes);
  }
}
