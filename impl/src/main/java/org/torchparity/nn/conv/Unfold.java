package org.torchparity.nn.conv;

import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The sliding blocks of images as columns: y(n, c·K + k, l) = pad(x)(n, c, o(l)·stride +
 * k·dilation), where l counts the kernel's positions o and k its K elements, both row by row.
 *
 * <p>Shape: Input: (N, C, H, W) or (C, H, W), float32 or float64 → Output: (N, C·K, L) or (C·K, L).
 *
 * <p>Backward: δE/δx is {@link Fold} of g: each element gets the sum over the blocks it is in.
 *
 * <p>Errors: {@link IllegalArgumentException} if an option has neither one number nor two, if the
 * kernel is not positive, if the input has neither three nor four axes or an empty one other than
 * N, or if not one block fits.
 *
 * <p>Source: torch.nn.Unfold; ATen/native/Im2Col.cpp at v2.10.0.
 */
public final class Unfold extends Module {
  private final Sliding sliding;

  /** Takes blocks with torch's defaults. */
  public Unfold(int... kernelSize) {
    this(kernelSize, SlidingOptions.defaults());
  }

  /**
   * Takes blocks of a kernel's size.
   *
   * @param kernelSize one size for each axis, or one for both
   * @throws IllegalArgumentException if a kernel size is not positive, or an option does not fit
   */
  public Unfold(int[] kernelSize, SlidingOptions options) {
    sliding = new Sliding("Unfold", kernelSize, options);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("Unfold", inputs);
    if (x.rank() != 3 && x.rank() != 4 || x.shape().elements(x.rank() - 3, x.rank()) == 0) {
      throw new IllegalArgumentException(
          "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero"
              + " dimensions for input, but got: "
              + x.shape());
    }
    sliding.checkFloatingPoint(x);
    int[] image = {x.size(-2), x.size(-1)};
    int[] positions = sliding.positions(image);
    int rows = x.size(-3) * sliding.kernelElements();
    int blocks = positions[0] * positions[1];
    Shape shape = x.rank() == 3 ? Shape.of(rows, blocks) : Shape.of(x.size(0), rows, blocks);
    int channels = x.shape().elements(0, x.rank() - 2);
    return Pass.of(
        sliding.unfold(x, channels, image, shape),
        g -> Gradients.ofInput(sliding.fold(g, channels, image, x.shape())));
  }
}
