package org.torchparity.nn.dropout;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Drops whole channels of images in training: y = x·m/(1 − p), with one m for each place of the
 * first two axes, 0 with probability p and else 1; in evaluation y = x.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (N, C, H, W), or (N, C, ∗) with any axes behind the second, float32 or float64 →
 * Output: the same. An input of three axes has a batch, as in torch.
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
 * fewer than two axes.
 *
 * <p>Source: Tompson et al., "Efficient Object Localization Using Convolutional Networks" (2015);
 * torch.nn.Dropout2d; torch/nn/functional.py and ATen/native/Dropout.cpp at v2.10.0.
 */
public final class Dropout2d extends Module {
  private final Noise noise;

  /** Makes a layer that drops one half. */
  public Dropout2d() {
    this(0.5);
  }

  /**
   * Makes a layer.
   *
   * @param p the probability of being dropped
   * @throws IllegalArgumentException if {@code p} is not in [0, 1]
   */
  public Dropout2d(double p) {
    noise = new Noise("Dropout2d", p);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("Dropout2d", inputs);
    noise.requireAxes(x, 2, isTraining());
    return noise.scale(x, Noise.ofFeatures(x, 2), isTraining(), generator());
  }
}
