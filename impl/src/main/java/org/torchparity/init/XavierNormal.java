package org.torchparity.init;

import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Numbers from the normal distribution with mean 0 and standard deviation √(6 / (din + dout)), for
 * a weight of shape (din, dout).
 *
 * <p>Differences from torch: only weights of two axes, and (din, dout) is the transpose of a torch
 * weight; {@code xavier_normal_} with gain 1 has the standard deviation √(2 / (din + dout)).
 *
 * <p>Source: X. Glorot and Y. Bengio, <i>Understanding the difficulty of training deep feedforward
 * neural networks</i>, AISTATS 2010; the bound of equation 16 is the standard deviation here.
 */
public record XavierNormal() implements Initializer {
  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code shape} does not have two axes
   */
  @Override
  public Tensor create(NumpyRandom random, DType dtype, Shape shape) {
    return random.normal(0, Scale.xavier(shape), shape).to(dtype);
  }
}
