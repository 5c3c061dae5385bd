package org.torchparity.nn.activation;

import org.torchparity.kernel.Elementwise;
import org.torchparity.kernel.Zones;
import org.torchparity.kernel.Zones.Line;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = x where |x| &gt; λ, else 0.
 *
 * <p>NaN stays NaN, and its gradient is g.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g where |x| &gt; λ, else 0
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: torch.nn.Hardshrink; ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at
 * v2.10.0.
 */
public final class Hardshrink extends Module {
  private final double lambd;

  /** Makes the layer with torch's default, {@code lambd = 0.5}. */
  public Hardshrink() {
    this(0.5);
  }

  /**
   * Makes the layer.
   *
   * @param lambd λ; a negative one lets everything pass
   */
  public Hardshrink(double lambd) {
    this.lambd = lambd;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Hardshrink", inputs);
    double l = Elementwise.scalar(x.dtype(), lambd);
    Line identity = Line.identity();
    Line between = Double.isNaN(l) ? identity : Line.at(0);
    return Pointwise.of(
        x,
        new Zones(
            Pointwise.below(-l), -Pointwise.below(-l), identity, between, identity, identity));
  }
}
