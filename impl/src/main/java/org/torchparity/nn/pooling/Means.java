package org.torchparity.nn.pooling;

import org.torchparity.kernel.PoolRegions;
import org.torchparity.kernel.PoolSums;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Sums over regions, each with its divisor: y(o) = Σ x / d(o) over what o sees; δE/δx(i) = Σ
 * g(o)/d(o) over all o that see i.
 */
final class Means {
  private Means() {}

  /**
   * Returns the pass, computed in float64 and rounded once.
   *
   * @param divisors of the positions of one plane
   */
  static Pass pass(
      Tensor x, Planes planes, PoolRegions regions, int[] positions, double[] divisors) {
    Shape output = planes.resized(positions);
    int count = planes.count();
    return Pass.of(
        PoolSums.divided(x, count, regions, divisors, output),
        g -> Gradients.ofInput(PoolSums.spread(g, count, regions, divisors, x.shape())));
  }

  /** Returns the product, at each position of a plane, of one number an axis. */
  static double[] products(int[][] factors) {
    double[] products = {1};
    for (int[] axis : factors) {
      double[] extended = new double[products.length * axis.length];
      for (int i = 0; i < extended.length; i++) {
        extended[i] = products[i / axis.length] * axis[i % axis.length];
      }
      products = extended;
    }
    return products;
  }
}
