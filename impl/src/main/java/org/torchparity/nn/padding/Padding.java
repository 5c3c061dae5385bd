package org.torchparity.nn.padding;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.torchparity.kernel.AxisMaps;
import org.torchparity.nn.Axes;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.nn.conv.PaddingMode;
import org.torchparity.tensor.Tensor;

/**
 * Padding over any number of trailing axes: y(i) = x(s(i)) with s the position that the mode sees
 * beyond an edge, and the adjoint. A negative padding cuts the axis.
 */
final class Padding {
  private final String layer;
  private final int axes;
  private final PaddingMode mode;
  private final double value;
  private final int[] before;
  private final int[] after;

  /**
   * Makes the padding.
   *
   * @param padding before and after each axis, the last axis first, or one number for all
   * @param value beyond the edges, where the mode is zeros
   */
  Padding(String layer, int axes, PaddingMode mode, int[] padding, double value) {
    this.layer = layer;
    this.axes = axes;
    this.mode = mode;
    this.value = value;
    int[] both = Axes.expanded(layer, "padding", Axes.list(padding), 2 * axes);
    before = IntStream.range(0, axes).map(axis -> both[2 * (axes - 1 - axis)]).toArray();
    after = IntStream.range(0, axes).map(axis -> both[2 * (axes - 1 - axis) + 1]).toArray();
  }

  Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only(layer, inputs);
    check(x);
    int[] sizes = Arrays.copyOfRange(x.shape().toArray(), x.rank() - axes, x.rank());
    AxisMaps maps = new AxisMaps(sizes, maps(x, sizes));
    return Pass.of(maps.gather(x, value), g -> Gradients.ofInput(maps.scatterAdd(g)));
  }

  private void check(Tensor x) {
    if (mode == PaddingMode.ZEROS) {
      if (x.rank() < axes) {
        throw new IllegalArgumentException(
            "%s: expected input of at least %d axes, but got %s".formatted(layer, axes, x.shape()));
      }
      return;
    }
    Inputs.rank(layer, x, axes + 1, axes + 2);
    if (byPosition() && x.shape().elements(x.rank() - axes - 1, x.rank()) == 0) {
      throw new IllegalArgumentException(
          "%s: expected input with possibly 0 batch size and other non-zero dimensions, but got %s"
              .formatted(layer, x.shape()));
    }
  }

  private int[][] maps(Tensor x, int[] sizes) {
    int[][] maps = new int[axes][];
    for (int axis = 0; axis < axes; axis++) {
      int size = sizes[axis];
      if (Math.max(before[axis], after[axis]) > mode.widest(size)) {
        throw new IllegalArgumentException(
            "%s: padding (%d, %d) is too wide for dimension %d of input %s"
                .formatted(layer, before[axis], after[axis], x.rank() - axes + axis, x.shape()));
      }
      int padded = size + before[axis] + after[axis];
      // What goes around must be there.
      boolean lost = size + Math.min(0, before[axis]) + Math.min(0, after[axis]) <= 0 && padded > 0;
      if (padded < 0 || mode == PaddingMode.CIRCULAR && lost) {
        throw new IllegalArgumentException(
            "%s: padding (%d, %d) of dimension %d of input %s leaves a size of %d"
                .formatted(
                    layer, before[axis], after[axis], x.rank() - axes + axis, x.shape(), padded));
      }
      maps[axis] = map(size, padded, before[axis], after[axis]);
    }
    if (byPosition() && Arrays.stream(maps).allMatch(map -> map.length == 0)) {
      throw new IllegalArgumentException(
          "%s: padding leaves nothing of input %s".formatted(layer, x.shape()));
    }
    return maps;
  }

  private boolean byPosition() {
    return mode == PaddingMode.REFLECT || mode == PaddingMode.REPLICATE;
  }

  private int[] map(int size, int padded, int before, int after) {
    int[] map = new int[padded];
    // What goes around is the axis as it is cut.
    int cut = Math.max(0, -before);
    int left = size - cut - Math.max(0, -after);
    for (int i = 0; i < padded; i++) {
      int position = i - before;
      map[i] =
          switch (mode) {
            case ZEROS -> position < 0 || position >= size ? AxisMaps.OUTSIDE : position;
            case CIRCULAR -> cut + mode.source(position - cut, left);
            case REFLECT, REPLICATE -> mode.source(position, size);
          };
    }
    return map;
  }
}
