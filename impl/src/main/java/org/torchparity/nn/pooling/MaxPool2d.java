package org.torchparity.nn.pooling;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * The greatest element under a window that slides over images: y(o) = max<sub>k</sub> x(o·stride −
 * padding + k·dilation). Of equal elements the first counts, of NaNs the last.
 *
 * <p>Parameters: none; {@code kernelSize} and {@link MaxPoolOptions}.
 *
 * <p>Shape: Input: (N, C, H, W) or (C, H, W), float32 or float64 → Output: the same with
 * size<sub>out</sub> = ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 on each axis
 * (⌈ ⌉ in ceil mode, without a last window that starts beyond the input); with {@code
 * returnIndices} a second one, int64, of the same shape: positions within the plane of one sample
 * and channel.
 *
 * <p>Backward: δE/δx(i) = Σ g(o) over all o whose greatest element stood at i.
 *
 * <p>Errors: {@link IllegalArgumentException} if an option has neither one number nor one for each
 * axis, if a size or a stride is not positive, if a padding is more than half of the kernel, if the
 * input has another rank, an empty axis other than N, or a dtype that is not floating-point, or if
 * no window fits.
 *
 * <p>Differences from ATen: integers are refused. A dilated window that sees nothing but padding
 * gives −∞, as in ATen, but its gradient is dropped.
 *
 * <p>Source: torch.nn.MaxPool2d; ATen/native/DilatedMaxPool2d.cpp and
 * ATen/native/cpu/MaxPoolKernel.cpp at v2.10.0.
 */
public final class MaxPool2d extends Module {
  private final MaxPooling pooling;

  /** Makes a pooling with torch's defaults; the kernel is as wide on every axis. */
  public MaxPool2d(int kernelSize) {
    this(new int[] {kernelSize}, MaxPoolOptions.defaults());
  }

  /**
   * Makes a pooling.
   *
   * @param kernelSize one size for each axis, or one for all
   * @throws IllegalArgumentException if a size is not positive, or an option does not fit
   */
  public MaxPool2d(int[] kernelSize, MaxPoolOptions options) {
    pooling = new MaxPooling("MaxPool2d", 2, kernelSize, options);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return pooling.forward(inputs);
  }
}
