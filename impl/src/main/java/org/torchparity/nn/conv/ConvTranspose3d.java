package org.torchparity.nn.conv;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Transposed convolution of volumes, the adjoint of a {@link Conv3d} from out_channels to
 * in_channels: y(n, o) = b(o) + Σ<sub>c</sub> x(n, c) ⋆ᵀ w(c, o).
 *
 * <p>Parameters: {@code weight} w (in_channels, out_channels/groups, kernel depth, height, width)
 * and, with {@code bias}, {@code bias} b (out_channels).
 *
 * <p>Shape: Input: (N, C<sub>in</sub>, D<sub>in</sub>, H<sub>in</sub>, W<sub>in</sub>) or without
 * N, float32 or float64 as the parameters → Output: (N, C<sub>out</sub>, D<sub>out</sub>,
 * H<sub>out</sub>, W<sub>out</sub>) or without N, on each axis with size<sub>out</sub> =
 * (size<sub>in</sub> − 1)·stride − 2·padding + dilation·(kernel − 1) + output_padding + 1.
 *
 * <p>Backward, with ⋆ for the convolution that is transposed:
 *
 * <pre>
 * δE/δx(n, c) = Σ_o g(n, o) ⋆ w(c, o)      δE/δw(c, o) = Σ_n x(n, c) ⋆ g(n, o)      δE/δb(o) = Σ g
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if a number of channels is negative or not divisible
 * by {@code groups}, if an option has neither one number nor one for each axis, if an output
 * padding is as great as both stride and dilation, if the input's rank, channels or dtype do not
 * fit, or if the output would be empty.
 *
 * <p>Differences from ATen: a small float32 convolution is computed in float64 and rounded once,
 * see {@link org.torchparity.kernel.Gemm#innerType}.
 *
 * <p>Source: Dumoulin, Visin, "A guide to convolution arithmetic for deep learning" (2016), chapter
 * 4; torch.nn.ConvTranspose3d; ATen/native/Convolution.cpp at v2.10.0.
 */
public final class ConvTranspose3d extends Module {
  private final TransposedConvolution convolution;

  /** Makes a transposed convolution with torch's defaults; the kernel is as wide on every axis. */
  public ConvTranspose3d(int inChannels, int outChannels, int kernelSize) {
    this(inChannels, outChannels, new int[] {kernelSize}, ConvTransposeOptions.defaults());
  }

  /**
   * Makes a transposed convolution.
   *
   * @param kernelSize one size for each axis, or one for all
   * @throws IllegalArgumentException if a number of channels is negative or not divisible by the
   *     groups, if a kernel size is not positive, or if an option does not fit the axes
   */
  public ConvTranspose3d(
      int inChannels, int outChannels, int[] kernelSize, ConvTransposeOptions options) {
    convolution =
        new TransposedConvolution(
            "ConvTranspose3d", 3, inChannels, outChannels, kernelSize, options);
    convolution.register(state());
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return convolution.forward(Inputs.only("ConvTranspose3d", inputs), state());
  }

  /**
   * Runs with whatever output padding gives the output the size wanted, in place of the option.
   *
   * @param outputSize of the spatial axes, or of all axes
   * @throws IllegalArgumentException as {@link #forward}, or if the stride does not lead there
   */
  public Pass forward(Tensor input, int[] outputSize) {
    return convolution.forwardTo(outputSize, input, state());
  }
}
