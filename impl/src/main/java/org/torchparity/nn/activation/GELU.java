package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
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
    return Pointwise.of(
        x, approximate == Approximate.NONE ? Activation.GELU : Activation.GELU_TANH);
  }
}
