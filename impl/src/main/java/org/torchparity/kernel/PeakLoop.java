package org.torchparity.kernel;

import org.torchparity.tensor.DType;

/**
 * The loop by which a machine's own peak is measured: multiply-adds on registers alone, with the
 * instructions of the kernels that {@link Kernels} has chosen. It computes nothing of use.
 */
public final class PeakLoop {
  private static final boolean VECTOR = Kernels.description().startsWith("vector");
  private static final int SCALAR_CHAINS = 8;

  private PeakLoop() {}

  /** Floating-point operations of a step; a multiply-add counts two. */
  public static long flopsPerStep(DType dtype) {
    if (!VECTOR) {
      return 2L * SCALAR_CHAINS;
    }
    return dtype == DType.FLOAT32 ? VectorPeak.floatFlops() : VectorPeak.doubleFlops();
  }

  /** Runs so many steps; the value returned is there to be used, so that none is left out. */
  public static double run(DType dtype, int steps) {
    if (VECTOR) {
      return dtype == DType.FLOAT32 ? VectorPeak.floats(steps) : VectorPeak.doubles(steps);
    }
    return dtype == DType.FLOAT32 ? floats(steps) : doubles(steps);
  }

  private static double floats(int steps) {
    float a = 1;
    float b = 1.125f;
    float c = 1.25f;
    float d = 1.375f;
    float e = 1.5f;
    float f = 1.625f;
    float g = 1.75f;
    float h = 1.875f;
    for (int step = 0; step < steps; step++) {
      a = a * 0.5f + 1;
      b = b * 0.5f + 1;
      c = c * 0.5f + 1;
      d = d * 0.5f + 1;
      e = e * 0.5f + 1;
      f = f * 0.5f + 1;
      g = g * 0.5f + 1;
      h = h * 0.5f + 1;
    }
    return a + b + c + d + e + f + g + h;
  }

  private static double doubles(int steps) {
    double a = 1;
    double b = 1.125;
    double c = 1.25;
    double d = 1.375;
    double e = 1.5;
    double f = 1.625;
    double g = 1.75;
    double h = 1.875;
    for (int step = 0; step < steps; step++) {
      a = a * 0.5 + 1;
      b = b * 0.5 + 1;
      c = c * 0.5 + 1;
      d = d * 0.5 + 1;
      e = e * 0.5 + 1;
      f = f * 0.5 + 1;
      g = g * 0.5 + 1;
      h = h * 0.5 + 1;
    }
    return a + b + c + d + e + f + g + h;
  }
}
