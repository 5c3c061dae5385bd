package org.torchparity.nn.norm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Inputs;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** The last axes that {@link LayerNorm} and {@link RMSNorm} normalise over. */
final class NormalizedShape {
  private NormalizedShape() {}

  static Shape checked(String layer, int... normalizedShape) {
    if (normalizedShape.length == 0) {
      throw new IllegalArgumentException(
          layer + ": expected normalized_shape to be at least 1-dimensional, but got []");
    }
    return Shape.of(normalizedShape);
  }

  /** Checks the input against the shape and returns the number of rows before its axes. */
  static int rows(String layer, Tensor x, Shape normalizedShape, @Nullable Tensor weight) {
    int batchRank = x.rank() - normalizedShape.rank();
    int[] sizes = x.shape().toArray();
    if (batchRank < 0
        || !Arrays.equals(
            Arrays.copyOfRange(sizes, batchRank, sizes.length), normalizedShape.toArray())) {
      throw new IllegalArgumentException(
          layer
              + ": given normalized_shape="
              + normalizedShape
              + ", expected input whose last axes are these, but got input of size "
              + x.shape());
    }
    if (weight != null) {
      Inputs.dtype(layer, x, weight.dtype());
    }
    return x.shape().elements(0, batchRank);
  }
}
