package org.torchparity.nn.activation;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Exponential linear unit: y = x where x &gt; 0, else α·(exp(x) − 1).
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g where x &gt; 0, else g·α·exp(x)
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by
 * Exponential Linear Units" (2015); torch.nn.ELU; ATen/native/Activation.cpp and
 * ATen/native/cpu/Activation.cpp at v2.10.0.
 */
public final class ELU extends Module {
  private final ExponentialLinear function;

  /** Makes the layer with torch's default, {@code alpha = 1}. */
  public ELU() {
    this(1);
  }

  /**
   * Makes the layer.
   *
   * @param alpha α
   */
  public ELU(double alpha) {
    function = new ExponentialLinear(alpha, 1, 1, 1);
  }

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public ELU(double alpha, boolean inplace) {
    this(alpha);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    return function.of(Pointwise.input("ELU", inputs));
  }
}
