package org.torchparity.nn.linear;

import java.util.Arrays;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Makes several axes of one, {@code dim}.
 *
 * <p>Shape: Input: (*, S<sub>dim</sub>, *), any dtype → Output: (*, U<sub>1</sub>, …,
 * U<sub>n</sub>, *) with Π U<sub>i</sub> = S<sub>dim</sub>; one U may be −1, whatever is left.
 *
 * <p>Backward: δE/δx = g in x's shape.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code unflattenedSize} is empty, has a size below
 * −1 or more than one −1, or does not multiply up to the axis; {@link IndexOutOfBoundsException} if
 * {@code dim} is no axis of the input.
 *
 * <p>Source: torch.nn.Unflatten; ATen/native/TensorShape.cpp at v2.10.0.
 */
public final class Unflatten extends Module {
  private final int dim;
  private final int[] unflattenedSize;

  /** Splits the axis {@code dim}; a negative one counts from the last. */
  public Unflatten(int dim, int... unflattenedSize) {
    this.dim = dim;
    this.unflattenedSize = unflattenedSize.clone();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("Unflatten", inputs);
    if (unflattenedSize.length == 0) {
      throw new IllegalArgumentException("unflatten: sizes must be non-empty");
    }
    int axis = x.shape().axis(dim);
    int[] parts = inferred(x.size(axis));
    int[] sizes = new int[x.rank() - 1 + parts.length];
    for (int i = 0; i < sizes.length; i++) {
      if (i < axis) {
        sizes[i] = x.size(i);
      } else if (i < axis + parts.length) {
        sizes[i] = parts[i - axis];
      } else {
        sizes[i] = x.size(i - parts.length + 1);
      }
    }
    return Reshaped.pass(x, Shape.of(sizes));
  }

  /** The sizes with −1 replaced by what the axis has left for it. */
  private int[] inferred(int size) {
    int[] sizes = unflattenedSize.clone();
    int unknown = -1;
    long product = 1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < -1) {
        throw new IllegalArgumentException(
            "unflatten: invalid shape dimension " + sizes[i] + " in " + Arrays.toString(sizes));
      }
      if (sizes[i] == -1) {
        if (unknown >= 0) {
          throw new IllegalArgumentException(
              "unflatten: only one dimension can be inferred, but got " + Arrays.toString(sizes));
        }
        unknown = i;
      } else {
        product *= sizes[i];
      }
    }
    if (unknown >= 0 && product > 0 && size % product == 0) {
      sizes[unknown] = (int) (size / product);
    } else if (unknown >= 0 || product != size) {
      throw new IllegalArgumentException(
          "unflatten: Provided sizes "
              + Arrays.toString(sizes)
              + " don't multiply up to the size of dim "
              + dim
              + " ("
              + size
              + ") in the input tensor");
    }
    return sizes;
  }
}
