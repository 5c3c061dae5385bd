package org.torchparity.nn.activation;

import org.torchparity.kernel.Elementwise;
import org.torchparity.kernel.Zones;
import org.torchparity.kernel.Zones.Line;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = x where x &gt; t, else v.
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
 * δE/δx = g where x &gt; t, else 0
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: torch.nn.Threshold; ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at
 * v2.10.0.
 */
public final class Threshold extends Module {
  private final double threshold;
  private final double value;

  /**
   * Makes the layer.
   *
   * @param threshold t
   * @param value v
   */
  public Threshold(double threshold, double value) {
    this.threshold = threshold;
    this.value = value;
  }

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public Threshold(double threshold, double value, boolean inplace) {
    this(threshold, value);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Threshold", inputs);
    double t = Elementwise.scalar(x.dtype(), threshold);
    double otherwise = Elementwise.scalar(x.dtype(), value);
    Line identity = Line.identity();
    return Pointwise.of(
        x,
        new Zones(t, Double.POSITIVE_INFINITY, Line.at(otherwise), identity, identity, identity));
  }
}
