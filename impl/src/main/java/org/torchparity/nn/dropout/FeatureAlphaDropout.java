package org.torchparity.nn.dropout;

import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Drops whole channels in training to what SELU tends to: as {@link AlphaDropout}, with one m for
 * each place of the first two axes.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (N, C, *) of two axes or more, float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = a·g·m in training, g in evaluation
 * </pre>
 *
 * The channels dropped are torch's for the same state of the generator: a float64 draw for each, in
 * row-major order.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code p} is not in [0, 1], if there is not
 * exactly one input, or if it is int64 in training, or if it has fewer than two axes.
 *
 * <p>Source: Klambauer et al., "Self-Normalizing Neural Networks" (2017), equation (8);
 * torch.nn.FeatureAlphaDropout; ATen/native/Dropout.cpp at v2.10.0.
 */
public final class FeatureAlphaDropout extends Module {
  private final Noise noise;

  /** Makes a layer that drops one half. */
  public FeatureAlphaDropout() {
    this(0.5);
  }

  /**
   * Makes a layer.
   *
   * @param p the probability of being dropped
   * @throws IllegalArgumentException if {@code p} is not in [0, 1]
   */
  public FeatureAlphaDropout(double p) {
    noise = new Noise("FeatureAlphaDropout", p);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("FeatureAlphaDropout", inputs);
    noise.requireAxes(x, 2, isTraining());
    return noise.scaleAndShift(x, Noise.ofFeatures(x, 2), isTraining(), generator());
  }
}
