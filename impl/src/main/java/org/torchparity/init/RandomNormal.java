package org.torchparity.init;

import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Numbers from the normal distribution with mean 0.
 *
 * @param std standard deviation
 */
public record RandomNormal(double std) implements Initializer {
  /** Makes the initializer with edunn's default, std = 10⁻¹⁰. */
  public RandomNormal() {
    this(1e-10);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code std} has a minus sign, −0.0 included
   */
  @Override
  public Tensor create(NumpyRandom random, DType dtype, Shape shape) {
    return random.normal(0, std, shape).to(dtype);
  }
}
