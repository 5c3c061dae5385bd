package org.torchparity.nn.conv;

import java.util.List;
import org.torchparity.nn.Axes;

/** How much padding a convolution puts around its input. */
public sealed interface ConvPadding {

  /**
   * As much at both ends of an axis.
   *
   * @param sizes one for each spatial axis, or one for all; none is negative
   */
  record Of(List<Integer> sizes) implements ConvPadding {
    /** Checks the sizes. */
    public Of {
      sizes = Axes.checked("padding", 0, sizes);
    }
  }

  /** So much that the output is as long as the input; needs stride 1. */
  record Same() implements ConvPadding {}

  /** None. */
  record Valid() implements ConvPadding {}

  /**
   * Returns padding of both ends of each axis.
   *
   * @param sizes one for each spatial axis, or one for all
   * @throws IllegalArgumentException if there are none, or one is negative
   */
  static ConvPadding of(int... sizes) {
    return new Of(Axes.list(sizes));
  }

  /**
   * Returns the padding of torch's name.
   *
   * @throws IllegalArgumentException if {@code name} is neither same nor valid
   */
  static ConvPadding ofTorchName(String name) {
    return switch (name) {
      case "same" -> new Same();
      case "valid" -> new Valid();
      default ->
          throw new IllegalArgumentException(
              "Invalid padding string '" + name + "', should be one of same, valid");
    };
  }
}
