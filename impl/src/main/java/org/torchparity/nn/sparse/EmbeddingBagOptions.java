package org.torchparity.nn.sparse;

import org.jspecify.annotations.Nullable;

/**
 * Options of {@link EmbeddingBag}, with torch's names and defaults.
 *
 * @param maxNorm the norm to which forward shrinks the rows it looks up, or null; default null
 * @param normType p of that norm; default 2
 * @param scaleGradByFreq whether gradients are divided by frequency; not for max; default false
 * @param mode how the rows of a bag are put together; default mean
 * @param includeLastOffset whether the last offset is the end of the last bag; default false
 * @param paddingIdx a row that no bag holds, counted from the end where negative, or null; default
 *     null
 */
public record EmbeddingBagOptions(
    @Nullable Double maxNorm,
    double normType,
    boolean scaleGradByFreq,
    Mode mode,
    boolean includeLastOffset,
    @Nullable Integer paddingIdx) {

  /** How the rows of a bag are put together. */
  public enum Mode {
    /** Their sum, each times its weight where weights are given. */
    SUM,
    /** Their mean. */
    MEAN,
    /** The greatest value of each column. */
    MAX
  }

  /**
   * Checks the options against each other.
   *
   * @throws IllegalArgumentException if max is to scale gradients by frequency
   */
  public EmbeddingBagOptions {
    if (mode == Mode.MAX && scaleGradByFreq) {
      throw new IllegalArgumentException(
          "max mode does not support scaling the gradient by the frequency");
    }
  }

  /** Torch's defaults. */
  public static EmbeddingBagOptions defaults() {
    return new EmbeddingBagOptions(null, 2, false, Mode.MEAN, false, null);
  }

  /** Returns a copy with another greatest norm; null for none. */
  public EmbeddingBagOptions withMaxNorm(@Nullable Double changed) {
    return new EmbeddingBagOptions(
        changed, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx);
  }

  /** Returns a copy with another p. */
  public EmbeddingBagOptions withNormType(double changed) {
    return new EmbeddingBagOptions(
        maxNorm, changed, scaleGradByFreq, mode, includeLastOffset, paddingIdx);
  }

  /** Returns a copy whose gradients are divided by frequency or not. */
  public EmbeddingBagOptions withScaleGradByFreq(boolean changed) {
    return new EmbeddingBagOptions(maxNorm, normType, changed, mode, includeLastOffset, paddingIdx);
  }

  /** Returns a copy of another mode. */
  public EmbeddingBagOptions withMode(Mode changed) {
    return new EmbeddingBagOptions(
        maxNorm, normType, scaleGradByFreq, changed, includeLastOffset, paddingIdx);
  }

  /** Returns a copy whose offsets end with the end of the last bag or not. */
  public EmbeddingBagOptions withIncludeLastOffset(boolean changed) {
    return new EmbeddingBagOptions(maxNorm, normType, scaleGradByFreq, mode, changed, paddingIdx);
  }

  /** Returns a copy with another padding row; null for none. */
  public EmbeddingBagOptions withPaddingIdx(@Nullable Integer changed) {
    return new EmbeddingBagOptions(
        maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, changed);
  }
}
