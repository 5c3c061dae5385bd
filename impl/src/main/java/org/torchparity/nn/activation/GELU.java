package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.kernel.Elementwise;
import org.torchparity.kernel.ErrorFunction;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Gaussian error linear unit: y = x·Φ(x), Φ the standard normal distribution function, or its
 * approximation Φ(x) ≈ (1 + tanh(√(2/π)·(x + 0.044715·x³)))/2.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward, with φ the standard normal density:
 *
 * <pre>
 * exact:         δE/δx = g·(Φ(x) + x·φ(x))
 * approximated:  δE/δx = g·(s + 2·x·s·(1 − s)·u′)   with u = √(2/π)·(x + 0.044715·x³), s = σ(2u)
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Differences from ATen: Φ is exact in the lower tail too, where (1 + erf(x/√2))/2 cancels.
 *
 * <p>Source: Hendrycks and Gimpel, "Gaussian Error Linear Units" (2016); torch.nn.GELU;
 * ATen/native/cpu/Activation.cpp at v2.10.0.
 */
public final class GELU extends Module {
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);
  private static final double BETA = Math.sqrt(2 / Math.PI);
  private static final double KAPPA = 0.044715;

  private final Approximate approximate;

  /** How Φ is computed. */
  public enum Approximate {
    /** As it is. */
    NONE,
    /** By a hyperbolic tangent. */
    TANH;

    /**
     * Returns the value of torch's name.
     *
     * @throws IllegalArgumentException if {@code name} is neither none nor tanh
     */
    public static Approximate ofTorchName(String name) {
      return switch (name) {
        case "none" -> NONE;
        case "tanh" -> TANH;
        default ->
            throw new IllegalArgumentException(
                "GELU: approximate argument must be either none or tanh, but got " + name);
      };
    }
  }

  /** Makes the layer, without approximation. */
  public GELU() {
    this(Approximate.NONE);
  }

  /** Makes the layer. */
  public GELU(Approximate approximate) {
    this.approximate = approximate;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("GELU", inputs);
    if (approximate == Approximate.NONE) {
      return Pointwise.of(
          x,
          Activation.GELU,
          v -> v * distribution(v),
          (g, v) -> g * (distribution(v) + v * density(v)));
    }
    return Pointwise.of(
        x,
        Activation.GELU_TANH,
        v -> v * Logistic.of(2 * inner(v)),
        (g, v) -> {
          double u = inner(v);
          double slope = BETA * (1 + 3 * KAPPA * Elementwise.overflow(x.dtype(), v * v));
          double s = Logistic.of(2 * u);
          return g * (s + 2 * v * s * Logistic.of(-2 * u) * slope);
        });
  }

  private static double distribution(double x) {
    return ErrorFunction.erfc(-x * SQRT_HALF) / 2;
  }

  private static double density(double x) {
    return DENSITY_AT_ZERO * Math.exp(-x * x / 2);
  }

  private static double inner(double x) {
    return BETA * (x + KAPPA * x * x * x);
  }
}
