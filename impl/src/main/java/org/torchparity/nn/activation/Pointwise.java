package org.torchparity.nn.activation;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.torchparity.kernel.ElementFunction;
import org.torchparity.kernel.Elementwise;
import org.torchparity.kernel.Zones;
import org.torchparity.kernel.Zones.Line;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/** What all activations of single elements share: y = f(x), δE/δx from g = δE/δy and x. */
final class Pointwise {
  private Pointwise() {}

  /**
   * Returns the only input.
   *
   * @throws IllegalArgumentException if there is not exactly one, or it is not floating-point
   */
  static Tensor input(String layer, Tensor... inputs) {
    Tensor x = Inputs.only(layer, inputs);
    if (!x.dtype().isFloatingPoint()) {
      throw new IllegalArgumentException(
          layer + ": expected input of dtype float32 or float64, but got " + x.dtype().torchName());
    }
    return x;
  }

  /** Runs an activation that has a kernel. */
  static Pass of(Tensor x, ElementFunction f) {
    return Pass.of(f.forward(x), g -> Gradients.ofInput(f.backward(g, x)));
  }

  /**
   * Runs an activation.
   *
   * @param f y of x
   * @param backward δE/δx of g and x; the whole of it, for 0·g would not be 0 where g is infinite
   */
  static Pass of(Tensor x, DoubleUnaryOperator f, DoubleBinaryOperator backward) {
    return Pass.of(Elementwise.map(x, f), g -> Gradients.ofInput(Elementwise.zip(g, x, backward)));
  }

  /**
   * Runs min(max(x, low), high), of which x stays where it equals a bound, be it a zero of the
   * other sign; no gradient passes there.
   */
  static Pass clamped(Tensor x, double low, double high) {
    Line l = Line.at(low);
    Line identity = Line.identity();
    Line h = Line.at(high);
    Zones open = new Zones(below(low), -below(-high), l, identity, h, identity);
    Zones closed = new Zones(low, high, l, identity, h, identity);
    return Pass.of(open.forward(x), g -> Gradients.ofInput(closed.backward(g, x)));
  }

  /** The greatest number below a bound; NaN, below which nothing is, where there is none. */
  static double below(double bound) {
    return bound == Double.NEGATIVE_INFINITY ? Double.NaN : Math.nextDown(bound);
  }
}
