package org.torchparity.nn.conv;

import java.util.Arrays;
import org.torchparity.nn.Axes;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Images as the sums of sliding blocks, the adjoint of {@link Unfold}: y(n, c, i) = Σ x(n, c·K + k,
 * l) over all l and k with o(l)·stride + k·dilation − padding = i.
 *
 * <p>Shape: Input: (N, C·K, L) or (C·K, L), float32 or float64, with K the kernel's elements and L
 * its positions → Output: (N, C, output_size) or (C, output_size).
 *
 * <p>Backward: δE/δx is {@link Unfold} of g.
 *
 * <p>Errors: {@link IllegalArgumentException} if an option has neither one number nor two, if a
 * size is not positive, if the input has neither two nor three axes or an empty one other than N,
 * if its rows are no multiple of K or its columns not L, or if not one block fits.
 *
 * <p>Source: torch.nn.Fold; ATen/native/Col2Im.cpp at v2.10.0.
 */
public final class Fold extends Module {
  private final Sliding sliding;
  private final int[] outputSize;

  /** Adds blocks with torch's defaults. */
  public Fold(int[] outputSize, int[] kernelSize) {
    this(outputSize, kernelSize, SlidingOptions.defaults());
  }

  /**
   * Adds blocks up to images of a size.
   *
   * @param outputSize one size for each axis, or one for both
   * @param kernelSize one size for each axis, or one for both
   * @throws IllegalArgumentException if a size is not positive, or an option does not fit
   */
  public Fold(int[] outputSize, int[] kernelSize, SlidingOptions options) {
    sliding = new Sliding("Fold", kernelSize, options);
    this.outputSize =
        Axes.expanded(
            "Fold", "output_size", Axes.checked("output_size", 1, Axes.list(outputSize)), 2);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("Fold", inputs);
    check(x);
    int channels = x.size(-2) / sliding.kernelElements();
    Shape shape =
        x.rank() == 2
            ? Shape.of(channels, outputSize[0], outputSize[1])
            : Shape.of(x.size(0), channels, outputSize[0], outputSize[1]);
    int all = x.rank() == 2 ? channels : x.size(0) * channels;
    return Pass.of(
        sliding.fold(x, all, outputSize, shape),
        g -> Gradients.ofInput(sliding.unfold(g, all, outputSize, x.shape())));
  }

  private void check(Tensor x) {
    if (x.rank() != 2 && x.rank() != 3 || x.shape().elements(x.rank() - 2, x.rank()) == 0) {
      throw new IllegalArgumentException(
          "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero"
              + " dimensions for input, but got: "
              + x.shape());
    }
    sliding.checkFloatingPoint(x);
    if (x.size(-2) % sliding.kernelElements() != 0) {
      throw new IllegalArgumentException(
          "Fold: expected the rows of input to be divisible by the product of kernel_size, but got "
              + x.shape()
              + " and kernel_size="
              + Arrays.toString(sliding.kernel()));
    }
    int[] positions = sliding.positions(outputSize);
    if (x.size(-1) != positions[0] * positions[1]) {
      throw new IllegalArgumentException(
          "Fold: given output_size=%s, expected the columns of input to match the number of sliding"
                  .formatted(Arrays.toString(outputSize))
              + " blocks %d * %d = %d, but got %s"
                  .formatted(positions[0], positions[1], positions[0] * positions[1], x.shape()));
    }
  }
}
