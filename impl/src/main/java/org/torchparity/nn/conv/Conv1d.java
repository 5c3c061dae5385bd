package org.torchparity.nn.conv;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Convolution (cross-correlation, as in every network library) of sequences: y(n, o) = b(o) +
 * Σ<sub>c</sub> x(n, c) ⋆ w(o, c).
 *
 * <p>Parameters: {@code weight} w (out_channels, in_channels/groups, kernel) and, with {@code
 * bias}, {@code bias} b (out_channels).
 *
 * <p>Shape: Input: (N, C<sub>in</sub>, L<sub>in</sub>) or without N, float32 or float64 as the
 * parameters → Output: (N, C<sub>out</sub>, L<sub>out</sub>) or without N, on each axis with
 * size<sub>out</sub> = ⌊(size<sub>in</sub> + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
 *
 * <p>Backward, with ⋆ᵀ for the adjoint of the map that w makes of x:
 *
 * <pre>
 * δE/δx(n, c) = Σ_o g(n, o) ⋆ᵀ w(o, c)      δE/δw(o, c) = Σ_n g(n, o) ⋆ x(n, c)      δE/δb(o) = Σ g
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if a number of channels is negative or not divisible
 * by {@code groups}, if an option has neither one number nor one for each axis, if the input's
 * rank, channels or dtype do not fit, if the kernel is wider than the padded input, or if the
 * padding is wider than its mode allows (reflect: less than the axis; circular: at most the axis).
 *
 * <p>Differences from ATen: a small float32 convolution is computed in float64 and rounded once,
 * see {@link org.torchparity.kernel.Gemm#innerType}.
 *
 * <p>Source: Dumoulin, Visin, "A guide to convolution arithmetic for deep learning" (2016);
 * torch.nn.Conv1d; ATen/native/Convolution.cpp at v2.10.0.
 */
public final class Conv1d extends Module {
  private final Convolution convolution;

  /** Makes a convolution with torch's defaults; the kernel is as wide on every axis. */
  public Conv1d(int inChannels, int outChannels, int kernelSize) {
    this(inChannels, outChannels, new int[] {kernelSize}, ConvOptions.defaults());
  }

  /**
   * Makes a convolution.
   *
   * @param kernelSize one size for each axis, or one for all
   * @throws IllegalArgumentException if a number of channels is negative or not divisible by the
   *     groups, if a kernel size is not positive, or if an option does not fit the axes
   */
  public Conv1d(int inChannels, int outChannels, int[] kernelSize, ConvOptions options) {
    convolution = new Convolution("Conv1d", 1, inChannels, outChannels, kernelSize, options);
    convolution.register(state());
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return convolution.forward(Inputs.only("Conv1d", inputs), state());
  }
}
