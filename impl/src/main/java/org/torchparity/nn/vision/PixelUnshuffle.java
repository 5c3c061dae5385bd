package org.torchparity.nn.vision;

import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Moves space into channels, r = {@code downscaleFactor}: y[c·r² + i·r + j, h, w] = x[c, h·r + i,
 * w·r + j].
 *
 * <p>Shape: Input: (*, C, H·r, W·r), any dtype → Output: (*, C·r², H, W). An input without elements
 * comes out as it is.
 *
 * <p>Backward: δE/δx is g moved back, which is {@link PixelShuffle}.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code downscaleFactor} is not positive, if the
 * input has fewer than three axes, or its height or width is not divisible by r.
 *
 * <p>Source: Shi et al. (2016), the inverse of equation (4); torch.nn.PixelUnshuffle;
 * ATen/native/PixelShuffle.cpp at v2.10.0.
 */
public final class PixelUnshuffle extends Module {
  private final int downscaleFactor;

  /**
   * Makes a layer.
   *
   * @throws IllegalArgumentException if {@code downscaleFactor} is not positive
   */
  public PixelUnshuffle(int downscaleFactor) {
    if (downscaleFactor <= 0) {
      throw new IllegalArgumentException(
          "pixel_unshuffle expects a positive downscale_factor, but got " + downscaleFactor);
    }
    this.downscaleFactor = downscaleFactor;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("PixelUnshuffle", inputs);
    Rearrangement.requireImage("pixel_unshuffle", x);
    int r = downscaleFactor;
    int channels = x.size(-3);
    int height = divided("height", x, -2);
    int width = divided("width", x, -1);
    if (x.elements() == 0) {
      return Pass.of(x, Gradients::ofInput);
    }
    return Rearrangement.of(
        x,
        Shape.of(x.shape().elements(0, x.rank() - 3), channels, height, r, width, r),
        Rearrangement.withImage(x.shape(), channels * r * r, height, width),
        0,
        1,
        3,
        5,
        2,
        4);
  }

  private int divided(String name, Tensor x, int axis) {
    if (x.size(axis) % downscaleFactor != 0) {
      throw new IllegalArgumentException(
          "pixel_unshuffle expects "
              + name
              + " to be divisible by downscale_factor, but input.size("
              + axis
              + ")="
              + x.size(axis)
              + " is not divisible by "
              + downscaleFactor);
    }
    return x.size(axis) / downscaleFactor;
  }
}
