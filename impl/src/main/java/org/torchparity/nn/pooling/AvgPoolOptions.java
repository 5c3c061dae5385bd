package org.torchparity.nn.pooling;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Axes;

/**
 * Options of {@link AvgPool1d}, {@link AvgPool2d} and {@link AvgPool3d}, with torch's names and
 * defaults. Lists hold one number for each spatial axis, or one for all.
 *
 * @param stride step of the window; empty, which is the default, for the kernel's size
 * @param padding zeros at both ends; default 0
 * @param ceilMode whether the number of positions is rounded up; default false
 * @param countIncludePad whether the mean is over the padding too; default true
 * @param divisorOverride by what the sums are divided, or null for the number of elements, which is
 *     the default; {@link AvgPool1d} has none
 */
public record AvgPoolOptions(
    List<Integer> stride,
    List<Integer> padding,
    boolean ceilMode,
    boolean countIncludePad,
    @Nullable Integer divisorOverride) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a stride is not positive, a padding is negative, or {@code
   *     divisorOverride} is zero
   */
  public AvgPoolOptions {
    stride = stride.isEmpty() ? List.of() : Axes.checked("stride", 1, stride);
    padding = Axes.checked("padding", 0, padding);
    if (divisorOverride != null && divisorOverride == 0) {
      throw new IllegalArgumentException("divisor must be not zero, but got divisor_override=0");
    }
  }

  /** Torch's defaults. */
  public static AvgPoolOptions defaults() {
    return new AvgPoolOptions(List.of(), List.of(0), false, true, null);
  }

  /** Returns a copy with another stride, one number for each axis or one for all. */
  public AvgPoolOptions withStride(int... changed) {
    return new AvgPoolOptions(
        Axes.list(changed), padding, ceilMode, countIncludePad, divisorOverride);
  }

  /** Returns a copy with another padding, one number for each axis or one for all. */
  public AvgPoolOptions withPadding(int... changed) {
    return new AvgPoolOptions(
        stride, Axes.list(changed), ceilMode, countIncludePad, divisorOverride);
  }

  /** Returns a copy that rounds up or down. */
  public AvgPoolOptions withCeilMode(boolean changed) {
    return new AvgPoolOptions(stride, padding, changed, countIncludePad, divisorOverride);
  }

  /** Returns a copy whose means are over the padding too, or not. */
  public AvgPoolOptions withCountIncludePad(boolean changed) {
    return new AvgPoolOptions(stride, padding, ceilMode, changed, divisorOverride);
  }

  /** Returns a copy with another divisor; null for the number of elements. */
  public AvgPoolOptions withDivisorOverride(@Nullable Integer changed) {
    return new AvgPoolOptions(stride, padding, ceilMode, countIncludePad, changed);
  }
}
