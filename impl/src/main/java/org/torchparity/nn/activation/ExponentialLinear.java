package org.torchparity.nn.activation;

import org.torchparity.kernel.Elementwise;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = scale·x where x > 0, else scale·α·(exp(inputScale·x) − 1).
 *
 * <pre>
 * δE/δx = g·scale where x > 0, else g·scale·α·inputScale·exp(inputScale·x)
 * </pre>
 */
record ExponentialLinear(double alpha, double scale, double inputScale) {

  Pass of(Tensor x) {
    double positive = Elementwise.scalar(x.dtype(), scale);
    double negative = Elementwise.scalar(x.dtype(), alpha) * positive;
    double inner = Elementwise.scalar(x.dtype(), inputScale);
    return Pointwise.of(
        x,
        v -> v <= 0 ? Math.expm1(v * inner) * negative : v * positive,
        (g, v) -> v <= 0 ? g * inner * negative * Math.exp(v * inner) : g * positive);
  }
}
