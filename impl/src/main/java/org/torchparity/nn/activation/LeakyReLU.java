package org.torchparity.nn.activation;

import org.torchparity.kernel.ChannelSlopes;
import org.torchparity.kernel.Elementwise;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = x where x &gt; 0, else s·x.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g where x &gt; 0, else s·g
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: torch.nn.LeakyReLU; ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at
 * v2.10.0.
 */
public final class LeakyReLU extends Module {
  private final double negativeSlope;

  /** Makes the layer with torch's default, {@code negativeSlope = 0.01}. */
  public LeakyReLU() {
    this(0.01);
  }

  /**
   * Makes the layer.
   *
   * @param negativeSlope s
   */
  public LeakyReLU(double negativeSlope) {
    this.negativeSlope = negativeSlope;
  }

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public LeakyReLU(double negativeSlope, boolean inplace) {
    this(negativeSlope);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("LeakyReLU", inputs);
    double s = Elementwise.scalar(x.dtype(), negativeSlope);
    return Pointwise.of(x, ChannelSlopes.leaky(s));
  }
}
