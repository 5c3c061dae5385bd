package org.torchparity.nn.padding;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.conv.PaddingMode;
import org.torchparity.tensor.Tensor;

/**
 * One value around sequences: y(i) = x(i − before) within x, {@code value} beyond its edges. A
 * negative padding cuts the axis.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: any with at least one axis, the padded one last, float32, float64 or int64 →
 * Output: the same with size<sub>out</sub> = size + before + after.
 *
 * <p>Backward: δE/δx(i) = g(i + before).
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code padding} has neither one number nor 2, if
 * the input has too few axes, or if a padding cuts off more than an axis has.
 *
 * <p>Source: torch.nn.ConstantPad1d; ATen/native/PadNd.cpp at v2.10.0.
 */
public final class ConstantPad1d extends Module {
  private final Padding padding;

  /** Makes a padding of the same width at both ends of the axis. */
  public ConstantPad1d(int padding, double value) {
    this(new int[] {padding}, value);
  }

  /**
   * Makes a padding.
   *
   * @param padding [left, right], or one number for all
   * @param value beyond the edges
   * @throws IllegalArgumentException if there is neither one number nor 2
   */
  public ConstantPad1d(int[] padding, double value) {
    this.padding = new Padding("ConstantPad1d", 1, PaddingMode.ZEROS, padding, value);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return padding.forward(inputs);
  }
}
