package org.torchparity.nn.pooling;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * The p-norm under a window that slides over images: y(o) = (K·m(o))<sup>1/p</sup> with m(o) the
 * mean of x<sup>p</sup> over the elements seen and K the kernel’s elements, which is (Σ
 * x<sup>p</sup>)<sup>1/p</sup> but for a last window in ceil mode that reaches beyond the input.
 * There is no absolute value: an odd p and negative elements may give NaN.
 *
 * <p>Parameters: none; {@code normType} p, {@code kernelSize}, {@code stride} (default: the
 * kernel’s size), {@code ceilMode} (default: false).
 *
 * <p>Shape: Input: (N, C, H, W) or (C, H, W), float32 or float64 → Output: the same with
 * size<sub>out</sub> = ⌊(size − kernel) / stride⌋ + 1 on each axis (⌈ ⌉ in ceil mode).
 *
 * <p>Backward: with n(o) the elements seen, δE/δx(i) = Σ g(o)·(K·m(o))<sup>1/p −
 * 1</sup>·K/n(o)·x(i)<sup>p − 1</sup> over all o that see i; nothing flows where m(o) = 0.
 *
 * <p>Errors: {@link IllegalArgumentException} if an option has neither one number nor one for each
 * axis, if {@code normType} is 0, if a size or a stride is not positive, if the input has another
 * rank, an empty axis other than N, or a dtype that is not floating-point, or if no window fits.
 *
 * <p>Source: torch.nn.LPPool2d; torch/nn/functional.py at v2.10.0.
 */
public final class LPPool2d extends Module {
  private final LPPooling pooling;

  /** Makes a pooling with torch's defaults; the kernel is as wide on every axis. */
  public LPPool2d(double normType, int kernelSize) {
    this(normType, new int[] {kernelSize}, new int[0], false);
  }

  /**
   * Makes a pooling.
   *
   * @param kernelSize one size for each axis, or one for all
   * @param stride one step for each axis, one for all, or none for the kernel's size
   * @throws IllegalArgumentException if {@code normType} is 0, a size or a stride is not positive,
   *     or there is not one number for each axis
   */
  public LPPool2d(double normType, int[] kernelSize, int[] stride, boolean ceilMode) {
    pooling = new LPPooling("LPPool2d", 2, normType, kernelSize, stride, ceilMode);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return pooling.forward(inputs);
  }
}
