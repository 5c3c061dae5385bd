package org.torchparity.init;

import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Numbers from the normal distribution with mean 0 and standard deviation √(2 / din), for a weight
 * of shape (din, …).
 *
 * <p>Differences from torch: din is the size of the first axis alone; in {@code kaiming_normal_} it
 * is fan_in, the product of all axes but the first of a torch weight.
 *
 * <p>Source: K. He, X. Zhang, S. Ren and J. Sun, <i>Delving Deep into Rectifiers</i>, ICCV 2015,
 * equation 10.
 */
public record KaimingNormal() implements Initializer {
  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code shape} has no axes
   */
  @Override
  public Tensor create(NumpyRandom random, DType dtype, Shape shape) {
    return random.normal(0, Scale.kaiming(shape), shape).to(dtype);
  }
}
