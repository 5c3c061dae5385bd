package org.torchparity.nn.vision;

import org.torchparity.kernel.Permutation;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Elements in another order: the input is read under the shape {@code split}, whose axes change
 * places, and the result under the output's shape. The gradient goes back the same way.
 */
final class Rearrangement {
  private Rearrangement() {}

  static Pass of(Tensor x, Shape split, Shape output, int... axes) {
    Permutation permutation = new Permutation(split, axes);
    return Pass.of(
        permutation.apply(x, output),
        g -> Gradients.ofInput(permutation.inverse().apply(g, x.shape())));
  }

  /**
   * Checks that there are three axes or more, the last three being channels, height and width.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  static void requireImage(String function, Tensor x) {
    if (x.rank() < 3) {
      throw new IllegalArgumentException(
          function
              + " expects input to have at least 3 dimensions, but got input with "
              + x.rank()
              + " dimension(s)");
    }
  }

  /** The shape with another channel count, height and width. */
  static Shape withImage(Shape shape, int channels, int height, int width) {
    return shape.withSize(-3, channels).withSize(-2, height).withSize(-1, width);
  }
}
