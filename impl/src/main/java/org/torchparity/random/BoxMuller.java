package org.torchparity.random;

/**
 * Normal numbers from uniform ones, 16 at a time, as ATen's {@code normal_fill} makes them.
 *
 * <pre>
 * n₁ = √(−2 ln(1 − u₁)) · cos(2π u₂) · std + mean
 * n₂ = √(−2 ln(1 − u₁)) · sin(2π u₂) · std + mean
 * </pre>
 *
 * <p>In a block of 16 the first eight numbers are u₁ and become n₁, the other eight are u₂ and
 * become n₂. The last product and sum are one rounding ({@code fma}), as they are in libtorch for
 * x86-64.
 *
 * <p>Source: G. E. P. Box and M. E. Muller, <i>A note on the generation of random normal
 * deviates</i>, Ann. Math. Statist. 29 (1958); ATen {@code cpu/DistributionTemplates.h}.
 */
final class BoxMuller {
  /** Numbers in a block. */
  static final int BLOCK = 16;

  private static final int HALF = BLOCK / 2;
  private static final float TWO_PI = (float) (2 * Math.PI);

  private BoxMuller() {}

  /** Replaces the block of uniform float32 numbers at {@code from}. */
  static void transform(float[] data, int from, float mean, float std) {
    float[] sinCos = new float[2];
    for (int i = from; i < from + HALF; i++) {
      float radius = (float) Math.sqrt(-2 * CephesFloat.log(1 - data[i]));
      CephesFloat.sinCos(TWO_PI * data[i + HALF], sinCos);
      data[i] = Math.fma(radius * sinCos[1], std, mean);
      data[i + HALF] = Math.fma(radius * sinCos[0], std, mean);
    }
  }

  /** Replaces the block of uniform float64 numbers at {@code from}. */
  static void transform(double[] data, int from, double mean, double std) {
    double[] sinCos = new double[2];
    for (int i = from; i < from + HALF; i++) {
      double radius = Math.sqrt(-2 * ExactLog.log(1 - data[i]));
      ExactSinCos.sinCos(2 * Math.PI * data[i + HALF], sinCos);
      data[i] = Math.fma(radius * sinCos[1], std, mean);
      data[i + HALF] = Math.fma(radius * sinCos[0], std, mean);
    }
  }
}
