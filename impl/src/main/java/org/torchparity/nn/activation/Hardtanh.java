package org.torchparity.nn.activation;

import org.torchparity.kernel.Elementwise;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = min(max(x, m), M), m ≤ y ≤ M.
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
 * δE/δx = g where m &lt; x &lt; M, else 0
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is int64.
 *
 * <p>Source: torch.nn.Hardtanh; ATen/native/Activation.cpp and ATen/native/cpu/Activation.cpp at
 * v2.10.0.
 */
public final class Hardtanh extends Module {
  private final double minVal;
  private final double maxVal;

  /** Makes the layer with torch's defaults, {@code minVal = -1, maxVal = 1}. */
  public Hardtanh() {
    this(-1, 1);
  }

  /**
   * Makes the layer.
   *
   * @param minVal m
   * @param maxVal M, greater than m
   * @throws IllegalArgumentException if {@code maxVal} is not greater than {@code minVal}
   */
  public Hardtanh(double minVal, double maxVal) {
    if (!(maxVal > minVal)) {
      throw new IllegalArgumentException(
          "Hardtanh: max_val must be greater than min_val, but got min_val = "
              + minVal
              + ", max_val = "
              + maxVal);
    }
    this.minVal = minVal;
    this.maxVal = maxVal;
  }

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public Hardtanh(double minVal, double maxVal, boolean inplace) {
    this(minVal, maxVal);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("Hardtanh", inputs);
    double low = Elementwise.scalar(x.dtype(), minVal);
    double high = Elementwise.scalar(x.dtype(), maxVal);
    return Pointwise.clamped(x, low, high);
  }
}
