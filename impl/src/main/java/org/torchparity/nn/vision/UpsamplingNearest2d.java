package org.torchparity.nn.vision;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Resizes images: every new element is the old one at ⌊s·j⌋, as {@link Upsample} of mode nearest.
 *
 * <p>Shape: Input: (N, C, H, W), float32 or float64 → Output: the same with the size given, or
 * ⌊H·scale⌋ and ⌊W·scale⌋, along the last axes. As torch's, it also takes (N, C, L) and (N, C, D,
 * H, W).
 *
 * <p>Backward: as {@link Upsample}.
 *
 * <p>Errors: {@link IllegalArgumentException} where {@link Upsample} throws it.
 *
 * <p>Source: torch.nn.UpsamplingNearest2d; torch/nn/modules/upsampling.py at v2.10.0.
 */
public final class UpsamplingNearest2d extends Module {
  private final Resize resize;

  private UpsamplingNearest2d(UpsampleOptions options) {
    resize = new Resize(options.withMode(UpsampleMode.NEAREST));
  }

  /** Returns a layer whose output has a size. */
  public static UpsamplingNearest2d ofSize(PerAxis size) {
    return new UpsamplingNearest2d(UpsampleOptions.ofSize(size));
  }

  /** Returns a layer that scales height and width. */
  public static UpsamplingNearest2d ofScaleFactor(PerAxis scaleFactor) {
    return new UpsamplingNearest2d(UpsampleOptions.ofScaleFactor(scaleFactor));
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("UpsamplingNearest2d", inputs);
    return resize.of("UpsamplingNearest2d", x);
  }
}
