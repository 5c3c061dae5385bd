package org.torchparity.nn.pooling;

import java.util.Arrays;
import org.torchparity.nn.Inputs;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * An input of pooling as planes, one a sample and channel, of one to three spatial axes.
 *
 * @param count number of planes
 * @param sizes of the spatial axes
 */
record Planes(Shape whole, int count, int[] sizes) {

  /**
   * Sees an input as (N, C, …) or (C, …).
   *
   * @throws IllegalArgumentException if it has another rank, an empty axis other than N, or a dtype
   *     that is not floating-point
   */
  static Planes of(String layer, Tensor x, int axes) {
    Inputs.rank(layer, x, axes + 1, axes + 2);
    int first = x.rank() - axes;
    if (x.shape().elements(first - 1, x.rank()) == 0) {
      throw new IllegalArgumentException(
          "%s: expected input to have non-zero size for non-batch dimensions, but got %s"
              .formatted(layer, x.shape()));
    }
    if (!x.dtype().isFloatingPoint()) {
      throw new IllegalArgumentException(
          layer + ": expected input of a floating-point dtype, but got " + x.dtype().torchName());
    }
    return new Planes(
        x.shape(),
        x.shape().elements(0, first),
        Arrays.copyOfRange(x.shape().toArray(), first, x.rank()));
  }

  /** Returns the shape with other spatial sizes. */
  Shape resized(int[] spatial) {
    int[] all = whole.toArray();
    System.arraycopy(spatial, 0, all, all.length - spatial.length, spatial.length);
    return Shape.of(all);
  }
}
