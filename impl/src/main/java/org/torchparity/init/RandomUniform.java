package org.torchparity.init;

import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Numbers uniform in [−a, a).
 *
 * @param a half the width
 */
public record RandomUniform(double a) implements Initializer {
  /** Makes the initializer with edunn's default, a = 10⁻¹⁰. */
  public RandomUniform() {
    this(1e-10);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if 2·a is not finite
   */
  @Override
  public Tensor create(NumpyRandom random, DType dtype, Shape shape) {
    return random.uniform(-a, a, shape).to(dtype);
  }
}
