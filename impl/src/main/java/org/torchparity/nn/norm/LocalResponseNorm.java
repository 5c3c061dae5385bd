package org.torchparity.nn.norm;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Local response normalisation: y_c = x_c / (k + α/n · Σ x_j²)^β, the sum over the n channels from
 * c − ⌊n/2⌋ to c + ⌊(n−1)/2⌋, those that do not exist being zero.
 *
 * <p>Shape: Input: (N, C, *) of three or more axes, float32 or float64 → Output: the same.
 *
 * <p>Backward, with d the bracket:
 *
 * <pre>
 * δE/δx_c = g_c / d_c^β − 2αβ/n · x_c · Σ g_j·x_j / d_j^(β+1)    over the j whose window holds c
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code size} is not positive, or the input has
 * fewer than three axes.
 *
 * <p>Source: Krizhevsky, Sutskever, Hinton, "ImageNet Classification with Deep Convolutional Neural
 * Networks" (2012), section 3.3; torch.nn.LocalResponseNorm; torch/nn/functional.py at v2.10.0.
 */
public final class LocalResponseNorm extends Module {
  private final ResponseNormalization normalization;

  /** Makes a layer of a window of {@code size} channels with torch's defaults. */
  public LocalResponseNorm(int size) {
    this(size, 1e-4, 0.75, 1.0);
  }

  /**
   * Makes a layer.
   *
   * @throws IllegalArgumentException if {@code size} is not positive
   */
  public LocalResponseNorm(int size, double alpha, double beta, double k) {
    if (size <= 0) {
      throw new IllegalArgumentException(
          "LocalResponseNorm: expected size to be greater than zero, but got size = " + size);
    }
    int below = size / 2;
    int above = (size - 1) / 2;
    normalization =
        new ResponseNormalization(size, alpha, beta, k, below, above, above, below, false);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("LocalResponseNorm", inputs);
    if (x.rank() < 3) {
      throw new IllegalArgumentException(
          "Expected 3D or higher dimensionality input (got " + x.rank() + " dimensions)");
    }
    return normalization.of(x);
  }
}
