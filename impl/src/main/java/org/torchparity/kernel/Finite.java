package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Whether results are numbers: what a faster way must make sure of before it is believed. */
final class Finite {
  private Finite() {}

  /** Whether a tensor holds neither an infinity nor NaN. */
  static boolean all(Tensor x) {
    return x.dtype() == DType.FLOAT32 ? all(x.floats()) : all(x.doubles());
  }

  private static boolean all(float[] x) {
    for (float value : x) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Whether an array holds neither an infinity nor NaN. */
  static boolean all(double[] x) {
    for (double value : x) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
