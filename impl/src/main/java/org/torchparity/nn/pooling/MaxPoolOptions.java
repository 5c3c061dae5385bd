package org.torchparity.nn.pooling;

import java.util.List;
import org.torchparity.nn.Axes;

/**
 * Options of {@link MaxPool1d}, {@link MaxPool2d} and {@link MaxPool3d}, with torch's names and
 * defaults. Lists hold one number for each spatial axis, or one for all.
 *
 * @param stride step of the window; empty, which is the default, for the kernel's size
 * @param padding positions at both ends that are never the greatest; default 0
 * @param dilation distance of the window's elements; default 1
 * @param returnIndices whether there is a second output: where each greatest element stood; default
 *     false
 * @param ceilMode whether the number of positions is rounded up; default false
 */
public record MaxPoolOptions(
    List<Integer> stride,
    List<Integer> padding,
    List<Integer> dilation,
    boolean returnIndices,
    boolean ceilMode) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a stride or a dilation is not positive, or a padding is
   *     negative
   */
  public MaxPoolOptions {
    stride = stride.isEmpty() ? List.of() : Axes.checked("stride", 1, stride);
    padding = Axes.checked("padding", 0, padding);
    dilation = Axes.checked("dilation", 1, dilation);
  }

  /** Torch's defaults. */
  public static MaxPoolOptions defaults() {
    return new MaxPoolOptions(List.of(), List.of(0), List.of(1), false, false);
  }

  /** Returns a copy with another stride, one number for each axis or one for all. */
  public MaxPoolOptions withStride(int... changed) {
    return new MaxPoolOptions(Axes.list(changed), padding, dilation, returnIndices, ceilMode);
  }

  /** Returns a copy with another padding, one number for each axis or one for all. */
  public MaxPoolOptions withPadding(int... changed) {
    return new MaxPoolOptions(stride, Axes.list(changed), dilation, returnIndices, ceilMode);
  }

  /** Returns a copy with another dilation, one number for each axis or one for all. */
  public MaxPoolOptions withDilation(int... changed) {
    return new MaxPoolOptions(stride, padding, Axes.list(changed), returnIndices, ceilMode);
  }

  /** Returns a copy with or without the second output. */
  public MaxPoolOptions withReturnIndices(boolean changed) {
    return new MaxPoolOptions(stride, padding, dilation, changed, ceilMode);
  }

  /** Returns a copy that rounds up or down. */
  public MaxPoolOptions withCeilMode(boolean changed) {
    return new MaxPoolOptions(stride, padding, dilation, returnIndices, changed);
  }
}
