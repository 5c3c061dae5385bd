package org.torchparity.init;

import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Zeros. */
public record Zero() implements Initializer {
  @Override
  public Tensor create(NumpyRandom random, DType dtype, Shape shape) {
    return Tensor.zeros(dtype, shape);
  }
}
