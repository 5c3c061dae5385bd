package org.torchparity.nn.dropout;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Drops elements in training: y = x·m/(1 − p), m being 0 with probability p and else 1; in
 * evaluation y = x.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g·m/(1 − p) in training, g in evaluation
 * </pre>
 *
 * The elements dropped are torch's for the same state of the generator: a float64 draw for each, in
 * row-major order.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code p} is not in [0, 1], if there is not
 * exactly one input, or if it is int64 in training.
 *
 * <p>Source: Srivastava et al., "Dropout" (2014); torch.nn.Dropout; ATen/native/Dropout.cpp at
 * v2.10.0.
 */
public final class Dropout extends Module {
  private final Noise noise;

  /** Makes a layer that drops one half. */
  public Dropout() {
    this(0.5);
  }

  /**
   * Makes a layer.
   *
   * @param p the probability of being dropped
   * @throws IllegalArgumentException if {@code p} is not in [0, 1]
   */
  public Dropout(double p) {
    noise = new Noise("Dropout", p);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("Dropout", inputs);
    return noise.scale(x, Noise.ofElements(x), isTraining(), generator());
  }
}
