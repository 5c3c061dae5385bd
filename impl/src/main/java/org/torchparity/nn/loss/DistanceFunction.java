package org.torchparity.nn.loss;

import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * A distance of two batches, with its way back: any module of two inputs is one, as {@code
 * module::forward}.
 */
@FunctionalInterface
public interface DistanceFunction {
  /** The distances, with gradients of input 0 and input 1. */
  Pass between(Tensor x1, Tensor x2);
}
