package org.torchparity.nn.pooling;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * The greatest element under a window that moves over volumes in steps of unequal size: y(o) =
 * max<sub>k</sub> x(s(o) + k) with s(o) = ⌊(o + u)·α⌋ − ⌊u·α⌋ and α = (size − kernel)/(count − 1)
 * on each axis; the last window ends with the input. The number u in [0, 1) is drawn for each
 * sample, channel and axis, in evaluation too.
 *
 * <p>Parameters: none; {@code kernelSize} and {@link FractionalMaxPoolOptions}.
 *
 * <p>Shape: Input: (N, C, D, H, W) or (C, D, H, W), float32 or float64 → Output: the same with
 * size<sub>out</sub> = output_size or ⌊output_ratio·size⌋ on each axis; with {@code returnIndices}
 * a second one, int64, of the same shape: positions within the plane of one sample and channel.
 *
 * <p>Backward: δE/δx(i) = Σ g(o) over all o whose greatest element stood at i.
 *
 * <p>Errors: {@link IllegalArgumentException} if an option has neither one number nor one for each
 * axis, if a size is not positive, if the input has another rank, an empty axis other than N, or a
 * dtype that is not floating-point, if count + kernel − 1 is as much as an axis has or more, or if
 * the random samples given have another dtype than the input or do not fit it.
 *
 * <p>Source: Graham, "Fractional Max-Pooling" (2014); torch.nn.FractionalMaxPool3d;
 * ATen/native/FractionalMaxPool3d.cpp at v2.10.0.
 */
public final class FractionalMaxPool3d extends Module {
  private final FractionalMaxPooling pooling;

  /**
   * Makes a pooling.
   *
   * @param kernelSize one size for each axis, or one for all
   * @throws IllegalArgumentException if a size is not positive, or an option does not fit
   */
  public FractionalMaxPool3d(int[] kernelSize, FractionalMaxPoolOptions options) {
    pooling = new FractionalMaxPooling("FractionalMaxPool3d", 3, kernelSize, options);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return pooling.forward(generator(), inputs);
  }
}
