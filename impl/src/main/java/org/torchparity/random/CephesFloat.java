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
  private static final float SQRT_HALF = 0.70710678f;

  /**
   * ln 2 = LN_2_HI + LN_2_LO; the first has 9 bits, so that its product with an exponent is exact.
   */
  private static final float LN_2_HI = 0.693359375f;

  private static final float LN_2_LO = -2.12194440e-4f;

  /** (ln(1 + r) − r + r²/2) / r³, highest power first. */
  private static final float[] LOG = {
    7.0376836292e-2f,
    -1.1514610310e-1f,
    1.1676998740e-1f,
    -1.2420140846e-1f,
    1.4249322787e-1f,
    -1.6668057665e-1f,
    2.0000714765e-1f,
    -2.4999993993e-1f,
    3.3333331174e-1f
  };

  private static final float FOUR_OVER_PI = 1.27323954f;

  /** π/4 = PI_4_A + PI_4_B + PI_4_C, each shorter than a float32. */
  private static final float PI_4_A = 0.78515625f;

  private static final float PI_4_B = 2.4187564849853515625e-4f;
  private static final float PI_4_C = 3.77489497744594108e-8f;

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
    float q = Math.fma(2.443315711809948e-5f, square, -1.388731625493765e-3f);
    q = Math.fma(q, square, 4.166664568298827e-2f);
    float cos = Math.fma(q * square, square, square * -0.5f) + 1;
    // sin r = r + r³ S(r²)
    float s = Math.fma(-1.9515295891e-4f, square, 8.3321608736e-3f);
    s = Math.fma(s, square, -1.6666654611e-1f);
    float sin = Math.fma(s * square, r, r);
    // A quarter turn exchanges the two, a half turn negates them.
    boolean exchanged = (octant & 2) != 0;
    boolean sinNegative = (octant & 4) != 0;
    boolean cosNegative = sinNegative != exchanged;
    pair[0] = sinNegative ? -(exchanged ? cos : sin) : exchanged ? cos : sin;
    pair[1] = cosNegative ? -(exchanged ? sin : cos) : exchanged ? sin : cos;
  }
}
