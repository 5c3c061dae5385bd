package org.torchparity.nn.pooling;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Axes;
import org.torchparity.tensor.Tensor;

/**
 * Options of {@link FractionalMaxPool2d} and {@link FractionalMaxPool3d}, with torch's names and
 * defaults. Lists hold one number for each spatial axis, or one for all.
 *
 * @param outputSize number of positions, or null where there is a ratio
 * @param outputRatio number of positions as a part of the input's size, or null where there is a
 *     size
 * @param returnIndices whether there is a second output: where each greatest element stood; default
 *     false
 * @param randomSamples where the windows stand, (N, C, axes) in [0, 1), or null to draw it in every
 *     forward pass, which is the default; torch's {@code _random_samples}
 */
public record FractionalMaxPoolOptions(
    @Nullable List<Integer> outputSize,
    @Nullable List<Double> outputRatio,
    boolean returnIndices,
    @Nullable Tensor randomSamples) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is neither a size nor a ratio, or both, if a size is
   *     not positive, or a ratio not between 0 and 1
   */
  public FractionalMaxPoolOptions {
    if (outputSize == null && outputRatio == null) {
      throw new IllegalArgumentException(
          "fractional max pooling requires specifying either an output_size or an output_ratio");
    }
    if (outputSize != null && outputRatio != null) {
      throw new IllegalArgumentException(
          "only one of output_size and output_ratio may be specified, but got "
              + outputSize
              + " and "
              + outputRatio);
    }
    if (outputSize != null) {
      outputSize = Axes.checked("output_size", 1, outputSize);
    }
    if (outputRatio != null) {
      outputRatio = List.copyOf(outputRatio);
      if (outputRatio.isEmpty() || !outputRatio.stream().allMatch(r -> r > 0 && r < 1)) {
        throw new IllegalArgumentException(
            "output_ratio must be between 0 and 1 (got " + outputRatio + ")");
      }
    }
  }

  /** Torch's defaults for a number of positions, one for each axis or one for all. */
  public static FractionalMaxPoolOptions ofSize(int... outputSize) {
    return new FractionalMaxPoolOptions(Axes.list(outputSize), null, false, null);
  }

  /** Torch's defaults for parts of the input's size, one for each axis or one for all. */
  public static FractionalMaxPoolOptions ofRatio(double... outputRatio) {
    List<Double> ratio = Arrays.stream(outputRatio).boxed().toList();
    return new FractionalMaxPoolOptions(null, ratio, false, null);
  }

  /** Returns a copy with or without the second output. */
  public FractionalMaxPoolOptions withReturnIndices(boolean changed) {
    return new FractionalMaxPoolOptions(outputSize, outputRatio, changed, randomSamples);
  }

  /** Returns a copy whose windows stand elsewhere; null to draw where. */
  public FractionalMaxPoolOptions withRandomSamples(@Nullable Tensor changed) {
    return new FractionalMaxPoolOptions(outputSize, outputRatio, returnIndices, changed);
  }
}
