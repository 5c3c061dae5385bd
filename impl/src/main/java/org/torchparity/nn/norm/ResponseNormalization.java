package org.torchparity.nn.norm;

import org.torchparity.kernel.ChannelWindows;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y_c = x_c / d_c^β with d_c = k + α/n · Σ x_j², the sum over the channels j from c − {@code
 * before} to c + {@code after}.
 *
 * <pre>
 * δE/δx_c = g_c / d_c^β − 2αβ/n · x_c · Σ g_j·x_j / d_j^(β+1)
 * </pre>
 *
 * The sum in the gradient runs over the channels from c − {@code backBefore} to c + {@code
 * backAfter}; the mathematics has {@code backBefore = after} and {@code backAfter = before}.
 *
 * @param size n
 * @param firstStays whether the first channel's square stays in the sum of every later channel
 */
record ResponseNormalization(
    int size,
    double alpha,
    double beta,
    double k,
    int before,
    int after,
    int backBefore,
    int backAfter,
    boolean firstStays) {

  Pass of(Tensor input) {
    Layout layout = Layout.of(input.shape());
    double[] x = input.toDoubles();
    double[] squares = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      squares[i] = x[i] * x[i];
    }
    double[] d = ChannelWindows.sums(squares, layout, before, after);
    if (firstStays) {
      addFirst(d, squares, layout);
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      d[i] = k + alpha / size * d[i];
      y[i] = x[i] * Math.pow(d[i], -beta);
    }
    return Pass.of(
        Tensor.ofDoubles(input.dtype(), input.shape(), y), g -> gradients(g, x, d, y, layout));
  }

  private void addFirst(double[] sums, double[] squares, Layout layout) {
    int sample = layout.channels() * layout.length();
    for (int i = 0; i < sums.length; i++) {
      int channel = i % sample / layout.length();
      if (channel > before) {
        sums[i] += squares[i / sample * sample + i % layout.length()];
      }
    }
  }

  private Gradients gradients(
      Tensor gradOutput, double[] x, double[] d, double[] y, Layout layout) {
    double[] g = gradOutput.toDoubles();
    double[] ratios = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      ratios[i] = g[i] * y[i] / d[i];
    }
    double[] sums = ChannelWindows.sums(ratios, layout, backBefore, backAfter);
    double[] gradInput = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      gradInput[i] = g[i] * Math.pow(d[i], -beta) - 2 * alpha * beta / size * x[i] * sums[i];
    }
    return Gradients.ofInput(Tensor.ofDoubles(gradOutput.dtype(), gradOutput.shape(), gradInput));
  }
}
