package org.torchparity.nn.vision;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Resizes images by bilinear interpolation between aligned corners, as {@link Upsample} of mode
 * bilinear with {@code alignCorners}.
 *
 * <p>Shape: Input: (N, C, H, W), float32 or float64 → Output: the same with the size given, or
 * ⌊H·scale⌋ and ⌊W·scale⌋, along the last axes.
 *
 * <p>Backward: as {@link Upsample}.
 *
 * <p>Errors: {@link IllegalArgumentException} if the input does not have four axes, and where
 * {@link Upsample} throws it.
 *
 * <p>Source: torch.nn.UpsamplingBilinear2d; torch/nn/modules/upsampling.py at v2.10.0.
 */
public final class UpsamplingBilinear2d extends Module {
  private final Resize resize;

  private UpsamplingBilinear2d(UpsampleOptions options) {
    resize = new Resize(options.withMode(UpsampleMode.BILINEAR).withAlignCorners(true));
  }

  /** Returns a layer whose output has a size. */
  public static UpsamplingBilinear2d ofSize(PerAxis size) {
    return new UpsamplingBilinear2d(UpsampleOptions.ofSize(size));
  }

  /** Returns a layer that scales height and width. */
  public static UpsamplingBilinear2d ofScaleFactor(PerAxis scaleFactor) {
    return new UpsamplingBilinear2d(UpsampleOptions.ofScaleFactor(scaleFactor));
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("UpsamplingBilinear2d", inputs);
    Inputs.rank("UpsamplingBilinear2d", x, 4);
    return resize.of("UpsamplingBilinear2d", x);
  }
}
