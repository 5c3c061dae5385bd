package org.torchparity.nn.norm;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Channels.Moments;
import org.torchparity.nn.State;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The statistics that evaluation uses, as buffers: mean, unbiased variance, batches seen.
 *
 * @param mean running_mean, (C)
 * @param variance running_var, (C)
 * @param batches num_batches_tracked, an int64 scalar
 */
record RunningStatistics(Tensor mean, Tensor variance, Tensor batches) {

  /** Mean 0, variance 1, no batch. */
  static RunningStatistics initial(Shape channels) {
    return new RunningStatistics(
        Tensor.zeros(DType.FLOAT32, channels),
        Tensor.full(DType.FLOAT32, channels, 1),
        Tensor.zeros(DType.INT64, Shape.of()));
  }

  static RunningStatistics of(State state) {
    return new RunningStatistics(
        state.buffer("running_mean"),
        state.buffer("running_var"),
        state.buffer("num_batches_tracked"));
  }

  void storeIn(State state) {
    state.setBuffer("running_mean", mean);
    state.setBuffer("running_var", variance);
    state.setBuffer("num_batches_tracked", batches);
  }

  /**
   * Returns the statistics after one more batch: running ← (1 − m)·running + m·batch, with Σ(x −
   * μ)²/(M − 1) as the batch's variance.
   *
   * @param momentum m, or null for 1/batches, the cumulative average
   * @param elements M, values per channel in the batch
   */
  RunningStatistics updated(Moments batch, int elements, @Nullable Double momentum) {
    long seen = batches.longs()[0] + 1;
    double m = momentum == null ? 1.0 / seen : momentum;
    return blended(batch, elements, m, Tensor.of(new long[] {seen}));
  }

  /**
   * Returns the statistics after samples that are each normalised by themselves: the blend with the
   * mean of their means and variances. Torch counts no batches here.
   *
   * @param samples moments of N·C channels, sample by sample
   */
  RunningStatistics updatedBySamples(Moments samples, int elements, double m) {
    int channels = mean.elements();
    int n = samples.mean().length / Math.max(channels, 1);
    double[] means = new double[channels];
    double[] squares = new double[channels];
    for (int i = 0; i < samples.mean().length; i++) {
      means[i % channels] += samples.mean()[i] / n;
      squares[i % channels] += samples.squares()[i] / n;
    }
    return blended(new Moments(means, squares), elements, m, batches);
  }

  private RunningStatistics blended(Moments batch, int elements, double m, Tensor seen) {
    double[] oldMean = mean.toDoubles();
    double[] oldVariance = variance.toDoubles();
    double[] newMean = new double[oldMean.length];
    double[] newVariance = new double[oldMean.length];
    for (int c = 0; c < newMean.length; c++) {
      newMean[c] = (1 - m) * oldMean[c] + m * batch.mean()[c];
      newVariance[c] = (1 - m) * oldVariance[c] + m * (batch.squares()[c] / (elements - 1));
    }
    return new RunningStatistics(
        Tensor.ofDoubles(mean.dtype(), mean.shape(), newMean),
        Tensor.ofDoubles(variance.dtype(), variance.shape(), newVariance),
        seen);
  }
}
