package org.torchparity.nn.vision;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Resizes signals, images and volumes: every new element is the nearest old one, or interpolated
 * linearly or cubically between the old ones around its place.
 *
 * <p>With s = in/out along an axis, or 1/{@code scaleFactor} where one is given and not recomputed,
 * the element j lies at s·(j + ½) − ½ of the input, or at j·(in − 1)/(out − 1) with {@code
 * alignCorners}; nearest takes the element ⌊s·j⌋.
 *
 * <p>Shape: Input: (N, C, L), (N, C, H, W) or (N, C, D, H, W), float32 or float64; linear, bilinear
 * and bicubic, trilinear take one of them each → Output: the same with {@code size}, or
 * ⌊in·scaleFactor⌋, along the last axes.
 *
 * <p>Backward: the transpose of the interpolation, with wⱼᵢ the weight of xᵢ in yⱼ:
 *
 * <pre>
 * δE/δxᵢ = Σⱼ wⱼᵢ·gⱼ
 * </pre>
 *
 * Where the sizes are equal, or for nearest one twice the other, and a scale factor says otherwise,
 * ATen's backward ignores the factor; so does this one.
 *
 * <p>Errors: {@link IllegalArgumentException} if the input's number of axes is not the mode's, if
 * sizes or factors are not one an axis, if the input is empty but for its batch, or a size along a
 * spatial axis of input or output is not positive.
 *
 * <p>Differences from ATen: positions and sums are float64 for float32 data too, except where
 * nearest would choose another element.
 *
 * <p>Source: Keys, "Cubic Convolution Interpolation for Digital Image Processing" (1981), equation
 * (15), with a = −0.75; torch.nn.Upsample; ATen/native/UpSample.h, cpu/UpSampleKernel.cpp and
 * cpu/UpSampleMoreKernel.cpp at v2.10.0.
 *
 * <pre>{@code
 * new Upsample(UpsampleOptions.ofScaleFactor(PerAxis.every(2)).withMode(UpsampleMode.BILINEAR))
 * }</pre>
 */
public final class Upsample extends Module {
  private final Resize resize;

  /** Makes a layer. */
  public Upsample(UpsampleOptions options) {
    resize = new Resize(options);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return resize.of("Upsample", Inputs.only("Upsample", inputs));
  }
}
