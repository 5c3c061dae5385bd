package org.torchparity.kernel;

/**
 * eˣ of x ≤ 0 in float32, in units of 2⁻⁶⁴: what is denormal is so only once it has been multiplied
 * by the unit.
 *
 * <p>eˣ = 2ⁿ·eʳ with |r| ≤ ln 2 / 2, eʳ from a polynomial of a relative error of 2⁻²⁸; the result
 * is within an ulp, or as far off as the rounding of x. {@link VectorDecay} has the same operations
 * in the same order, so both give the same bits.
 *
 * <p>Source: Cody and Waite, "Software Manual for the Elementary Functions" (1980), chapter 6.
 */
final class Decay {
  /** What results are in units of. */
  static final float UNIT = 0x1p-64f;

  /** At it and below, the result is 0, far below the least of float32 in these units. */
  static final float LOW = -132.5f;

  static final float LOG2_E = 1.44269504f;

  /** Adding it rounds to an integer n and leaves n + 64 + 127 in the low bits. */
  static final float ROUND = 0x1.8p23f + 64 + 127;

  static final int MANTISSA_BITS = 23;

  // ln 2 in two parts, the first with few digits, so that its products with n are exact.
  static final float LN_2_HIGH = 0x1.62ep-1f;
  static final float LN_2_LOW = (float) (0.6931471805599453 - LN_2_HIGH);

  // (exp r − 1 − r)/r² where |r| ≤ ln 2 / 2.
  static final float E0 = 0x1.fffffcp-2f;
  static final float E1 = 0x1.555492p-3f;
  static final float E2 = 0x1.5558bep-5f;
  static final float E3 = 0x1.1239ecp-7f;
  static final float E4 = 0x1.6a3ffcp-10f;

  private Decay() {}

  /** 2⁶⁴·exp x. */
  static float exp(float x) {
    float v = x < LOW ? LOW : x;
    float shifted = Math.fma(v, LOG2_E, ROUND);
    float power = power(shifted);
    return Math.fma(rest(v, shifted), power, power);
  }

  /** exp x − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1), without cancellation. */
  static float expm1(float x) {
    float v = x < LOW ? LOW : x;
    float shifted = Math.fma(v, LOG2_E, ROUND);
    float power = power(shifted) * UNIT;
    return Math.fma(rest(v, shifted), power, power - 1);
  }

  /** 2⁶⁴·exp(−t²/2) of |t| ≤ 16.26; r comes from t² as it is, not from a rounded one. */
  static float gaussian(float t) {
    float half = t * -0.5f;
    float shifted = Math.fma(t * half, LOG2_E, ROUND);
    float n = shifted - ROUND;
    float r = Math.fma(n, -LN_2_LOW, Math.fma(t, half, n * -LN_2_HIGH));
    float power = power(shifted);
    return Math.fma(polynomial(r), power, power);
  }

  /** 2⁶⁴·2ⁿ. */
  private static float power(float shifted) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << MANTISSA_BITS);
  }

  /** eʳ − 1. */
  private static float rest(float v, float shifted) {
    float n = shifted - ROUND;
    return polynomial(Math.fma(n, -LN_2_LOW, Math.fma(n, -LN_2_HIGH, v)));
  }

  private static float polynomial(float r) {
    float p = Math.fma(r, E4, E3);
    p = Math.fma(r, p, E2);
    p = Math.fma(r, p, E1);
    p = Math.fma(r, p, E0);
    return Math.fma(r * r, p, r);
  }
}
