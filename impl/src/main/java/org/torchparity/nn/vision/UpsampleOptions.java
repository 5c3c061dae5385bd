package org.torchparity.nn.vision;

import org.jspecify.annotations.Nullable;

/**
 * Options of {@link Upsample}, with torch's names and defaults. Exactly one of size and scale
 * factor is given.
 *
 * @param size the output's size along each spatial axis, or null
 * @param scaleFactor the output's size over the input's along each spatial axis, or null
 * @param mode how values are filled in; default nearest
 * @param alignCorners whether the centres of the corner elements stay where they are, or null for
 *     torch's default, which is false; not for nearest
 * @param recomputeScaleFactor whether the scale is taken from the sizes, after the output's has
 *     been rounded down, in place of {@code scaleFactor}; default false
 */
public record UpsampleOptions(
    @Nullable PerAxis size,
    @Nullable PerAxis scaleFactor,
    UpsampleMode mode,
    @Nullable Boolean alignCorners,
    boolean recomputeScaleFactor) {

  /**
   * Checks the options against each other.
   *
   * @throws IllegalArgumentException if neither or both of size and scale factor are given, if
   *     nearest is given {@code alignCorners}, or a size {@code recomputeScaleFactor}
   */
  public UpsampleOptions {
    if (size == null && scaleFactor == null) {
      throw new IllegalArgumentException("either size or scale_factor should be defined");
    }
    if (size != null && scaleFactor != null) {
      throw new IllegalArgumentException("only one of size or scale_factor should be defined");
    }
    if (mode == UpsampleMode.NEAREST && alignCorners != null) {
      throw new IllegalArgumentException(
          "align_corners option can only be set with the interpolating modes: linear | bilinear |"
              + " bicubic | trilinear");
    }
    if (recomputeScaleFactor && size != null) {
      throw new IllegalArgumentException(
          "recompute_scale_factor is not meaningful with an explicit size.");
    }
  }

  /** Torch's defaults for an output of a size. */
  public static UpsampleOptions ofSize(PerAxis size) {
    return new UpsampleOptions(size, null, UpsampleMode.NEAREST, null, false);
  }

  /** Torch's defaults for an output scaled by a factor. */
  public static UpsampleOptions ofScaleFactor(PerAxis scaleFactor) {
    return new UpsampleOptions(null, scaleFactor, UpsampleMode.NEAREST, null, false);
  }

  /** Returns a copy of another mode. */
  public UpsampleOptions withMode(UpsampleMode changed) {
    return new UpsampleOptions(size, scaleFactor, changed, alignCorners, recomputeScaleFactor);
  }

  /** Returns a copy with corners aligned or not. */
  public UpsampleOptions withAlignCorners(@Nullable Boolean changed) {
    return new UpsampleOptions(size, scaleFactor, mode, changed, recomputeScaleFactor);
  }

  /** Returns a copy that takes the scale from the sizes, or from the factor. */
  public UpsampleOptions withRecomputeScaleFactor(boolean changed) {
    return new UpsampleOptions(size, scaleFactor, mode, alignCorners, changed);
  }
}
