package org.torchparity.nn.norm;

import org.torchparity.kernel.ChannelWindows;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Gradients;
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
 * δE/δx_c = g_c / d_c^β − 2αβ/n · x_c · Σ g_j·x_j / d_j^2β · d_j^(β−1)    over the j whose window holds c
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code size} is not positive, or the input has
 * fewer than three axes.
 *
 * <p>Source: Krizhevsky, Sutskever, Hinton, "ImageNet Classification with Deep Convolutional Neural
 * Networks" (2012), section 3.3; torch.nn.LocalResponseNorm; torch/nn/functional.py at v2.10.0.
 */
public final class LocalResponseNorm extends Module {
  private final int size;
  private final double alpha;
  private final double beta;
  private final double k;

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
    this.size = size;
    this.alpha = alpha;
    this.beta = beta;
    this.k = k;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor input = Inputs.only("LocalResponseNorm", inputs);
    if (input.rank() < 3) {
      throw new IllegalArgumentException(
          "Expected 3D or higher dimensionality input (got " + input.rank() + " dimensions)");
    }
    Layout layout = Layout.of(input.shape());
    double[] x = input.toDoubles();
    double[] squares = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      squares[i] = x[i] * x[i];
    }
    double[] d = ChannelWindows.sums(squares, layout, size / 2, (size - 1) / 2);
    double[] powers = new double[x.length];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      d[i] = k + alpha / size * d[i];
      powers[i] = Math.pow(d[i], beta);
      y[i] = x[i] / powers[i];
    }
    return Pass.of(
        Tensor.ofDoubles(input.dtype(), input.shape(), y), g -> gradients(g, x, d, powers, layout));
  }

  private Gradients gradients(
      Tensor gradOutput, double[] x, double[] d, double[] powers, Layout layout) {
    double[] g = gradOutput.toDoubles();
    double[] ratios = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      // Not y/d: where d is infinite, torch's product of factors is 0 for β < 1 and NaN for β > 1.
      ratios[i] = g[i] * (x[i] / powers[i] / powers[i]) * Math.pow(d[i], beta - 1);
    }
    double[] sums = ChannelWindows.sums(ratios, layout, (size - 1) / 2, size / 2);
    double[] gradInput = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      gradInput[i] = g[i] / powers[i] - 2 * alpha * beta / size * x[i] * sums[i];
    }
    return Gradients.ofInput(Tensor.ofDoubles(gradOutput.dtype(), gradOutput.shape(), gradInput));
  }
}
