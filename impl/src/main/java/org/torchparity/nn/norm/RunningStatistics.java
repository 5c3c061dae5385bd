package org.torchparity.nn.norm;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Channels.Moments;
import org.torchparity.tensor.Tensor;

/**
 * The statistics that evaluation uses, as buffers: mean, unbiased variance, batches seen.
 *
 * @param mean running_mean, (C)
 * @param variance running_var, (C)
 * @param batches num_batches_tracked, an int64 scalar
 */
record RunningStatistics(Tensor mean, Tensor variance, Tensor batches) {

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
        Tensor.of(new long[] {seen}));
  }
}
