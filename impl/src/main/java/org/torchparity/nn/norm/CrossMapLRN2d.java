package org.torchparity.nn.norm;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Local response normalisation of images across channels, as the older Lua torch had it: y_c = x_c
 * / d_c^β with d_c = k + α/n · Σ x_j², the sum over the channels from c − h to c + h, h =
 * ⌊(n−1)/2⌋.
 *
 * <p>Shape: Input: (N, C, H, W), float32 or float64 → Output: the same.
 *
 * <p>Torch computes neither this sum nor its derivative exactly, and so neither does this class:
 *
 * <pre>
 * d_c holds x_0² for every c beyond h, since the running sum never drops channel 0
 * δE/δx_c = g_c / d_c^β − 2αβ/n · x_c · Σ g_j·y_j / d_j     j from c − p to c + n − 1 − p
 * with p = ⌊n − (n−1)/2⌋, for odd n one more than h, where the derivative would have h
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code size} is not positive, if the input is not
 * 4D, or in backward if {@code size} is 1, for which torch's window does not fit.
 *
 * <p>Source: torch.nn.CrossMapLRN2d; torch/nn/modules/_functions.py and
 * torch/csrc/api/src/nn/modules/_functions.cpp at v2.10.0 (which differ in p for even n; this is
 * Python's).
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
    int below = (int) (size - (size - 1) / 2.0);
    normalization =
        new ResponseNormalization(size, alpha, beta, k, half, half, below, size - 1 - below, true);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("CrossMapLRN2d", inputs);
    Inputs.rank("CrossMapLRN2d", x, 4);
    Pass pass = normalization.of(x);
    return Pass.of(
        pass.output(),
        g -> {
          if (normalization.backAfter() < 0) {
            throw new IllegalArgumentException(
                "CrossMapLRN2d: backward needs size > 1, but size = " + normalization.size());
          }
          return pass.backward(g);
        });
  }
}
