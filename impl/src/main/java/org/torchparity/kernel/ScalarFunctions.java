package org.torchparity.kernel;

/**
 * Elementary functions in float64 arithmetic whose relative error is below 2⁻³⁰: as accurate as a
 * result that is rounded to float32 needs, which then is within 0.51 ulp of the exact value, and
 * twice as fast as float64 functions of full accuracy. NaN gives NaN. {@link VectorFunctions} has
 * the same operations in the same order, lane by lane, so both give the same bits.
 *
 * <p>The polynomials interpolate at the Chebyshev nodes of their intervals, computed with 40
 * digits.
 */
final class ScalarFunctions {
  static final double LOG2_E = 1 / Math.log(2);
  static final double LN_2 = Math.log(2);

  /** Adding it rounds to an integer n and leaves n + 1023, the exponent of 2ⁿ, in the low bits. */
  static final double ROUND = 0x1.8p52 + 1023;

  static final int MANTISSA_BITS = 52;

  /** Below it exp is 0: it is beyond float32 by far. */
  static final double EXP_LOW = -709;

  /** Above it exp is infinite, as that of {@link #EXP_INFINITE} comes out. */
  static final double EXP_HIGH = 709;

  static final double EXP_INFINITE = 710;

  // (exp r − 1 − r)/r² where |r| ≤ ln 2 / 2, to 2⁻³² of exp r.
  static final double E0 = 0.500000001346581;
  static final double E1 = 0.16666666681623232;
  static final double E2 = 0.041666464925285904;
  static final double E3 = 0.0083333109254809;
  static final double E4 = 0.0013933649996309251;
  static final double E5 = 0.00019890990824673654;

  // (atanh(s)/s − 1)/s² in s² where 0 ≤ s ≤ 1/3, to 2⁻³¹ of atanh s.
  static final double A0 = 0.3333333366026371;
  static final double A1 = 0.1999985316596486;
  static final double A2 = 0.14296178997151418;
  static final double A3 = 0.10853287900440187;
  static final double A4 = 0.11612164612011674;

  // exp(t²)·erfc(t)·(t + 3)/2 in k = (t − 3)/(t + 3) where 0 ≤ t ≤ 12, to 2⁻³².
  static final double T0 = 0.5370034535167386;
  static final double T1 = -0.4416972267273789;
  static final double T2 = 0.2951141816748228;
  static final double T3 = -0.15523361652000583;
  static final double T4 = 0.05976382812625583;
  static final double T5 = -0.013413900354440502;
  static final double T6 = -0.0006060097212955826;
  static final double T7 = 0.0015190277274145106;
  static final double T8 = -0.0002734121376603335;
  static final double T9 = -0.0001440491181515005;
  static final double T10 = 4.8159362306522204e-05;
  static final double T11 = 1.9965871543740592e-05;

  static final double SQRT_HALF = Math.sqrt(0.5);

  /** Beyond it the lower tail of the normal distribution is 0 in float32. */
  static final double TAIL = 12;

  static final double CENTRE = 3;

  private ScalarFunctions() {}

  private static double bounded(double x) {
    double above = x < EXP_LOW ? EXP_LOW : x;
    return above > EXP_HIGH ? EXP_INFINITE : above;
  }

  private static double exponential(double r) {
    double p = Math.fma(r, E5, E4);
    p = Math.fma(r, p, E3);
    p = Math.fma(r, p, E2);
    p = Math.fma(r, p, E1);
    p = Math.fma(r, p, E0);
    return Math.fma(r, p, 1);
  }

  /** exp x = 2ⁿ·exp r with x = n·ln 2 + r and |r| ≤ ln 2 / 2. */
  static double exp(double x) {
    double bounded = bounded(x);
    double shifted = Math.fma(bounded, LOG2_E, ROUND);
    double r = Math.fma(ROUND - shifted, LN_2, bounded);
    double power = Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << MANTISSA_BITS);
    return Math.fma(r, exponential(r), 1) * power;
  }

  /** exp x − 1 = 2ⁿ·(exp r − 1) + (2ⁿ − 1), without cancellation. */
  static double expm1(double x) {
    double bounded = bounded(x);
    double shifted = Math.fma(bounded, LOG2_E, ROUND);
    double r = Math.fma(ROUND - shifted, LN_2, bounded);
    double power = Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << MANTISSA_BITS);
    return Math.fma(r * exponential(r), power, power - 1);
  }

  /** 1/d of d in float32's normal range, to 2⁻⁴⁴: a quotient of float32 and a step of Newton's. */
  static double reciprocal(double d) {
    double r = 1f / (float) d;
    return Math.fma(r, Math.fma(-d, r, 1), r);
  }

  /** ln(1 + z) = 2·atanh(z/(2 + z)) of 0 ≤ z ≤ 1. */
  static double log1p(double z) {
    double s = z * reciprocal(2 + z);
    double w = s * s;
    double p = Math.fma(w, A4, A3);
    p = Math.fma(w, p, A2);
    p = Math.fma(w, p, A1);
    p = Math.fma(w, p, A0);
    double twice = s + s;
    return Math.fma(twice * w, p, twice);
  }

  /** σ(x) = 1/(1 + exp(−x)), by exp(−|x|), which does not overflow. */
  static double logistic(double x) {
    double e = exp(-Math.abs(x));
    double r = reciprocal(1 + e);
    return x < 0 ? e * r : r;
  }

  /** tanh x, by exp(−2·|x|) − 1. */
  static double tanh(double x) {
    double m = expm1(-2 * Math.abs(x));
    return Math.copySign(m * reciprocal(2 + m), x);
  }

  /** The lower tail Φ(−|x|) of the normal distribution, given exp(−x²/2). */
  static double tail(double x, double gaussian) {
    double t = Math.abs(x) * SQRT_HALF;
    double q = reciprocal((t > TAIL ? TAIL : t) + CENTRE);
    double k = Math.fma(q, -2 * CENTRE, 1);
    double p = Math.fma(k, T11, T10);
    p = Math.fma(k, p, T9);
    p = Math.fma(k, p, T8);
    p = Math.fma(k, p, T7);
    p = Math.fma(k, p, T6);
    p = Math.fma(k, p, T5);
    p = Math.fma(k, p, T4);
    p = Math.fma(k, p, T3);
    p = Math.fma(k, p, T2);
    p = Math.fma(k, p, T1);
    p = Math.fma(k, p, T0);
    return p * q * gaussian;
  }
}
