package org.torchparity.nn.pooling;

import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * The mean of shares of volumes: y(o) = Σ x / d(o) over [⌊o·size/count⌋, ⌈(o + 1)·size/count⌉) on
 * each axis, d(o) elements.
 *
 * <p>Parameters: none; {@code outputSize}.
 *
 * <p>Shape: Input: (N, C, D, H, W) or (C, D, H, W), float32 or float64 → Output: the same with
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
 * <p>Source: torch.nn.AdaptiveAvgPool3d; ATen/native/AdaptiveAveragePooling3d.cpp at v2.10.0.
 */
public final class AdaptiveAvgPool3d extends Module {
  private final AdaptiveAvgPooling pooling;

  /** Makes a pooling with torch's defaults and as many shares on every axis. */
  public AdaptiveAvgPool3d(int outputSize) {
    this(AdaptiveRegions.repeated(outputSize, 3));
  }

  /**
   * Makes a pooling.
   *
   * @param outputSize number of shares of each axis, null for as many as it has elements
   * @throws IllegalArgumentException if there is not one for each axis, or one is negative
   */
  public AdaptiveAvgPool3d(@Nullable Integer[] outputSize) {
    pooling = new AdaptiveAvgPooling("AdaptiveAvgPool3d", 3, outputSize);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return pooling.forward(inputs);
  }
}
