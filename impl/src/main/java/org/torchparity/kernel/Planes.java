package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Planes, or lines of them, that were computed in float64. */
final class Planes {
  private static final int[] FIRST = {0};
  private static final double[] ONE = {1};

  private Planes() {}

  /** Loads as many elements as there is room for, from the position {@code at} on. */
  static void load(Tensor x, int at, double[] values) {
    if (x.dtype() == DType.FLOAT32) {
      Kernels.planes().mix(x.floats(), at, FIRST, ONE, 0, 1, values, 0, values.length);
    } else {
      System.arraycopy(x.doubles(), at, values, 0, values.length);
    }
  }

  /** Stores them at the positions from {@code at} on, rounded once if need be. */
  static void store(double[] values, Tensor y, int at) {
    if (y.dtype() == DType.FLOAT32) {
      Kernels.planes().mix(values, 0, FIRST, ONE, 0, 1, y.floats(), at, values.length);
    } else {
      System.arraycopy(values, 0, y.doubles(), at, values.length);
    }
  }
}
