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
 * y = γ_c·(x − μ)·s + β_c with s = 1/√(σ² + ε), where μ and σ² are those of a group of neighbouring
 * channels of one sample. An instance is a group of one channel.
 */
final class GroupNormalization {
  private final Layout runs;
  private final int channels;
  private final int runsPerGroup;
  private final double[] mean;
  private final double[] inverseDeviation;
  private final @Nullable Tensor weight;
  private final @Nullable Tensor bias;

  private GroupNormalization(
      Layout layout,
      int groups,
      Moments moments,
      double eps,
      @Nullable Tensor weight,
      @Nullable Tensor bias) {
    this.runs = new Layout(1, layout.batch() * layout.channels(), layout.length());
    this.channels = layout.channels();
    this.runsPerGroup = groups == 0 ? 0 : runs.channels() / groups;
    this.weight = weight;
    this.bias = bias;
    this.mean = new double[runs.channels()];
    this.inverseDeviation = new double[runs.channels()];
    double elements = (double) runsPerGroup * layout.length();
    for (int run = 0; run < mean.length; run++) {
      int group = run / runsPerGroup;
      mean[run] = moments.mean()[group];
      inverseDeviation[run] = 1 / Math.sqrt(moments.squares()[group] / elements + eps);
    }
  }

  /**
   * Normalises (N, C, L).
   *
   * @param groups over the whole batch
   * @param moments of each group
   */
  static Pass of(
      Tensor x,
      Layout layout,
      int groups,
      Moments moments,
      double eps,
      @Nullable Tensor w,
      @Nullable Tensor b) {
    var norm = new GroupNormalization(layout, groups, moments, eps, w, b);
    return Pass.of(norm.output(x), g -> norm.gradients(g, x));
  }

  private Tensor output(Tensor x) {
    double[] scale = new double[mean.length];
    double[] shift = new double[mean.length];
    for (int run = 0; run < scale.length; run++) {
      scale[run] = gamma(run) * inverseDeviation[run];
      shift[run] = bias == null ? 0 : bias.get(run % channels);
    }
    return Channels.affine(x, runs, mean, scale, shift);
  }

  /**
   * With x̂ = (x − μ)·s, ĝ = γ·g, and M values in a group:
   *
   * <pre>
   * δE/δβ = Σ g        δE/δγ = Σ g·x̂         over all samples
   * δE/δx = s/M · (M·ĝ − Σ ĝ − x̂·Σ ĝ·x̂)     sums over the group
   * </pre>
   */
  private Gradients gradients(Tensor g, Tensor x) {
    Products sums = Channels.products(g, x, runs, mean);
    double[] gradWeight = new double[channels];
    double[] gradBias = new double[channels];
    double[] ofGradient = new double[mean.length];
    double[] ofDeviation = new double[mean.length];
    double[] constant = new double[mean.length];
    for (int run = 0; run < mean.length; run++) {
      gradWeight[run % channels] += sums.product()[run] * inverseDeviation[run];
      gradBias[run % channels] += sums.sum()[run];
    }
    for (int first = 0; first < mean.length; first += runsPerGroup) {
      double sum = 0;
      double product = 0;
      for (int run = first; run < first + runsPerGroup; run++) {
        sum += gamma(run) * sums.sum()[run];
        product += gamma(run) * sums.product()[run];
      }
      double s = inverseDeviation[first];
      double share = s / ((double) runsPerGroup * runs.length());
      for (int run = first; run < first + runsPerGroup; run++) {
        ofGradient[run] = gamma(run) * s;
        ofDeviation[run] = -share * s * s * product;
        constant[run] = -share * sum;
      }
    }
    Gradients gradients =
        Gradients.ofInput(Channels.combine(g, x, runs, mean, ofGradient, ofDeviation, constant));
    if (weight != null) {
      gradients =
          gradients.withParameter(
              "weight", Tensor.ofDoubles(weight.dtype(), weight.shape(), gradWeight));
    }
    if (bias != null) {
      gradients =
          gradients.withParameter("bias", Tensor.ofDoubles(bias.dtype(), bias.shape(), gradBias));
    }
    return gradients;
  }

  private double gamma(int run) {
    return weight == null ? 1 : weight.get(run % channels);
  }
}
