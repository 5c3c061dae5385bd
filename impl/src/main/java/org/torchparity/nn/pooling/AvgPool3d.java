package org.torchparity.nn.pooling;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * The mean under a window that slides over volumes: y(o) = Σ<sub>k</sub> x(o·stride − padding + k)
 * / d(o), with d(o) the elements seen, the padding’s too where {@code countIncludePad}, or {@code
 * divisorOverride}.
 *
 * <p>Parameters: none; {@code kernelSize} and {@link AvgPoolOptions}.
 *
 * <p>Shape: Input: (N, C, D, H, W) or (C, D, H, W), float32 or float64 → Output: the same with
 * size<sub>out</sub> = ⌊(size + 2·padding − kernel) / stride⌋ + 1 on each axis (⌈ ⌉ in ceil mode,
 * without a last window that starts beyond the input).
 *
 * <p>Backward: δE/δx(i) = Σ g(o)/d(o) over all o that see i.
 *
 * <p>Errors: {@link IllegalArgumentException} if an option has neither one number nor one for each
 * axis, if a size or a stride is not positive, if a padding is more than half of the kernel, if the
 * input has another rank, an empty axis other than N, or a dtype that is not floating-point, if an
 * axis is shorter than the kernel, or if no window fits.
 *
 * <p>Differences from ATen: integers are refused.
 *
 * <p>Source: torch.nn.AvgPool3d; ATen/native/AveragePool3d.cpp at v2.10.0.
 */
public final class AvgPool3d extends Module {
  private final AvgPooling pooling;

  /** Makes a pooling with torch's defaults; the kernel is as wide on every axis. */
  public AvgPool3d(int kernelSize) {
    this(new int[] {kernelSize}, AvgPoolOptions.defaults());
  }

  /**
   * Makes a pooling.
   *
   * @param kernelSize one size for each axis, or one for all
   * @throws IllegalArgumentException if a size is not positive, or an option does not fit
   */
  public AvgPool3d(int[] kernelSize, AvgPoolOptions options) {
    pooling = new AvgPooling("AvgPool3d", 3, kernelSize, options);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return pooling.forward(inputs);
  }
}
