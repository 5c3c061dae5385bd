package org.torchparity.nn.pooling;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * The way back from {@link MaxPool3d}: y(i(o)) = x(o), zeros elsewhere, with i(o) the second input.
 * Of several values at one index the last stays.
 *
 * <p>Parameters: none; {@code kernelSize}, {@code stride} (default: the kernel’s size), {@code
 * padding} (default: 0).
 *
 * <p>Shape: Input: (N, C, D, H, W) or (C, D, H, W), float32 or float64, and int64 of the same shape
 * → Output: the same with size<sub>out</sub> = (size − 1)·stride + kernel − 2·padding on each axis,
 * or the sizes handed to forward.
 *
 * <p>Backward: δE/δx(o) = g(i(o)).
 *
 * <p>Errors: {@link IllegalArgumentException} if an option has neither one number nor one for each
 * axis, if a size or a stride is not positive, if there are not two inputs, if the indices are not
 * int64, have another shape or reach beyond the output, if the first input has another rank, an
 * empty axis other than N, or a dtype that is not floating-point, or if the sizes handed to forward
 * are a stride or more away from the usual ones.
 *
 * <p>Differences from ATen: integer values are refused.
 *
 * <p>Source: torch.nn.MaxUnpool3d; torch/nn/functional.py and ATen/native/MaxUnpooling.cpp at
 * v2.10.0.
 */
public final class MaxUnpool3d extends Module {
  private final MaxUnpooling unpooling;

  /** Makes an unpooling with torch's defaults; the kernel is as wide on every axis. */
  public MaxUnpool3d(int kernelSize) {
    this(new int[] {kernelSize}, new int[0], new int[] {0});
  }

  /**
   * Makes an unpooling.
   *
   * @param kernelSize one size for each axis, or one for all
   * @param stride one step for each axis, one for all, or none for the kernel's size
   * @param padding that the pooling had, one number for each axis or one for all
   * @throws IllegalArgumentException if a size or a stride is not positive, or there is not one
   *     number for each axis
   */
  public MaxUnpool3d(int[] kernelSize, int[] stride, int[] padding) {
    unpooling = new MaxUnpooling("MaxUnpool3d", 3, kernelSize, stride, padding);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return unpooling.forward(inputs);
  }

  /**
   * Runs to an output of the sizes wanted.
   *
   * @param outputSize of the spatial axes, or of all axes
   * @throws IllegalArgumentException as {@link #forward}, or if the stride does not lead there
   */
  public Pass forward(Tensor input, Tensor indices, int[] outputSize) {
    return unpooling.forwardTo(outputSize, input, indices);
  }
}
