package org.torchparity.nn.pooling;

import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * The mean of shares of images: y(o) = Σ x / d(o) over [⌊o·size/count⌋, ⌈(o + 1)·size/count⌉) on
 * each axis, d(o) elements.
 *
 * <p>Parameters: none; {@code outputSize}.
 *
 * <p>Shape: Input: (N, C, H, W) or (C, H, W), float32 or float64 → Output: the same with
 * size<sub>out</sub> = output_size.
 *
 * <p>Backward: δE/δx(i) = Σ g(o)/d(o) over all o that see i.
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not one output size for each axis, or one
 * is negative, if the input has another rank, an empty axis other than N or a dtype that is not
 * floating-point.
 *
 * <p>Differences from ATen: integers are refused.
 *
 * <p>Source: torch.nn.AdaptiveAvgPool2d; ATen/native/AdaptiveAveragePooling2d.cpp at v2.10.0.
 */
public final class AdaptiveAvgPool2d extends Module {
  private final AdaptiveAvgPooling pooling;

  /** Makes a pooling with torch's defaults and as many shares on every axis. */
  public AdaptiveAvgPool2d(int outputSize) {
    this(AdaptiveRegions.repeated(outputSize, 2));
  }

  /**
   * Makes a pooling.
   *
   * @param outputSize number of shares of each axis, null for as many as it has elements
   * @throws IllegalArgumentException if there is not one for each axis, or one is negative
   */
  public AdaptiveAvgPool2d(@Nullable Integer[] outputSize) {
    pooling = new AdaptiveAvgPooling("AdaptiveAvgPool2d", 2, outputSize);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return pooling.forward(inputs);
  }
}
