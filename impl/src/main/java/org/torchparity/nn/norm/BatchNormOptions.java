package org.torchparity.nn.norm;

import org.jspecify.annotations.Nullable;

/**
 * Options of {@link BatchNorm1d}, with torch's names and defaults.
 *
 * @param eps ε, added to the variance; default 1e-5
 * @param momentum weight of the new batch in the running statistics, or null for their cumulative
 *     average; default 0.1
 * @param affine whether there are a learnable weight γ and bias β; default true
 * @param trackRunningStats whether there are running statistics, which evaluation then uses;
 *     default true
 */
public record BatchNormOptions(
    double eps, @Nullable Double momentum, boolean affine, boolean trackRunningStats) {

  /** Torch's defaults. */
  public static BatchNormOptions defaults() {
    return new BatchNormOptions(1e-5, 0.1, true, true);
  }

  /** Returns a copy with another ε. */
  public BatchNormOptions withEps(double changed) {
    return new BatchNormOptions(changed, momentum, affine, trackRunningStats);
  }

  /** Returns a copy with another momentum; null for the cumulative average. */
  public BatchNormOptions withMomentum(@Nullable Double changed) {
    return new BatchNormOptions(eps, changed, affine, trackRunningStats);
  }

  /** Returns a copy with or without weight and bias. */
  public BatchNormOptions withAffine(boolean changed) {
    return new BatchNormOptions(eps, momentum, changed, trackRunningStats);
  }

  /** Returns a copy with or without running statistics. */
  public BatchNormOptions withTrackRunningStats(boolean changed) {
    return new BatchNormOptions(eps, momentum, affine, changed);
  }
}
