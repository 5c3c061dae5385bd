package org.torchparity.random;

/**
 * Logarithm, sine and cosine in float32, rounded step by step as ATen's AVX2 kernels round them.
 *
 * <p>They are the Cephes polynomials, accurate to about 2 ulp. A sum of a product and a third
 * number is one rounding ({@code fma}) exactly where libtorch 2.10 for x86-64 has a fused
 * instruction, so that results agree in every bit.
 *
 * <p>Source: S. L. Moshier, Cephes, {@code logf} and {@code sinf}; ATen {@code cpu/avx_mathfun.h}.
 */
final class CephesFloat {
  private static final float SQRT_HALF = 0.70710677f;

  /**
   * ln 2 = LN_2_HI + LN_2_LO; the first has 9 bits, so that its product with an exponent is exact.
   */
  private static final float LN_2_HI = 0.6933594f;

  private static final float LN_2_LO = -2.1219444e-4f;

  /** (ln(1 + r) − r + r²/2) / r³, highest power first. */
  private static final float[] LOG = {
    0.070376836f,
    -0.1151461f,
    0.116769984f,
    -0.12420141f,
    0.14249323f,
    -0.16668057f,
    0.20000714f,
    -0.24999994f,
    0.3333333f
  };

  private static final float FOUR_OVER_PI = 1.2732395f;

  /** π/4 = PI_4_A + PI_4_B + PI_4_C; the first two are short, so that octant products are exact. */
  private static final float PI_4_A = 0.78515625f;

  private static final float PI_4_B = 2.4187565e-4f;
  private static final float PI_4_C = 3.774895e-8f;

  private CephesFloat() {}

  /** Returns ln x; x is finite and at least {@link Float#MIN_NORMAL}. */
  static float log(float x) {
    // x = 2^exponent · m with √½ ≤ m < √2, and r = m − 1.
    int bits = Float.floatToRawIntBits(x);
    float exponent = (bits >>> 23) - 126;
    float m = Float.intBitsToFloat((bits & 0x007fffff) | 0x3f000000);
    float r = m - 1;
    if (m < SQRT_HALF) {
      exponent -= 1;
      r += m;
    }
    // ln x = r − r²/2 + r³ P(r) + exponent · ln 2
    float square = r * r;
    float p = LOG[0];
    for (int i = 1; i < LOG.length; i++) {
      p = Math.fma(p, r, LOG[i]);
    }
    float tail = Math.fma(p * r, square, exponent * LN_2_LO);
    tail = Math.fma(-0.5f, square, tail);
    return Math.fma(exponent, LN_2_HI, r + tail);
  }

  /** Puts sin x and cos x into a pair; 0 ≤ x &lt; 8192. */
  static void sinCos(float x, float[] pair) {
    // x = octant · π/4 + r with an even octant, |r| ≤ π/4.
    int octant = ((int) (x * FOUR_OVER_PI) + 1) & ~1;
    float r = Math.fma(octant, -PI_4_A, x);
    r = Math.fma(octant, -PI_4_B, r);
    r = Math.fma(octant, -PI_4_C, r);
    float square = r * r;
    // cos r = 1 − r²/2 + r⁴ Q(r²)
    float q = Math.fma(2.4433157e-5f, square, -1.3887316e-3f);
    q = Math.fma(q, square, 0.041666646f);
    float cos = Math.fma(q * square, square, square * -0.5f) + 1;
    // sin r = r + r³ S(r²)
    float s = Math.fma(-1.9515296e-4f, square, 8.332161e-3f);
    s = Math.fma(s, square, -0.16666655f);
    float sin = Math.fma(s * square, r, r);
    // A quarter turn exchanges the two, a half turn negates them.
    boolean exchanged = (octant & 2) != 0;
    boolean sinNegative = (octant & 4) != 0;
    boolean cosNegative = sinNegative != exchanged;
    pair[0] = sinNegative ? -(exchanged ? cos : sin) : exchanged ? cos : sin;
    pair[1] = cosNegative ? -(exchanged ? sin : cos) : exchanged ? sin : cos;
  }
}
