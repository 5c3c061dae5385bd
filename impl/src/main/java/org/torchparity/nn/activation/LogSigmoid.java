package org.torchparity.nn.activation;

import org.torchparity.kernel.Activation;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Logarithm of the logistic function: y = ln σ(x) = min(x, 0) − ln(1 + exp(−|x|)).
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g·σ(−x)
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: torch.nn.LogSigmoid; ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at
 * v2.10.0.
 */
public final class LogSigmoid extends Module {
  /** Makes the layer. */
  public LogSigmoid() {}

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("LogSigmoid", inputs);
    return Pointwise.of(x, Activation.LOG_SIGMOID);
  }
}
