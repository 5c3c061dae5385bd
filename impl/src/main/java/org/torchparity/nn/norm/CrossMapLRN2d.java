package org.torchparity.nn.norm;

import org.torchparity.kernel.ChannelWindows;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Gradients;
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
 * Both sums run: channels are added and subtracted, so that an infinity leaves NaN in the channels
 * that no longer see it.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code size} is not positive, if the input is not
 * 4D, or in backward if {@code size} is 1, for which torch's window does not fit.
 *
 * <p>Source: torch.nn.CrossMapLRN2d; torch/nn/modules/_functions.py and
 * torch/csrc/api/src/nn/modules/_functions.cpp at v2.10.0 (which differ in p for even n; this is
 * Python's).
 */
public final class CrossMapLRN2d extends Module {
  private final int size;
  private final double alpha;
  private final double beta;
  private final double k;

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
    this.size = size;
    this.alpha = alpha;
    this.beta = beta;
    this.k = k;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor input = Inputs.only("CrossMapLRN2d", inputs);
    Inputs.rank("CrossMapLRN2d", input, 4);
    Layout layout = Layout.of(input.shape());
    double[] x = input.toDoubles();
    double[] squares = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      squares[i] = x[i] * x[i];
    }
    int half = (size - 1) / 2;
    double[] d = ChannelWindows.runningSums(squares, layout, half, half, true);
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      d[i] = k + alpha / size * d[i];
      y[i] = x[i] * Math.pow(d[i], -beta);
    }
    return Pass.of(
        Tensor.ofDoubles(input.dtype(), input.shape(), y), g -> gradients(g, x, d, y, layout));
  }

  private Gradients gradients(
      Tensor gradOutput, double[] x, double[] d, double[] y, Layout layout) {
    if (size == 1) {
      throw new IllegalArgumentException(
          "CrossMapLRN2d: backward needs size > 1, but size = " + size);
    }
    double[] g = gradOutput.toDoubles();
    double[] ratios = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      ratios[i] = g[i] * y[i] / d[i];
    }
    int before = (int) (size - (size - 1) / 2.0);
    double[] sums = ChannelWindows.runningSums(ratios, layout, before, size - 1 - before, false);
    double[] gradInput = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      gradInput[i] = g[i] * Math.pow(d[i], -beta) - 2 * alpha * beta / size * x[i] * sums[i];
    }
    return Gradients.ofInput(Tensor.ofDoubles(gradOutput.dtype(), gradOutput.shape(), gradInput));
  }
}
