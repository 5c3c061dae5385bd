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
 * y = γ_c·(x − μ)·s + β_c with s = 1/√(σ² + ε), where μ and σ² are those of a group of neighbouring
 * channels of one sample. An instance is a group of one channel.
 */
final class GroupNormalization {
  private final Layout groups;
  private final Layout runs;
  private final int channels;
  private final int runsPerGroup;
  private final double[] mean;
  private final double[] inverseDeviation;
  private final @Nullable Tensor weight;
  private final @Nullable Tensor bias;

  private GroupNormalization(
      Layout layout, int groups, @Nullable Tensor weight, @Nullable Tensor bias) {
    this.runs = new Layout(1, layout.batch() * layout.channels(), layout.length());
    this.channels = layout.channels();
    this.runsPerGroup = groups == 0 ? 0 : runs.channels() / groups;
    this.groups = new Layout(1, groups, runsPerGroup * layout.length());
    this.weight = weight;
    this.bias = bias;
    this.mean = new double[runs.channels()];
    this.inverseDeviation = new double[runs.channels()];
  }

  /**
   * Normalises (N, C, L).
   *
   * @param groups over the whole batch
   * @param moments where the statistics of each group go
   */
  static Pass of(
      Tensor x,
      Layout layout,
      int groups,
      Moments moments,
      double eps,
      @Nullable Tensor w,
      @Nullable Tensor b) {
    var norm = new GroupNormalization(layout, groups, w, b);
    DType inner = Channels.innerType(x.dtype(), norm.groups.length());
    Tensor values = x.to(inner);
    return Pass.of(
        norm.output(values, moments, eps).to(x.dtype()),
        g -> {
          Gradients gradients = norm.gradients(g.to(inner), values);
          return gradients.withInput(0, gradients.input().to(x.dtype()));
        });
  }

  private Tensor output(Tensor x, Moments moments, double eps) {
    double[] scale = new double[mean.length];
    double[] shift = new double[mean.length];
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    Channels.each(
        groups.channels(),
        groups.length(),
        (from, to) -> {
          Channels.moments(x, groups, from, to, moments);
          for (int run = from * runsPerGroup; run < to * runsPerGroup; run++) {
            int group = run / runsPerGroup;
            mean[run] = moments.mean()[group];
            double variance = moments.squares()[group] / groups.length();
            inverseDeviation[run] = 1 / Math.sqrt(variance + eps);
            scale[run] = gamma(run) * inverseDeviation[run];
            shift[run] = bias == null ? 0 : bias.get(run % channels);
          }
        },
        (from, to) ->
            Channels.affine(
                x, runs, from * runsPerGroup, to * runsPerGroup, mean, scale, shift, y));
    return y;
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
    Products sums = Products.of(mean.length);
    double[] ofGradient = new double[mean.length];
    double[] ofDeviation = new double[mean.length];
    double[] constant = new double[mean.length];
    Tensor gradInput = Tensor.empty(x.dtype(), x.shape());
    Channels.each(
        groups.channels(),
        groups.length(),
        (from, to) -> {
          int end = to * runsPerGroup;
          Channels.products(g, x, runs, from * runsPerGroup, end, mean, sums);
          for (int first = from * runsPerGroup; first < end; first += runsPerGroup) {
            coefficients(first, sums, ofGradient, ofDeviation, constant);
          }
        },
        (from, to) ->
            Channels.combine(
                g,
                x,
                runs,
                from * runsPerGroup,
                to * runsPerGroup,
                mean,
                ofGradient,
                ofDeviation,
                constant,
                gradInput));
    double[] gradWeight = new double[channels];
    double[] gradBias = new double[channels];
    for (int run = 0; run < mean.length; run++) {
      gradWeight[run % channels] += sums.product()[run] * inverseDeviation[run];
      gradBias[run % channels] += sums.sum()[run];
    }
    Gradients gradients = Gradients.ofInput(gradInput);
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

  /** What the gradient of the group that begins with run {@code first} is combined with. */
  private void coefficients(
      int first, Products sums, double[] ofGradient, double[] ofDeviation, double[] constant) {
    double sum = 0;
    double product = 0;
    for (int run = first; run < first + runsPerGroup; run++) {
      sum += gamma(run) * sums.sum()[run];
      product += gamma(run) * sums.product()[run];
    }
    double s = inverseDeviation[first];
    double share = s / groups.length();
    for (int run = first; run < first + runsPerGroup; run++) {
      ofGradient[run] = gamma(run) * s;
      ofDeviation[run] = -share * s * s * product;
      constant[run] = -share * sum;
    }
  }

  private double gamma(int run) {
    return weight == null ? 1 : weight.get(run % channels);
  }
}
