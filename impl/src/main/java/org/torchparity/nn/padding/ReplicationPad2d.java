package org.torchparity.nn.padding;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.conv.PaddingMode;
import org.torchparity.tensor.Tensor;

/**
 * Images with their edges repeated: y(i) = x(min(max(i − before, 0), size − 1)). A negative padding
 * cuts the axis.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (N, C, H, W) or (C, H, W), float32, float64 or int64 → Output: the same with
 * size<sub>out</sub> = size + before + after.
 *
 * <p>Backward: δE/δx(j) = Σ g(i) over all i that x(j) was copied to.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code padding} has neither one number nor 4, if
 * the input has another rank or an empty axis other than N, if a padding cuts off more than an axis
 * has, or if nothing is left of any axis.
 *
 * <p>Source: torch.nn.ReplicationPad2d; ATen/native/ReplicationPadding.cpp at v2.10.0.
 */
public final class ReplicationPad2d extends Module {
  private final Padding padding;

  /** Makes a padding of the same width at both ends of each axis. */
  public ReplicationPad2d(int padding) {
    this(new int[] {padding});
  }

  /**
   * Makes a padding.
   *
   * @param padding [left, right, top, bottom], or one number for all
   * @throws IllegalArgumentException if there is neither one number nor 4
   */
  public ReplicationPad2d(int[] padding) {
    this.padding = new Padding("ReplicationPad2d", 2, PaddingMode.REPLICATE, padding, 0);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return padding.forward(inputs);
  }
}
