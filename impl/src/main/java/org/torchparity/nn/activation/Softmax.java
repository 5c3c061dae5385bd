package org.torchparity.nn.activation;

import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Normalised exponentials along an axis: y = exp(x) / Σ exp(x).
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward, the sum along the axis:
 *
 * <pre>
 * δE/δx = y·(g − Σ g·y)
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64;
 * {@link IndexOutOfBoundsException} if there is no axis {@code dim}.
 *
 * <p>Differences from ATen: without {@code dim}, the axis is chosen as torch does, with no warning.
 *
 * <p>Source: torch.nn.Softmax; ATen/native/SoftMax.cpp at v2.10.0.
 */
public final class Softmax extends Module {
  private final @Nullable Integer dim;

  /** Makes the layer; the axis is 0 for inputs of rank 0, 1 or 3, else 1. */
  public Softmax() {
    this(null);
  }

  /** Makes the layer; a negative {@code dim} counts from the last axis, null is as none. */
  public Softmax(@Nullable Integer dim) {
    this.dim = dim;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Softmax", inputs);
    return AxisPass.softmax(x, AxisPass.lines(dim, x.shape()));
  }
}
