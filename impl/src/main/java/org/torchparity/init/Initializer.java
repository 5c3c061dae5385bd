package org.torchparity.init;

import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A way to make the first value of a parameter, as edunn's {@code nn.initializers} define it.
 *
 * <p>The implementations draw what edunn draws, in its order: with the seed given to {@code
 * np.random.seed} there they give the same numbers. Values are computed in float64 and then rounded
 * to the dtype.
 *
 * <p>Source: edunn, {@code edunn/initializers.py}.
 */
@FunctionalInterface
public interface Initializer {
  /**
   * Returns a new tensor of initial values.
   *
   * @param random drawn from by the random initializers, untouched by the others
   * @throws IllegalArgumentException if the initializer has no values for such a shape
   */
  Tensor create(NumpyRandom random, DType dtype, Shape shape);
}
