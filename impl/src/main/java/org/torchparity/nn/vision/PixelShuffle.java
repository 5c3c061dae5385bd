package org.torchparity.nn.vision;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Moves channels into space, r = {@code upscaleFactor}: y[c, h·r + i, w·r + j] = x[c·r² + i·r + j,
 * h, w].
 *
 * <p>Shape: Input: (*, C·r², H, W), any dtype → Output: (*, C, H·r, W·r).
 *
 * <p>Backward: δE/δx is g moved back, which is {@link PixelUnshuffle}.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code upscaleFactor} is not positive, if the
 * input has fewer than three axes, or its channels are not divisible by r².
 *
 * <p>Source: Shi et al., "Real-Time Single Image and Video Super-Resolution Using an Efficient
 * Sub-Pixel Convolutional Neural Network" (2016), equation (4); torch.nn.PixelShuffle;
 * ATen/native/PixelShuffle.cpp at v2.10.0.
 */
public final class PixelShuffle extends Module {
  private final int upscaleFactor;

  /**
   * Makes a layer.
   *
   * @throws IllegalArgumentException if {@code upscaleFactor} is not positive
   */
  public PixelShuffle(int upscaleFactor) {
    if (upscaleFactor <= 0) {
      throw new IllegalArgumentException(
          "pixel_shuffle expects a positive upscale_factor, but got " + upscaleFactor);
    }
    this.upscaleFactor = upscaleFactor;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("PixelShuffle", inputs);
    Rearrangement.requireImage("pixel_shuffle", x);
    int r = upscaleFactor;
    int channels = x.size(-3) / (r * r);
    if (channels * r * r != x.size(-3)) {
      throw new IllegalArgumentException(
          "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of"
              + " upscale_factor, but input.size(-3)="
              + x.size(-3)
              + " is not divisible by "
              + r * r);
    }
    int height = x.size(-2);
    int width = x.size(-1);
    return Rearrangement.of(
        x,
        Shape.of(x.shape().elements(0, x.rank() - 3), channels, r, r, height, width),
        Rearrangement.withImage(x.shape(), channels, height * r, width * r),
        0,
        1,
        4,
        2,
        5,
        3);
  }
}
