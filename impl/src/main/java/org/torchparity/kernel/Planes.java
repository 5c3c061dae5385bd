package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Planes, or lines of them, that were computed in float64. */
final class Planes {
  private Planes() {}

  /** Loads as many elements as there is room for, from the position {@code at} on. */
  static void load(Tensor x, int at, double[] values) {
    load(x, at, values, 0, values.length);
  }

  /** Loads some elements from the position {@code at} on. */
  static void load(Tensor x, int at, double[] values, int to, int count) {
    if (x.dtype() == DType.FLOAT32) {
      Kernels.planes().widen(x.floats(), at, values, to, count);
    } else {
      System.arraycopy(x.doubles(), at, values, to, count);
    }
  }

  /** Stores them at the positions from {@code at} on, rounded once if need be. */
  static void store(double[] values, Tensor y, int at) {
    store(values, y, at, values.length);
  }

  /** Stores the first of them. */
  static void store(double[] values, Tensor y, int at, int count) {
    if (y.dtype() == DType.FLOAT32) {
      Kernels.planes().narrow(values, y.floats(), at, count);
    } else {
      System.arraycopy(values, 0, y.doubles(), at, count);
    }
  }
}
