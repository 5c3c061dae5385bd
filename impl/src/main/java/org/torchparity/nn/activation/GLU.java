package org.torchparity.nn.activation;

import org.torchparity.kernel.AxisLines;
import org.torchparity.kernel.GatedHalves;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Gated linear unit: y = a·σ(b), with a the first half of the input along an axis and b the second.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*, 2n, *), float32 or float64 → Output: (*, n, *).
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δa = g·σ(b)        δE/δb = g·a·σ(b)·(1 − σ(b))
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, if it is int64, if
 * it has no axes, or if the halved axis is odd; {@link IndexOutOfBoundsException} if there is no
 * axis {@code dim}.
 *
 * <p>Source: Dauphin et al., "Language Modeling with Gated Convolutional Networks" (2016);
 * torch.nn.GLU; ATen/native/GatedLinearUnit.cpp at v2.10.0.
 */
public final class GLU extends Module {
  private final int dim;

  /** Makes the layer with torch's default: halves along the last axis. */
  public GLU() {
    this(-1);
  }

  /** Makes the layer; a negative {@code dim} counts from the last axis. */
  public GLU(int dim) {
    this.dim = dim;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("GLU", inputs);
    if (x.rank() == 0) {
      throw new IllegalArgumentException("GLU: glu does not support 0-dimensional tensors");
    }
    int size = x.size(dim);
    if (size % 2 != 0) {
      throw new IllegalArgumentException(
          "GLU: Halving dimension must be even, but dimension "
              + x.shape().axis(dim)
              + " of "
              + x.shape()
              + " is size "
              + size);
    }
    AxisLines lines = AxisLines.along(dim, x.shape());
    GatedHalves halves = new GatedHalves(lines.outer(), size / 2 * lines.inner());
    Tensor y = halves.forward(x, x.shape().withSize(dim, size / 2));
    return Pass.of(y, g -> Gradients.ofInput(halves.backward(g, x)));
  }
}
