package org.torchparity.nn.conv;

import java.util.List;
import org.torchparity.nn.Axes;

/**
 * Options of {@link ConvTranspose1d}, {@link ConvTranspose2d} and {@link ConvTranspose3d}, with
 * torch's names and defaults. Lists hold one number for each spatial axis, or one for all.
 *
 * @param stride step of the kernel over the output; default 1
 * @param padding cut off both ends of the output; default 0
 * @param outputPadding added to the end of the output; default 0
 * @param groups into which the channels are divided; default 1
 * @param bias whether there is a learnable bias; default true
 * @param dilation distance of the kernel's elements; default 1
 * @param paddingMode zeros, the only one torch takes
 */
public record ConvTransposeOptions(
    List<Integer> stride,
    List<Integer> padding,
    List<Integer> outputPadding,
    int groups,
    boolean bias,
    List<Integer> dilation,
    PaddingMode paddingMode) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a stride, a dilation or {@code groups} is not positive, a
   *     padding or output padding is negative, or the padding mode is not zeros
   */
  public ConvTransposeOptions {
    stride = Axes.checked("stride", 1, stride);
    padding = Axes.checked("padding", 0, padding);
    outputPadding = Axes.checked("output_padding", 0, outputPadding);
    dilation = Axes.checked("dilation", 1, dilation);
    if (groups <= 0) {
      throw new IllegalArgumentException("groups must be a positive integer, but got " + groups);
    }
    if (paddingMode != PaddingMode.ZEROS) {
      throw new IllegalArgumentException(
          "Only \"zeros\" padding mode is supported for transposed convolutions, but got '"
              + paddingMode.torchName()
              + "'");
    }
  }

  /** Torch's defaults. */
  public static ConvTransposeOptions defaults() {
    return new ConvTransposeOptions(
        List.of(1), List.of(0), List.of(0), 1, true, List.of(1), PaddingMode.ZEROS);
  }

  /** Returns a copy with another stride, one number for each axis or one for all. */
  public ConvTransposeOptions withStride(int... changed) {
    return new ConvTransposeOptions(
        Axes.list(changed), padding, outputPadding, groups, bias, dilation, paddingMode);
  }

  /** Returns a copy with another padding, one number for each axis or one for all. */
  public ConvTransposeOptions withPadding(int... changed) {
    return new ConvTransposeOptions(
        stride, Axes.list(changed), outputPadding, groups, bias, dilation, paddingMode);
  }

  /** Returns a copy with another output padding, one number for each axis or one for all. */
  public ConvTransposeOptions withOutputPadding(int... changed) {
    return new ConvTransposeOptions(
        stride, padding, Axes.list(changed), groups, bias, dilation, paddingMode);
  }

  /** Returns a copy with another number of groups. */
  public ConvTransposeOptions withGroups(int changed) {
    return new ConvTransposeOptions(
        stride, padding, outputPadding, changed, bias, dilation, paddingMode);
  }

  /** Returns a copy with or without a bias. */
  public ConvTransposeOptions withBias(boolean changed) {
    return new ConvTransposeOptions(
        stride, padding, outputPadding, groups, changed, dilation, paddingMode);
  }

  /** Returns a copy with another dilation, one number for each axis or one for all. */
  public ConvTransposeOptions withDilation(int... changed) {
    return new ConvTransposeOptions(
        stride, padding, outputPadding, groups, bias, Axes.list(changed), paddingMode);
  }
}
