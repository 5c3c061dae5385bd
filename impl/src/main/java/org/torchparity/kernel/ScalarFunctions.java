package org.torchparity.kernel;

/**
 * Elementary functions in float64 arithmetic, for one element: exp, expm1, log and log1p within 1
 * ulp, log1p of any number within 1.4, the tail of the normal distribution within 4. NaN gives NaN.
 * {@link VectorFunctions} has the same operations in the same order, lane by lane, so both give the
 * same bits.
 *
 * <p>The polynomials interpolate at the Chebyshev nodes of their intervals, computed with 40
 * digits; the tail is the rational of least greatest error, found with 50.
 */
final class ScalarFunctions {
  static final double LOG2_E = 1 / Math.log(2);

  // ln 2 in two parts, the first with few digits, so that its products with n are exact.
  static final double LN_2_HIGH = 0x1.62e42feep-1;
  static final double LN_2_LOW = 0x1.a39ef35793c76p-33;

  /** Adding it rounds to an integer n and leaves n + 1023, the exponent of 2ⁿ, in the low bits. */
  static final double ROUND = 0x1.8p52 + 1023;

  /** The same with n + 64 + 1023, the exponent of a normal number even where 2ⁿ is not. */
  static final double ROUND_UP = ROUND + 64;

  /** What takes 2ⁿ⁺⁶⁴ to 2ⁿ. */
  static final double UNIT = 0x1p-64;

  /** The same, but leaves n + 2·1023, to be divided among two powers. */
  static final double ROUND_FOR_TWO = 0x1.8p52 + 2 * 1023;

  static final int MANTISSA_BITS = 52;

  /** At it and below, exp is 0. */
  static final double EXP_LOW = -746;

  /** At it and below, expm1 is −1. */
  static final double EXPM1_LOW = -40;

  /** At it and above, exp is infinite. */
  static final double EXP_HIGH = 710;

  // (exp r − 1 − r)/r² where |r| ≤ ln 2 / 2, to 2⁻⁵⁵ of exp r.
  static final double E0 = 0.5000000000000001;
  static final double E1 = 0.16666666666666669;
  static final double E2 = 0.04166666666662413;
  static final double E3 = 0.008333333333330062;
  static final double E4 = 0.0013888888917213717;
  static final double E5 = 0.00019841269863053618;
  static final double E6 = 2.4801521295954376e-05;
  static final double E7 = 2.7557268459997064e-06;
  static final double E8 = 2.7620088445409746e-07;
  static final double E9 = 2.510038549551032e-08;

  // (atanh(s)/s − 1)/s² in s² where 0 ≤ s ≤ 1/3, to 2⁻⁵⁷ of atanh s.
  static final double A0 = 0.3333333333333333;
  static final double A1 = 0.20000000000007292;
  static final double A2 = 0.1428571428355438;
  static final double A3 = 0.11111111358713932;
  static final double A4 = 0.09090894718066429;
  static final double A5 = 0.07692785032479312;
  static final double A6 = 0.06657072104827468;
  static final double A7 = 0.06000536404795356;
  static final double A8 = 0.04400369243072337;
  static final double A9 = 0.08082022805971766;

  // The same where s² ≤ ((√2 − 1)/(√2 + 1))².
  static final double B0 = 0.3333333333333335;
  static final double B1 = 0.19999999999949752;
  static final double B2 = 0.14285714312987743;
  static final double B3 = 0.1111110556739754;
  static final double B4 = 0.09091444562630861;
  static final double B5 = 0.07665860800278021;
  static final double B6 = 0.07308224842521703;

  /** The bits of 1. */
  static final long ONE = 1023L << MANTISSA_BITS;

  /** Added to the bits of x = 2ⁿ·m with √½ ≤ m and m below √2, leaves n + 1023 in the exponent. */
  static final long ABOVE_ROOT = ONE - Double.doubleToRawLongBits(Math.sqrt(0.5));

  static final long EXPONENT = 0xFFFL << MANTISSA_BITS;

  /** 2⁵², as bits: with an integer n + 1023 in the low ones, it is {@link #INTEGER} + n. */
  static final long INTEGER_BITS = 1075L << MANTISSA_BITS;

  static final double INTEGER = 0x1p52 + 1023;

  /** What log has an own way for: denormal numbers, zero, the negative, and from 2¹⁰²² on. */
  static final double LOG_LOW = Double.MIN_NORMAL;

  static final double LOG_HIGH = 0x1p1022;
  static final long LOG_LOW_BITS = Double.doubleToRawLongBits(LOG_LOW);

  /** Added to bits, makes them negative from those of the bound on. */
  static final long ABOVE_LOG_HIGH = Long.MIN_VALUE - Double.doubleToRawLongBits(LOG_HIGH);

  /** At it and beyond, exp(−t²/2) is 0. */
  static final double OUTERMOST = 38.7;

  // exp(t²/2)·Φ(−t) = N(t)/D(t) where 0 ≤ t ≤ OUTERMOST, to 2⁻⁵⁹; no coefficient is negative, so
  // that no sum cancels.
  static final double N0 = 0.5;
  static final double N1 = 0.8274969394017165;
  static final double N2 = 0.678937195676964;
  static final double N3 = 0.3568234787015717;
  static final double N4 = 0.131788992526863;
  static final double N5 = 0.03557975172564392;
  static final double N6 = 0.007101250476426237;
  static final double N7 = 0.0010359029550993852;
  static final double N8 = 0.00010610546616929365;
  static final double N9 = 6.939523434532632e-06;
  static final double N10 = 2.2277993515687383e-07;
  static final double D1 = 2.4528784396062986;
  static final double D2 = 2.814988227842011;
  static final double D3 = 1.999204903704672;
  static final double D4 = 0.9785898765086486;
  static final double D5 = 0.3476198531419647;
  static final double D6 = 0.09174704600507644;
  static final double D7 = 0.01806504532878446;
  static final double D8 = 0.002614018442890219;
  static final double D9 = 0.0002665253880740586;
  static final double D10 = 1.7394805653494998e-05;
  static final double D11 = 5.584264844845465e-07;

  /** Where it does not cancel, x − tanh x is what it says. */
  static final double CANCELLING = 2;

  // x − tanh x = x³·S(x²)/T(x²) where |x| < 2, to 2⁻⁵⁹: Lambert's continued fraction x/(1 + x²/(3 +
  // x²/(5 + …))) up to 23.
  static final double S0 = 105411381075L;
  static final double S1 = 8249586345L;
  static final double S2 = 174594420;
  static final double S3 = 1276275;
  static final double S4 = 2925;
  static final double T0 = 316234143225L;
  static final double T1 = 151242416325L;
  static final double T2 = 9820936125L;
  static final double T3 = 192972780;
  static final double T4 = 1351350;
  static final double T5 = 3003;

  private ScalarFunctions() {}

  private static double bounded(double x, double low) {
    double above = x < low ? low : x;
    return above > EXP_HIGH ? EXP_HIGH : above;
  }

  /** 2ⁿ. */
  private static double power(double shifted) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << MANTISSA_BITS);
  }

  /** eʳ − 1. */
  private static double polynomial(double r) {
    double p = Math.fma(r, E9, E8);
    p = Math.fma(r, p, E7);
    p = Math.fma(r, p, E6);
    p = Math.fma(r, p, E5);
    p = Math.fma(r, p, E4);
    p = Math.fma(r, p, E3);
    p = Math.fma(r, p, E2);
    p = Math.fma(r, p, E1);
    p = Math.fma(r, p, E0);
    return Math.fma(r * r, p, r);
  }

  /** 2ⁿ·(1 + rest), by two factors: 2ⁿ may be beyond the range of normal numbers. */
  private static double scaled(double rest, double shiftedForTwo) {
    long exponents = Double.doubleToRawLongBits(shiftedForTwo);
    long half = exponents >>> 1;
    double power = Double.longBitsToDouble(half << MANTISSA_BITS);
    return Math.fma(rest, power, power)
        * Double.longBitsToDouble(exponents - half << MANTISSA_BITS);
  }

  /** exp x = 2ⁿ·exp r with x = n·ln 2 + r and |r| ≤ ln 2 / 2. */
  static double exp(double x) {
    double v = bounded(x, EXP_LOW);
    double shifted = Math.fma(v, LOG2_E, ROUND_FOR_TWO);
    double n = shifted - ROUND_FOR_TWO;
    double r = Math.fma(n, -LN_2_LOW, Math.fma(n, -LN_2_HIGH, v));
    return scaled(polynomial(r), shifted);
  }

  /** exp(−|x|), the same bits as {@link #exp}. */
  static double decay(double x) {
    return scaledExp(-Math.abs(x)) * UNIT;
  }

  /** 2⁶⁴·exp x of x ≤ 0: nothing overflows or is denormal, so that one factor will do. */
  static double scaledExp(double x) {
    double v = x < EXP_LOW ? EXP_LOW : x;
    double shifted = Math.fma(v, LOG2_E, ROUND_UP);
    double n = shifted - ROUND_UP;
    double r = Math.fma(n, -LN_2_LOW, Math.fma(n, -LN_2_HIGH, v));
    double power = power(shifted);
    return Math.fma(polynomial(r), power, power);
  }

  /** exp(−x²/2); r comes from x² as it is, not from a rounded one. */
  static double gaussian(double x) {
    double t = inside(x);
    double half = t * -0.5;
    double shifted = Math.fma(t * half, LOG2_E, ROUND_FOR_TWO);
    double n = shifted - ROUND_FOR_TWO;
    double r = Math.fma(n, -LN_2_LOW, Math.fma(t, half, n * -LN_2_HIGH));
    return scaled(polynomial(r), shifted);
  }

  /** exp x − 1 = 2·(2ⁿ⁻¹·(exp r − 1) + (2ⁿ⁻¹ − ½)), without cancellation. */
  static double expm1(double x) {
    double v = bounded(x, EXPM1_LOW);
    double shifted = Math.fma(v, LOG2_E, ROUND);
    double n = shifted - ROUND;
    double r = Math.fma(n, -LN_2_LOW, Math.fma(n, -LN_2_HIGH, v));
    double power = power(shifted - 1);
    return 2 * Math.fma(polynomial(r), power, power - 0.5);
  }

  /** ln(1 + z) = 2·atanh s of 0 ≤ z ≤ 1, s = z/(2 + z), as z − s·(z − (2·atanh s − 2·s)/s). */
  static double log1p(double z) {
    double s = z / (2 + z);
    double w = s * s;
    double p = Math.fma(w, A9, A8);
    p = Math.fma(w, p, A7);
    p = Math.fma(w, p, A6);
    p = Math.fma(w, p, A5);
    p = Math.fma(w, p, A4);
    p = Math.fma(w, p, A3);
    p = Math.fma(w, p, A2);
    p = Math.fma(w, p, A1);
    p = Math.fma(w, p, A0);
    return Math.fma(-s, Math.fma(w * -2, p, z), z);
  }

  /** Whether ln x is computed from a mantissa and an exponent: x is normal, positive and finite. */
  static boolean isOrdinary(double x) {
    return x >= LOG_LOW && x < LOG_HIGH;
  }

  /** ln x. */
  static double log(double x) {
    return isOrdinary(x) ? log(x, 0) : Math.log(x);
  }

  /** ln(1 + x) of any x: the logarithm of the rounded sum and what its rounding left. */
  static double log1pOfAny(double x) {
    double sum = 1 + x;
    return isOrdinary(sum) ? log(sum, x - (sum - 1)) : Math.log1p(x);
  }

  /** ln(x + rest) = n·ln 2 + ln(1 + f) with x + rest = 2ⁿ·(1 + f), as {@link #log1p} has it. */
  private static double log(double x, double rest) {
    long bits = Double.doubleToRawLongBits(x);
    long exponent = bits + ABOVE_ROOT & EXPONENT;
    double n = Double.longBitsToDouble(exponent >>> MANTISSA_BITS | INTEGER_BITS) - INTEGER;
    double scale = Double.longBitsToDouble(2 * ONE - exponent);
    double f = Math.fma(rest, scale, Double.longBitsToDouble(bits - exponent + ONE) - 1);
    double s = f / (2 + f);
    double w = s * s;
    double p = Math.fma(w, B6, B5);
    p = Math.fma(w, p, B4);
    p = Math.fma(w, p, B3);
    p = Math.fma(w, p, B2);
    p = Math.fma(w, p, B1);
    p = Math.fma(w, p, B0);
    double correction = Math.fma(-s, Math.fma(w * -2, p, f), n * LN_2_LOW);
    return Math.fma(n, LN_2_HIGH, f + correction);
  }

  /** σ(x) = 1/(1 + exp(−x)), by exp(−|x|), which does not overflow. */
  static double logistic(double x) {
    double e = decay(x);
    return (x < 0 ? e : 1) / (1 + e);
  }

  /** tanh x, by exp(−2·|x|) − 1. */
  static double tanh(double x) {
    double m = expm1(-2 * Math.abs(x));
    return Math.copySign(m / (2 + m), x);
  }

  /** x − tanh x, given tanh x. */
  static double tanhshrink(double x, double tanh) {
    double w = x * x;
    double s = Math.fma(w, w + S4, S3);
    s = Math.fma(w, s, S2);
    s = Math.fma(w, s, S1);
    s = Math.fma(w, s, S0);
    double t = Math.fma(w, w + T5, T4);
    t = Math.fma(w, t, T3);
    t = Math.fma(w, t, T2);
    t = Math.fma(w, t, T1);
    t = Math.fma(w, t, T0);
    return Math.abs(x) < CANCELLING ? w * (s / t) * x : x - tanh;
  }

  private static double inside(double x) {
    double magnitude = Math.abs(x);
    return magnitude > OUTERMOST ? OUTERMOST : magnitude;
  }

  /** The lower tail Φ(−|x|) of the normal distribution, given exp(−x²/2). */
  static double tail(double x, double gaussian) {
    double t = inside(x);
    double n = Math.fma(t, N10, N9);
    n = Math.fma(t, n, N8);
    n = Math.fma(t, n, N7);
    n = Math.fma(t, n, N6);
    n = Math.fma(t, n, N5);
    n = Math.fma(t, n, N4);
    n = Math.fma(t, n, N3);
    n = Math.fma(t, n, N2);
    n = Math.fma(t, n, N1);
    n = Math.fma(t, n, N0);
    double d = Math.fma(t, D11, D10);
    d = Math.fma(t, d, D9);
    d = Math.fma(t, d, D8);
    d = Math.fma(t, d, D7);
    d = Math.fma(t, d, D6);
    d = Math.fma(t, d, D5);
    d = Math.fma(t, d, D4);
    d = Math.fma(t, d, D3);
    d = Math.fma(t, d, D2);
    d = Math.fma(t, d, D1);
    d = Math.fma(t, d, 1);
    return n / d * gaussian;
  }
}
