package org.torchparity.nn.padding;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.conv.PaddingMode;
import org.torchparity.tensor.Tensor;

/**
 * Zeros around images: y(i) = x(i − before) within x, 0 beyond its edges. A negative padding cuts
 * the axis.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: any with at least two axes, the padded ones last, float32, float64 or int64 →
 * Output: the same with size<sub>out</sub> = size + before + after.
 *
 * <p>Backward: δE/δx(i) = g(i + before).
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code padding} has neither one number nor 4, if
 * the input has too few axes, or if a padding cuts off more than an axis has.
 *
 * <p>Source: torch.nn.ZeroPad2d; ATen/native/PadNd.cpp at v2.10.0.
 */
public final class ZeroPad2d extends Module {
  private final Padding padding;

  /** Makes a padding of the same width at both ends of each axis. */
  public ZeroPad2d(int padding) {
    this(new int[] {padding});
  }

  /**
   * Makes a padding.
   *
   * @param padding [left, right, top, bottom], or one number for all
   * @throws IllegalArgumentException if there is neither one number nor 4
   */
  public ZeroPad2d(int[] padding) {
    this.padding = new Padding("ZeroPad2d", 2, PaddingMode.ZEROS, padding, 0);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return padding.forward(inputs);
  }
}
