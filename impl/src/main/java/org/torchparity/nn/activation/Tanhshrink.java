package org.torchparity.nn.activation;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = x − tanh x.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g·tanh²x
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Differences from ATen: near zero the difference does not cancel.
 *
 * <p>Source: torch.nn.Tanhshrink; torch/nn/functional.py at v2.10.0.
 */
public final class Tanhshrink extends Module {
  /** Enough for x = 1, where the fraction is slowest. */
  private static final int LAST_LEVEL = 21;

  /** Makes the layer. */
  public Tanhshrink() {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Tanhshrink", inputs);
    return Pointwise.of(x, Tanhshrink::shrink, (g, v) -> g * Math.tanh(v) * Math.tanh(v));
  }

  /**
   * Near zero x − tanh x = x·t/(1 + t), from the continued fraction tanh x = x/(1 + t) with t =
   * x²/(3 + x²/(5 + x²/(7 + …))).
   */
  private static double shrink(double x) {
    if (!(Math.abs(x) < 1)) {
      return x - Math.tanh(x);
    }
    double square = x * x;
    double denominator = LAST_LEVEL;
    for (int level = LAST_LEVEL - 2; level >= 3; level -= 2) {
      denominator = level + square / denominator;
    }
    double t = square / denominator;
    return x * t / (1 + t);
  }
}
