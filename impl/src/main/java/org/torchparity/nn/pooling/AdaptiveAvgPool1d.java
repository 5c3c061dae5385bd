package org.torchparity.nn.pooling;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * The mean of shares of sequences: y(o) = Σ x / d(o) over [⌊o·size/count⌋, ⌈(o + 1)·size/count⌉) on
 * each axis, d(o) elements.
 *
 * <p>Parameters: none; {@code outputSize}.
 *
 * <p>Shape: Input: (N, C, L) or (C, L), float32 or float64 → Output: the same with
 * size<sub>out</sub> = output_size.
 *
 * <p>Backward: δE/δx(i) = Σ g(o)/d(o) over all o that see i.
 *
 * <p>Errors: {@link IllegalArgumentException} if an output size is negative, if the input has
 * another rank, an empty axis other than N or a dtype that is not floating-point.
 *
 * <p>Differences from ATen: integers are refused.
 *
 * <p>Source: torch.nn.AdaptiveAvgPool1d; ATen/native/AdaptiveAveragePooling2d.cpp at v2.10.0.
 */
public final class AdaptiveAvgPool1d extends Module {
  private final AdaptiveAvgPooling pooling;

  /**
   * Makes a pooling.
   *
   * @param outputSize number of shares
   * @throws IllegalArgumentException if it is negative
   */
  public AdaptiveAvgPool1d(int outputSize) {
    pooling =
        new AdaptiveAvgPooling("AdaptiveAvgPool1d", 1, AdaptiveRegions.repeated(outputSize, 1));
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return pooling.forward(inputs);
  }
}
