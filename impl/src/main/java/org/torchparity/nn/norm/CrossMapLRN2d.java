package org.torchparity.nn.norm;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Local response normalisation of images across channels, as the older Lua torch had it: y_c = x_c
 * / (k + α/n · Σ x_j²)^β, the sum over the channels from c − ⌊(n−1)/2⌋ to c + ⌊(n−1)/2⌋.
 *
 * <p>Shape: Input: (N, C, H, W), float32 or float64 → Output: the same.
 *
 * <p>Backward, with d the bracket, as torch computes it: the window of its sum begins ⌊n/2⌋ + 1
 * channels below c for odd n, one lower than the derivative of forward has it.
 *
 * <pre>
 * δE/δx_c = g_c / d_c^β − 2αβ/n · x_c · Σ g_j·x_j / d_j^(β+1)    j from c − p to c + n − 1 − p
 *                                                                p = ⌊n − (n−1)/2⌋
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code size} is not positive, or the input is not
 * 4D.
 *
 * <p>Source: torch.nn.CrossMapLRN2d; torch/nn/modules/_functions.py at v2.10.0.
 */
public final class CrossMapLRN2d extends Module {
  private final ResponseNormalization normalization;

  /** Makes a layer of a window of {@code size} channels with torch's defaults. */
  public CrossMapLRN2d(int size) {
    this(size, 1e-4, 0.75, 1.0);
  }

  /**
   * Makes a layer.
   *
   * @throws IllegalArgumentException if {@code size} is not positive
   */
  public CrossMapLRN2d(int size, double alpha, double beta, double k) {
    if (size <= 0) {
      throw new IllegalArgumentException(
          "CrossMapLRN2d: expected size to be greater than zero, but got size = " + size);
    }
    int half = (size - 1) / 2;
    int below = size - half;
    normalization =
        new ResponseNormalization(size, alpha, beta, k, half, half, below, size - 1 - below);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("CrossMapLRN2d", inputs);
    Inputs.rank("CrossMapLRN2d", x, 4);
    return normalization.of(x);
  }
}
