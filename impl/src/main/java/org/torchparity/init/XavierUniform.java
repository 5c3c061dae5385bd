package org.torchparity.init;

import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Numbers uniform in [−b, b) with b = √(6 / (din + dout)), for a weight of shape (din, dout).
 *
 * <p>Differences from torch: only weights of two axes, and (din, dout) is the transpose of a torch
 * weight; the bound is that of {@code xavier_uniform_} with gain 1.
 *
 * <p>Source: X. Glorot and Y. Bengio, <i>Understanding the difficulty of training deep feedforward
 * neural networks</i>, AISTATS 2010, equation 16.
 */
public record XavierUniform() implements Initializer {
  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code shape} does not have two axes
   */
  @Override
  public Tensor create(NumpyRandom random, DType dtype, Shape shape) {
    return Scale.uniform(random, Scale.xavier(shape), dtype, shape);
  }
}
