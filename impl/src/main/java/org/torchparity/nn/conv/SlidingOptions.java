package org.torchparity.nn.conv;

import java.util.List;
import org.torchparity.nn.Axes;

/**
 * Options of {@link Unfold} and {@link Fold}, with torch's names and defaults. Lists hold one
 * number for each of the two spatial axes, or one for both.
 *
 * @param dilation distance of the kernel's elements; default 1
 * @param padding zeros at both ends of the image; default 0
 * @param stride step of the kernel; default 1
 */
public record SlidingOptions(List<Integer> dilation, List<Integer> padding, List<Integer> stride) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a stride or a dilation is not positive, or a padding is
   *     negative
   */
  public SlidingOptions {
    dilation = Axes.checked("dilation", 1, dilation);
    padding = Axes.checked("padding", 0, padding);
    stride = Axes.checked("stride", 1, stride);
  }

  /** Torch's defaults. */
  public static SlidingOptions defaults() {
    return new SlidingOptions(List.of(1), List.of(0), List.of(1));
  }

  /** Returns a copy with another dilation, one number for each axis or one for both. */
  public SlidingOptions withDilation(int... changed) {
    return new SlidingOptions(Axes.list(changed), padding, stride);
  }

  /** Returns a copy with another padding, one number for each axis or one for both. */
  public SlidingOptions withPadding(int... changed) {
    return new SlidingOptions(dilation, Axes.list(changed), stride);
  }

  /** Returns a copy with another stride, one number for each axis or one for both. */
  public SlidingOptions withStride(int... changed) {
    return new SlidingOptions(dilation, padding, Axes.list(changed));
  }
}
