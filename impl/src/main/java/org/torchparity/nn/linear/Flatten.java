package org.torchparity.nn.linear;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Makes one axis of the axes {@code startDim} to {@code endDim}, both included.
 *
 * <p>Shape: Input: (*, S<sub>start</sub>, …, S<sub>end</sub>, *), any dtype → Output: (*, Π
 * S<sub>i</sub>, *); a scalar becomes (1).
 *
 * <p>Backward: δE/δx = g in x's shape.
 *
 * <p>Errors: {@link IndexOutOfBoundsException} if an axis is not one of the input's; {@link
 * IllegalArgumentException} if {@code startDim} comes after {@code endDim}.
 *
 * <p>Source: torch.nn.Flatten; ATen/native/TensorShape.cpp at v2.10.0.
 */
public final class Flatten extends Module {
  private final int startDim;
  private final int endDim;

  /** Flattens all axes but the first. */
  public Flatten() {
    this(1, -1);
  }

  /** Flattens the axes {@code startDim} to {@code endDim}; negative ones count from the last. */
  public Flatten(int startDim, int endDim) {
    this.startDim = startDim;
    this.endDim = endDim;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("Flatten", inputs);
    // A scalar has one axis of size one to torch.
    Shape shape = x.rank() == 0 ? Shape.of(1) : x.shape();
    int start = shape.axis(startDim);
    int end = shape.axis(endDim);
    if (start > end) {
      throw new IllegalArgumentException(
          "flatten() has invalid args: start_dim cannot come after end_dim, got "
              + startDim
              + " and "
              + endDim
              + " for input of "
              + x.shape());
    }
    int[] sizes = new int[shape.rank() - (end - start)];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = shape.size(axis <= start ? axis : axis + end - start);
    }
    sizes[start] = shape.elements(start, end + 1);
    return Reshaped.pass(x, Shape.of(sizes));
  }
}
