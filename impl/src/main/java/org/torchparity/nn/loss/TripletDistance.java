package org.torchparity.nn.loss;

import java.util.List;
import org.torchparity.nn.Gradients;
import org.torchparity.tensor.Tensor;

/** A distance d of triplets, with its way back. */
@FunctionalInterface
interface TripletDistance {
  /**
   * Measures triplets.
   *
   * @param swap whether d(p, n) is wanted
   */
  Measured of(Tensor a, Tensor p, Tensor n, boolean swap);

  /** The distances of triplets. */
  interface Measured {
    /** d(a, p), d(a, n) and, if it was wanted, d(p, n), of one shape. */
    List<Tensor> distances();

    /** Returns the gradients of a, p and n, in their dtype, from those of each distance. */
    Gradients backward(List<double[]> gradDistances);
  }
}
