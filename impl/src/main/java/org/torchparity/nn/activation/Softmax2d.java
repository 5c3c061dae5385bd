package org.torchparity.nn.activation;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Softmax over the channels of each pixel: y = exp(x) / Σ exp(x), the sum over C.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (N, C, H, W) or (C, H, W), float32 or float64 → Output: the same.
 *
 * <p>Backward, the sum over C:
 *
 * <pre>
 * δE/δx = y·(g − Σ g·y)
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, if it is int64, or
 * if it is neither 3D nor 4D.
 *
 * <p>Source: torch.nn.Softmax2d; ATen/native/SoftMax.cpp at v2.10.0.
 */
public final class Softmax2d extends Module {
  private static final int CHANNELS = -3;

  /** Makes the layer. */
  public Softmax2d() {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Softmax2d", inputs);
    Inputs.rank("Softmax2d", x, 3, 4);
    return AxisPass.softmax(x, AxisPass.lines(CHANNELS, x.shape()));
  }
}
