package org.torchparity.nn.activation;

import org.torchparity.kernel.Elementwise;
import org.torchparity.kernel.Zones;
import org.torchparity.kernel.Zones.Line;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = x − λ where x &gt; λ, x + λ where x &lt; −λ, else 0.
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
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, if it is int64, or
 * if λ is infinite in its dtype.
 *
 * <p>Source: torch.nn.Softshrink; ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at
 * v2.10.0.
 */
public final class Softshrink extends Module {
  private final double lambd;

  /** Makes the layer with torch's default, {@code lambd = 0.5}. */
  public Softshrink() {
    this(0.5);
  }

  /**
   * Makes the layer.
   *
   * @param lambd λ, not negative
   * @throws IllegalArgumentException if {@code lambd} is negative or NaN
   */
  public Softshrink(double lambd) {
    if (!(lambd >= 0)) {
      throw new IllegalArgumentException(
          "Softshrink: lambda must be greater or equal to 0, but found to be " + lambd);
    }
    this.lambd = lambd;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Softshrink", inputs);
    double l = Elementwise.scalar(x.dtype(), lambd);
    if (Double.isInfinite(l)) {
      throw new IllegalArgumentException(
          "Softshrink: lambda must be finite for input of dtype "
              + x.dtype().torchName()
              + ", but found "
              + lambd);
    }
    return Pointwise.of(
        x,
        new Zones(
            Pointwise.below(-l),
            -Pointwise.below(-l),
            Line.shifted(l),
            Line.at(0),
            Line.shifted(-l),
            Line.identity()));
  }
}
