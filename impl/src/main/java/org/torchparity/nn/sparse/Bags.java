package org.torchparity.nn.sparse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Which bag each index is in.
 *
 * @param count number of bags
 * @param of the bag of each index
 */
record Bags(int count, int[] of) {

  /**
   * Every row of a matrix is a bag.
   *
   * @throws IllegalArgumentException if there are offsets
   */
  static Bags ofMatrix(Tensor input, @Nullable Tensor offsets) {
    if (offsets != null) {
      throw new IllegalArgumentException(
          "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of"
              + " fixed length sequences. However, found offsets of "
              + offsets.shape());
    }
    int[] of = new int[input.elements()];
    Arrays.setAll(of, i -> i / input.size(1));
    return new Bags(input.size(0), of);
  }

  /**
   * Every bag of a vector begins at its offset and ends at the next one's.
   *
   * @throws IllegalArgumentException if there are no offsets, if they are not an int64 vector, do
   *     not begin with 0, decrease or end beyond the input; or, where the last is an end, if there
   *     is none or it is not the input's
   */
  static Bags ofVector(Tensor input, @Nullable Tensor offsets, boolean includeLastOffset) {
    if (offsets == null) {
      throw new IllegalArgumentException("offsets has to be a 1D Tensor but got None");
    }
    if (offsets.rank() != 1 || offsets.dtype() != DType.INT64) {
      throw new IllegalArgumentException(
          "offsets has to be a 1D Tensor of integers, but got "
              + offsets.dtype().torchName()
              + " of "
              + offsets.shape());
    }
    long[] starts = offsets.longs();
    int length = input.elements();
    check(starts, length, includeLastOffset);
    int count = starts.length - (includeLastOffset ? 1 : 0);
    int[] of = new int[length];
    for (int bag = 0; bag < count; bag++) {
      Arrays.fill(of, (int) starts[bag], bag + 1 < count ? (int) starts[bag + 1] : length, bag);
    }
    return new Bags(count, of);
  }

  private static void check(long[] starts, int length, boolean includeLastOffset) {
    if (includeLastOffset && starts.length == 0) {
      throw new IllegalArgumentException(
          "include_last_offset: number of offset should be at least 1");
    }
    if (starts.length > 0 && starts[0] != 0) {
      throw new IllegalArgumentException(
          "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from"
              + " position 0. However, got "
              + starts[0]);
    }
    for (int i = 1; i < starts.length; i++) {
      if (starts[i] < starts[i - 1] || starts[i] > length) {
        throw new IllegalArgumentException(
            "offsets must not decrease nor be greater than input's length "
                + length
                + ", but got "
                + Arrays.toString(starts));
      }
    }
    if (includeLastOffset && starts[starts.length - 1] != length) {
      throw new IllegalArgumentException(
          "include_last_offset: the last offset has to be the size of the input "
              + length
              + ", but got "
              + starts[starts.length - 1]);
    }
  }
}
