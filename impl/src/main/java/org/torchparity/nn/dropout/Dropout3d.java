package org.torchparity.nn.dropout;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Drops whole channels of volumes in training: y = x·m/(1 − p), with one m a sample and channel, 0
 * with probability p and else 1; in evaluation y = x.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (N, C, D, H, W), or (C, ∗) with any number of axes but five, float32 or float64
 * → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g·m/(1 − p) in training, g in evaluation
 * </pre>
 *
 * The channels dropped are torch's for the same state of the generator: a float64 draw for each, in
 * row-major order.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code p} is not in [0, 1], if there is not
 * exactly one input, or, where something may be dropped and something kept, if it is int64 or has
 * no axis.
 *
 * <p>Source: Tompson et al., "Efficient Object Localization Using Convolutional Networks" (2015);
 * torch.nn.Dropout3d; torch/nn/functional.py and ATen/native/Dropout.cpp at v2.10.0.
 */
public final class Dropout3d extends Module {
  private final Noise noise;

  /** Makes a layer that drops one half. */
  public Dropout3d() {
    this(0.5);
  }

  /**
   * Makes a layer.
   *
   * @param p the probability of being dropped
   * @throws IllegalArgumentException if {@code p} is not in [0, 1]
   */
  public Dropout3d(double p) {
    noise = new Noise("Dropout3d", p);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("Dropout3d", inputs);
    noise.requireAxes(x, 1, isTraining());
    return noise.scale(x, Noise.ofFeatures(x, x.rank() == 5 ? 2 : 1), isTraining(), generator());
  }
}
