package org.torchparity.nn.loss;

import java.util.Arrays;
import org.torchparity.kernel.BlockFunctions;

/** The hinge max(0, z) and its derivative. */
final class Margins {
  private Margins() {}

  /** max(0, z). */
  static double clamp(double z) {
    return Math.max(0, z);
  }

  /** Its derivative: 1 also at z = 0, as ATen's {@code clamp_min} has it. */
  static double slope(double z) {
    return z >= 0 ? 1 : 0;
  }

  /** {@link #slope} of each z of a block. */
  static void slopes(double[] z, double[] y, int n) {
    Arrays.fill(y, 0, n, 1);
    BlockFunctions.whereAbove(z, -Double.MIN_VALUE, y, y, n);
  }

  /**
   * Returns a margin.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  static double positive(String loss, double margin) {
    if (margin > 0) {
      return margin;
    }
    throw new IllegalArgumentException(
        loss + ": expected margin to be greater than 0, got " + margin + " instead");
  }
}
