package org.torchparity.init;

import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Numbers uniform in [−b, b) with b = √(2 / din), for a weight of shape (din, …).
 *
 * <p>Differences from torch: din is the size of the first axis alone; {@code kaiming_uniform_} for
 * ReLU has b = √(6 / fan_in).
 *
 * <p>Source: K. He, X. Zhang, S. Ren and J. Sun, <i>Delving Deep into Rectifiers</i>, ICCV 2015;
 * the standard deviation of equation 10 is the bound here.
 */
public record KaimingUniform() implements Initializer {
  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code shape} has no axes
   */
  @Override
  public Tensor create(NumpyRandom random, DType dtype, Shape shape) {
    return Scale.uniform(random, Scale.kaiming(shape), dtype, shape);
  }
}
