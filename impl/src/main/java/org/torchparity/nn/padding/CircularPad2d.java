package org.torchparity.nn.padding;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.conv.PaddingMode;
import org.torchparity.tensor.Tensor;

/**
 * Images that go around: y(i) = x((i − before) mod size). A negative padding cuts the axis.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (N, C, H, W) or (C, H, W), float32, float64 or int64 → Output: the same with
 * size<sub>out</sub> = size + before + after.
 *
 * <p>Backward: δE/δx(j) = Σ g(i) over all i that x(j) was copied to.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code padding} has neither one number nor 4, if
 * the input has another rank, if a padding is wider than its axis, or cuts off more than it has.
 *
 * <p>Differences from ATen: where one end is cut and the other padded by more than is left, ATen
 * reads elements it has not written; here the rest goes around more than once.
 *
 * <p>Source: torch.nn.CircularPad2d; ATen/native/PadNd.cpp at v2.10.0.
 */
public final class CircularPad2d extends Module {
  private final Padding padding;

  /** Makes a padding of the same width at both ends of each axis. */
  public CircularPad2d(int padding) {
    this(new int[] {padding});
  }

  /**
   * Makes a padding.
   *
   * @param padding [left, right, top, bottom], or one number for all
   * @throws IllegalArgumentException if there is neither one number nor 4
   */
  public CircularPad2d(int[] padding) {
    this.padding = new Padding("CircularPad2d", 2, PaddingMode.CIRCULAR, padding, 0);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return padding.forward(inputs);
  }
}
