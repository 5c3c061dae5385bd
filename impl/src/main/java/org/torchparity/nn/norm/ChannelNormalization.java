package org.torchparity.nn.norm;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Channels;
import org.torchparity.kernel.Channels.Moments;
import org.torchparity.kernel.Channels.Products;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = γ·(x − μ)·s + β with s = 1/√(σ² + ε), a channel at a time, and its gradients. The statistics
 * are either constants (evaluation) or functions of x (training), which is the whole difference.
 */
final class ChannelNormalization {
  private final Layout layout;
  private final double[] mean;
  private final double[] inverseDeviation;
  private final @Nullable Tensor weight;
  private final @Nullable Tensor bias;

  private ChannelNormalization(
      Layout layout,
      double[] mean,
      double[] variance,
      double eps,
      @Nullable Tensor weight,
      @Nullable Tensor bias) {
    this.layout = layout;
    this.mean = mean;
    this.inverseDeviation = new double[variance.length];
    for (int c = 0; c < variance.length; c++) {
      inverseDeviation[c] = 1 / Math.sqrt(variance[c] + eps);
    }
    this.weight = weight;
    this.bias = bias;
  }

  /** Normalises by the batch's own statistics, through which the gradient flows too. */
  static Pass byBatch(
      Tensor x,
      Layout layout,
      Moments moments,
      double eps,
      @Nullable Tensor w,
      @Nullable Tensor b) {
    double[] variance = new double[layout.channels()];
    for (int c = 0; c < variance.length; c++) {
      variance[c] = moments.squares()[c] / layout.elementsPerChannel();
    }
    var norm = new ChannelNormalization(layout, moments.mean(), variance, eps, w, b);
    return Pass.of(norm.output(x), g -> norm.gradients(g, x, true));
  }

  /** Normalises by given statistics, which are constants. */
  static Pass byConstants(
      Tensor x,
      Layout layout,
      Tensor mean,
      Tensor variance,
      double eps,
      @Nullable Tensor w,
      @Nullable Tensor b) {
    var norm = new ChannelNormalization(layout, mean.toDoubles(), variance.toDoubles(), eps, w, b);
    return Pass.of(norm.output(x), g -> norm.gradients(g, x, false));
  }

  private Tensor output(Tensor x) {
    double[] scale = new double[layout.channels()];
    double[] shift = new double[layout.channels()];
    for (int c = 0; c < scale.length; c++) {
      scale[c] = gamma(c) * inverseDeviation[c];
      shift[c] = bias == null ? 0 : bias.get(c);
    }
    return Channels.affine(x, layout, mean, scale, shift);
  }

  /**
   * With x̂ = (x − μ)·s and M values per channel:
   *
   * <pre>
   * δE/δβ = Σ g        δE/δγ = Σ g·x̂
   * δE/δx = γ·s·g                                        where μ and σ² are constants
   * δE/δx = γ·s/M · (M·g − Σ g − x̂·Σ g·x̂)               where they are the batch's
   * </pre>
   */
  private Gradients gradients(Tensor g, Tensor x, boolean throughStatistics) {
    Products sums = Channels.products(g, x, layout, mean);
    int channels = layout.channels();
    double[] ofGradient = new double[channels];
    double[] ofDeviation = new double[channels];
    double[] constant = new double[channels];
    double[] gradWeight = new double[channels];
    for (int c = 0; c < channels; c++) {
      double s = inverseDeviation[c];
      gradWeight[c] = s * sums.product()[c];
      ofGradient[c] = gamma(c) * s;
      if (throughStatistics) {
        double share = gamma(c) * s / layout.elementsPerChannel();
        ofDeviation[c] = -share * gradWeight[c] * s;
        constant[c] = -share * sums.sum()[c];
      }
    }
    // Constants keep a NaN or an infinity of x out of the gradient: a zero coefficient would not.
    Gradients gradients =
        Gradients.ofInput(
            throughStatistics
                ? Channels.combine(g, x, layout, mean, ofGradient, ofDeviation, constant)
                : Channels.affine(g, layout, new double[channels], ofGradient, constant));
    if (weight != null) {
      gradients =
          gradients.withParameter(
              "weight", Tensor.ofDoubles(weight.dtype(), weight.shape(), gradWeight));
    }
    if (bias != null) {
      gradients =
          gradients.withParameter("bias", Tensor.ofDoubles(bias.dtype(), bias.shape(), sums.sum()));
    }
    return gradients;
  }

  private double gamma(int channel) {
    return weight == null ? 1 : weight.get(channel);
  }
}
