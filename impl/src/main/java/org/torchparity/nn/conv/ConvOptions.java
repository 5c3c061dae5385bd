package org.torchparity.nn.conv;

import java.util.List;
import org.torchparity.nn.Axes;

/**
 * Options of {@link Conv1d}, {@link Conv2d} and {@link Conv3d}, with torch's names and defaults.
 * Lists hold one number for each spatial axis, or one for all.
 *
 * @param stride step of the kernel; default 1
 * @param padding around the input; default 0
 * @param dilation distance of the kernel's elements; default 1
 * @param groups into which the channels are divided; default 1
 * @param bias whether there is a learnable bias; default true
 * @param paddingMode what the padding holds; default zeros
 */
public record ConvOptions(
    List<Integer> stride,
    ConvPadding padding,
    List<Integer> dilation,
    int groups,
    boolean bias,
    PaddingMode paddingMode) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a stride, a dilation or {@code groups} is not positive, or
   *     {@code padding} is same and a stride is not 1
   */
  public ConvOptions {
    stride = Axes.checked("stride", 1, stride);
    dilation = Axes.checked("dilation", 1, dilation);
    if (groups <= 0) {
      throw new IllegalArgumentException("groups must be a positive integer, but got " + groups);
    }
    if (padding instanceof ConvPadding.Same && stride.stream().anyMatch(step -> step != 1)) {
      throw new IllegalArgumentException(
          "padding='same' is not supported for strided convolutions, but got stride " + stride);
    }
  }

  /** Torch's defaults. */
  public static ConvOptions defaults() {
    return new ConvOptions(List.of(1), ConvPadding.of(0), List.of(1), 1, true, PaddingMode.ZEROS);
  }

  /** Returns a copy with another stride, one number for each axis or one for all. */
  public ConvOptions withStride(int... changed) {
    return new ConvOptions(Axes.list(changed), padding, dilation, groups, bias, paddingMode);
  }

  /** Returns a copy with another padding, one number for each axis or one for all. */
  public ConvOptions withPadding(int... changed) {
    return withPadding(ConvPadding.of(changed));
  }

  /** Returns a copy with another padding. */
  public ConvOptions withPadding(ConvPadding changed) {
    return new ConvOptions(stride, changed, dilation, groups, bias, paddingMode);
  }

  /** Returns a copy with another dilation, one number for each axis or one for all. */
  public ConvOptions withDilation(int... changed) {
    return new ConvOptions(stride, padding, Axes.list(changed), groups, bias, paddingMode);
  }

  /** Returns a copy with another number of groups. */
  public ConvOptions withGroups(int changed) {
    return new ConvOptions(stride, padding, dilation, changed, bias, paddingMode);
  }

  /** Returns a copy with or without a bias. */
  public ConvOptions withBias(boolean changed) {
    return new ConvOptions(stride, padding, dilation, groups, changed, paddingMode);
  }

  /** Returns a copy with another padding mode. */
  public ConvOptions withPaddingMode(PaddingMode changed) {
    return new ConvOptions(stride, padding, dilation, groups, bias, changed);
  }
}
