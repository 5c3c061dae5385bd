package org.torchparity.nn.dropout;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Drops elements in training to what SELU tends to, keeping mean 0 and variance 1: y = a·(x·m −
 * α·(1 − m)) + a·α·p, m being 0 with probability p and else 1, α = 1.7580993 and a = 1/√((1 − p)(1
 * + p·α²)); in evaluation y = x, and y = 0 for p = 1.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = a·g·m in training, g in evaluation
 * </pre>
 *
 * The elements dropped are torch's for the same state of the generator: a float64 draw for each, in
 * row-major order.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code p} is not in [0, 1], if there is not
 * exactly one input, or if it is int64 in training.
 *
 * <p>Source: Klambauer et al., "Self-Normalizing Neural Networks" (2017), equation (8);
 * torch.nn.AlphaDropout; ATen/native/Dropout.cpp at v2.10.0.
 */
public final class AlphaDropout extends Module {
  private final Noise noise;

  /** Makes a layer that drops one half. */
  public AlphaDropout() {
    this(0.5);
  }

  /**
   * Makes a layer.
   *
   * @param p the probability of being dropped
   * @throws IllegalArgumentException if {@code p} is not in [0, 1]
   */
  public AlphaDropout(double p) {
    noise = new Noise("AlphaDropout", p);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("AlphaDropout", inputs);
    return noise.scaleAndShift(x, Noise.ofElements(x), isTraining(), generator());
  }
}
