package org.torchparity.nn.norm;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Channels;
import org.torchparity.kernel.Channels.Moments;
import org.torchparity.kernel.Channels.Products;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * y = γ·(x − μ)·s + β with s = 1/√(σ² + ε), a channel at a time, and its gradients. The statistics
 * are either constants (evaluation) or functions of x (training), which is the whole difference.
 */
final class ChannelNormalization {
  private final Layout layout;
  private final double[] mean;
  private final double[] inverseDeviation;
  private final double eps;
  private final @Nullable Tensor weight;
  private final @Nullable Tensor bias;

  private ChannelNormalization(
      Layout layout, double[] mean, double eps, @Nullable Tensor weight, @Nullable Tensor bias) {
    this.layout = layout;
    this.mean = mean;
    this.inverseDeviation = new double[mean.length];
    this.eps = eps;
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * Normalises by the batch's own statistics, through which the gradient flows too.
   *
   * @param moments where the statistics go
   */
  static Pass byBatch(
      Tensor x,
      Layout layout,
      Moments moments,
      double eps,
      @Nullable Tensor w,
      @Nullable Tensor b) {
    var norm = new ChannelNormalization(layout, moments.mean(), eps, w, b);
    DType inner = Channels.innerType(x.dtype(), layout.elementsPerChannel());
    Tensor values = x.to(inner);
    Channels.Pass statistics =
        (from, to) -> {
          Channels.moments(values, layout, from, to, moments);
          for (int c = from; c < to; c++) {
            norm.setVariance(c, moments.squares()[c] / layout.elementsPerChannel());
          }
        };
    return Pass.of(
        norm.output(values, statistics).to(x.dtype()),
        g -> {
          Gradients gradients = norm.gradients(g.to(inner), values, true);
          return gradients.withInput(0, gradients.input().to(x.dtype()));
        });
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
    var norm = new ChannelNormalization(layout, mean.toDoubles(), eps, w, b);
    Channels.Pass statistics =
        (from, to) -> {
          for (int c = from; c < to; c++) {
            norm.setVariance(c, variance.get(c));
          }
        };
    return Pass.of(norm.output(x, statistics), g -> norm.gradients(g, x, false));
  }

  private void setVariance(int channel, double variance) {
    inverseDeviation[channel] = 1 / Math.sqrt(variance + eps);
  }

  private Tensor output(Tensor x, Channels.Pass statistics) {
    double[] scale = new double[layout.channels()];
    double[] shift = new double[layout.channels()];
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    Channels.each(
        layout.channels(),
        layout.elementsPerChannel(),
        statistics,
        (from, to) -> {
          for (int c = from; c < to; c++) {
            scale[c] = gamma(c) * inverseDeviation[c];
            shift[c] = bias == null ? 0 : bias.get(c);
          }
          Channels.affine(x, layout, from, to, mean, scale, shift, y);
        });
    return y;
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
    int channels = layout.channels();
    Products sums = Products.of(channels);
    double[] ofGradient = new double[channels];
    double[] ofDeviation = new double[channels];
    double[] constant = new double[channels];
    double[] gradWeight = new double[channels];
    double[] zero = new double[channels];
    Tensor gradInput = Tensor.empty(x.dtype(), x.shape());
    Channels.each(
        channels,
        layout.elementsPerChannel(),
        (from, to) -> {
          Channels.products(g, x, layout, from, to, mean, sums);
          for (int c = from; c < to; c++) {
            double s = inverseDeviation[c];
            gradWeight[c] = s * sums.product()[c];
            ofGradient[c] = gamma(c) * s;
            double share = ofGradient[c] / layout.elementsPerChannel();
            ofDeviation[c] = -share * gradWeight[c] * s;
            constant[c] = -share * sums.sum()[c];
          }
        },
        // Constants keep a NaN or an infinity of x out of the gradient: a zero coefficient would
        // not.
        throughStatistics
            ? (from, to) ->
                Channels.combine(
                    g, x, layout, from, to, mean, ofGradient, ofDeviation, constant, gradInput)
            : (from, to) ->
                Channels.affine(g, layout, from, to, zero, ofGradient, zero, gradInput));
    Gradients gradients = Gradients.ofInput(gradInput);
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
