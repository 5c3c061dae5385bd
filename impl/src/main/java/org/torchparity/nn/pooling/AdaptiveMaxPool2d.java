package org.torchparity.nn.pooling;

import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * The greatest element of shares of images: y(o) = max x over [⌊o·size/count⌋, ⌈(o +
 * 1)·size/count⌉) on each axis. Of equal elements the first counts, of NaNs the last.
 *
 * <p>Parameters: none; {@code outputSize} and {@code returnIndices} (default: false).
 *
 * <p>Shape: Input: (N, C, H, W) or (C, H, W), float32 or float64 → Output: the same with
 * size<sub>out</sub> = output_size; with {@code returnIndices} a second one, int64, of the same
 * shape: positions within the plane of one sample and channel.
 *
 * <p>Backward: δE/δx(i) = Σ g(o) over all o whose greatest element stood at i.
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not one output size for each axis, or one
 * is negative, if the input has another rank, an empty axis other than N or a dtype that is not
 * floating-point.
 *
 * <p>Differences from ATen: integers are refused.
 *
 * <p>Source: torch.nn.AdaptiveMaxPool2d; ATen/native/AdaptiveMaxPooling2d.cpp at v2.10.0.
 */
public final class AdaptiveMaxPool2d extends Module {
  private final AdaptiveMaxPooling pooling;

  /** Makes a pooling with torch's defaults and as many shares on every axis. */
  public AdaptiveMaxPool2d(int outputSize) {
    this(AdaptiveRegions.repeated(outputSize, 2), false);
  }

  /**
   * Makes a pooling.
   *
   * @param outputSize number of shares of each axis, null for as many as it has elements
   * @throws IllegalArgumentException if there is not one for each axis, or one is negative
   */
  public AdaptiveMaxPool2d(@Nullable Integer[] outputSize, boolean returnIndices) {
    pooling = new AdaptiveMaxPooling("AdaptiveMaxPool2d", 2, outputSize, returnIndices);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return pooling.forward(inputs);
  }
}
