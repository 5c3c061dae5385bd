package org.torchparity.nn.sparse;

import org.jspecify.annotations.Nullable;

/**
 * Options of {@link Embedding}, with torch's names and defaults.
 *
 * @param paddingIdx a row that gets no gradient, counted from the end where negative, or null;
 *     default null
 * @param maxNorm the norm to which forward shrinks the rows it looks up, or null; default null
 * @param normType p of that norm; default 2
 * @param scaleGradByFreq whether the gradient of a row is divided by how often it was looked up;
 *     default false
 */
public record EmbeddingOptions(
    @Nullable Integer paddingIdx,
    @Nullable Double maxNorm,
    double normType,
    boolean scaleGradByFreq) {

  /** Torch's defaults. */
  public static EmbeddingOptions defaults() {
    return new EmbeddingOptions(null, null, 2, false);
  }

  /** Returns a copy with another padding row; null for none. */
  public EmbeddingOptions withPaddingIdx(@Nullable Integer changed) {
    return new EmbeddingOptions(changed, maxNorm, normType, scaleGradByFreq);
  }

  /** Returns a copy with another greatest norm; null for none. */
  public EmbeddingOptions withMaxNorm(@Nullable Double changed) {
    return new EmbeddingOptions(paddingIdx, changed, normType, scaleGradByFreq);
  }

  /** Returns a copy with another p. */
  public EmbeddingOptions withNormType(double changed) {
    return new EmbeddingOptions(paddingIdx, maxNorm, changed, scaleGradByFreq);
  }

  /** Returns a copy whose gradients are divided by frequency or not. */
  public EmbeddingOptions withScaleGradByFreq(boolean changed) {
    return new EmbeddingOptions(paddingIdx, maxNorm, normType, changed);
  }
}
