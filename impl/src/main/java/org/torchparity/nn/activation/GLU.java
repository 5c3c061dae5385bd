package org.torchparity.nn.activation;

import org.torchparity.kernel.AxisLines;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
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
    int half = size / 2 * lines.inner();
    double[] values = x.toDoubles();
    double[] y = new double[values.length / 2];
    for (int i = 0; i < y.length; i++) {
      int a = i + i / half * half;
      y[i] = values[a] * Logistic.of(values[a + half]);
    }
    Shape halved = x.shape().withSize(dim, size / 2);
    return Pass.of(
        Tensor.ofDoubles(x.dtype(), halved, y), g -> gradients(g, values, half, x.shape()));
  }

  private static Gradients gradients(Tensor gradOutput, double[] values, int half, Shape shape) {
    double[] g = gradOutput.toDoubles();
    double[] gradient = new double[values.length];
    for (int i = 0; i < g.length; i++) {
      int a = i + i / half * half;
      int b = a + half;
      double gate = Logistic.of(values[b]);
      gradient[a] = g[i] * gate;
      gradient[b] = g[i] * values[a] * gate * Logistic.of(-values[b]);
    }
    DType dtype = gradOutput.dtype();
    return Gradients.ofInput(Tensor.ofDoubles(dtype, shape, gradient));
  }
}
