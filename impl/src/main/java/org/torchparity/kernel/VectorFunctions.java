package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.LONGS;
import static org.torchparity.kernel.VectorSpeciesOf.bits;
import static org.torchparity.kernel.VectorSpeciesOf.doubles;
import static org.torchparity.kernel.VectorSpeciesOf.load;
import static org.torchparity.kernel.VectorSpeciesOf.ofBits;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link ScalarFunctions} over blocks: the same operations in every lane, the same
 * bits. A block has room for whole vectors, so a last one that is not full computes on whatever
 * stands behind the elements.
 *
 * <p>Each loop calls few functions of vectors: those that the compiler does not inline cost a
 * factor of ten, because their vectors become objects.
 */
final class VectorFunctions {
  private static final int LANES = DOUBLES.length();

  /** What takes the bits of ∞ to the greatest of all integers. */
  private static final LongVector AHEAD =
      LongVector.broadcast(
          LONGS, Long.MAX_VALUE - Double.doubleToRawLongBits(Double.POSITIVE_INFINITY));

  private static final LongVector FARTHEST =
      LongVector.broadcast(LONGS, Double.doubleToRawLongBits(-ScalarFunctions.EXP_LOW)).add(AHEAD);

  /** 1.5·2⁵²: an integer added to its bits is added to the number. */
  private static final double INTEGER = 0x1.8p52;

  private static final long INTEGER_BITS = Double.doubleToRawLongBits(INTEGER);

  private VectorFunctions() {}

  static DoubleVector constant(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  /**
   * The bits of |x|, or of what exp has a bound at. As integers, bits grow with the magnitude; so
   * far ahead, those of NaN are less than all others. {@link VectorDecay} has the same.
   */
  private static LongVector magnitude(LongVector bits) {
    return bits.and(Long.MAX_VALUE).add(AHEAD).min(FARTHEST).sub(AHEAD);
  }

  /** max and min of the Vector API order zeros and NaN, at twice the price of these. */
  private static DoubleVector bounded(DoubleVector x) {
    DoubleVector low = constant(ScalarFunctions.EXPM1_LOW);
    DoubleVector high = constant(ScalarFunctions.EXP_HIGH);
    DoubleVector above = x.blend(low, x.compare(VectorOperators.LT, low));
    return above.blend(high, above.compare(VectorOperators.GT, high));
  }

  private static DoubleVector inside(DoubleVector x) {
    DoubleVector outermost = constant(ScalarFunctions.OUTERMOST);
    DoubleVector magnitude = x.abs();
    return magnitude.blend(outermost, magnitude.compare(VectorOperators.GT, outermost));
  }

  private static DoubleVector shifted(DoubleVector x, double round) {
    return x.fma(constant(ScalarFunctions.LOG2_E), constant(round));
  }

  private static DoubleVector rest(DoubleVector v, DoubleVector n) {
    return n.fma(
        constant(-ScalarFunctions.LN_2_LOW), n.fma(constant(-ScalarFunctions.LN_2_HIGH), v));
  }

  private static DoubleVector power(LongVector exponent) {
    return ofBits(exponent.lanewise(VectorOperators.LSHL, ScalarFunctions.MANTISSA_BITS));
  }

  private static DoubleVector polynomial(DoubleVector r) {
    DoubleVector p = r.fma(constant(ScalarFunctions.E9), constant(ScalarFunctions.E8));
    p = r.fma(p, constant(ScalarFunctions.E7));
    p = r.fma(p, constant(ScalarFunctions.E6));
    p = r.fma(p, constant(ScalarFunctions.E5));
    p = r.fma(p, constant(ScalarFunctions.E4));
    p = r.fma(p, constant(ScalarFunctions.E3));
    p = r.fma(p, constant(ScalarFunctions.E2));
    p = r.fma(p, constant(ScalarFunctions.E1));
    p = r.fma(p, constant(ScalarFunctions.E0));
    return r.mul(r).fma(p, r);
  }

  private static DoubleVector scaled(DoubleVector rest, DoubleVector shiftedForTwo) {
    LongVector exponents = bits(shiftedForTwo);
    LongVector half = exponents.lanewise(VectorOperators.LSHR, 1);
    DoubleVector power = power(half);
    return rest.fma(power, power).mul(power(exponents.sub(half)));
  }

  private static DoubleVector exp(DoubleVector x) {
    LongVector bits = bits(x);
    return expOfBounded(ofBits(magnitude(bits).or(bits.and(Long.MIN_VALUE))));
  }

  private static DoubleVector decay(DoubleVector x) {
    return expOfBounded(ofBits(magnitude(bits(x)).or(Long.MIN_VALUE)));
  }

  private static DoubleVector expOfBounded(DoubleVector v) {
    DoubleVector shifted = shifted(v, ScalarFunctions.ROUND_FOR_TWO);
    DoubleVector n = shifted.sub(ScalarFunctions.ROUND_FOR_TWO);
    return scaled(polynomial(rest(v, n)), shifted);
  }

  private static DoubleVector expm1(DoubleVector x) {
    DoubleVector v = bounded(x);
    DoubleVector shifted = shifted(v, ScalarFunctions.ROUND);
    DoubleVector power = power(bits(shifted.sub(1)));
    DoubleVector rest = rest(v, shifted.sub(ScalarFunctions.ROUND));
    return polynomial(rest).fma(power, power.sub(0.5)).mul(2);
  }

  /** y = exp(factor·x). */
  static void exp(double[] x, double factor, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      exp(load(x, i).mul(factor)).intoArray(y, i);
    }
  }

  /** y = exp(−|x|). */
  static void decay(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      decay(load(x, i)).intoArray(y, i);
    }
  }

  /** y = exp(−x²/2). */
  static void gaussian(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector t = inside(load(x, i));
      DoubleVector half = t.mul(-0.5);
      DoubleVector shifted = shifted(t.mul(half), ScalarFunctions.ROUND_FOR_TWO);
      DoubleVector k = shifted.sub(ScalarFunctions.ROUND_FOR_TWO);
      DoubleVector r = t.fma(half, k.mul(-ScalarFunctions.LN_2_HIGH));
      scaled(polynomial(k.fma(constant(-ScalarFunctions.LN_2_LOW), r)), shifted).intoArray(y, i);
    }
  }

  /** y = exp(factor·x) − 1. */
  static void expm1(double[] x, double factor, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      expm1(load(x, i).mul(factor)).intoArray(y, i);
    }
  }

  /** y = ln(1 + z) of 0 ≤ z ≤ 1. */
  static void log1p(double[] z, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(z, i);
      DoubleVector s = v.div(v.add(2));
      DoubleVector w = s.mul(s);
      DoubleVector p = w.fma(constant(ScalarFunctions.A9), constant(ScalarFunctions.A8));
      p = w.fma(p, constant(ScalarFunctions.A7));
      p = w.fma(p, constant(ScalarFunctions.A6));
      p = w.fma(p, constant(ScalarFunctions.A5));
      p = w.fma(p, constant(ScalarFunctions.A4));
      p = w.fma(p, constant(ScalarFunctions.A3));
      p = w.fma(p, constant(ScalarFunctions.A2));
      p = w.fma(p, constant(ScalarFunctions.A1));
      p = w.fma(p, constant(ScalarFunctions.A0));
      s.neg().fma(w.mul(-2).fma(p, v), v).intoArray(y, i);
    }
  }

  /** y = ln x of ordinary x. */
  static void logOfOrdinary(double[] x, double[] y, int n) {
    DoubleVector rest = doubles(0);
    for (int i = 0; i < n; i += LANES) {
      log(load(x, i), rest).intoArray(y, i);
    }
  }

  /** y = ln x of all others. */
  static void logOfOthers(double[] x, double[] y, int n) {
    if (hasOthers(x, 0, n)) {
      for (int i = 0; i < n; i++) {
        y[i] = ScalarFunctions.isOrdinary(x[i]) ? y[i] : ScalarFunctions.log(x[i]);
      }
    }
  }

  /** y = ln(1 + x) of ordinary 1 + x. */
  static void log1pOfOrdinary(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector sum = v.add(1);
      log(sum, v.sub(sum.sub(1))).intoArray(y, i);
    }
  }

  /** y = ln(1 + x) of all others. */
  static void log1pOfOthers(double[] x, double[] y, int n) {
    if (hasOthers(x, 1, n)) {
      for (int i = 0; i < n; i++) {
        y[i] = ScalarFunctions.isOrdinary(1 + x[i]) ? y[i] : ScalarFunctions.log1pOfAny(x[i]);
      }
    }
  }

  /** Whether an x + add may not be ordinary: as integers, the bits of positive numbers grow. */
  private static boolean hasOthers(double[] x, double add, int n) {
    LongVector others = LongVector.broadcast(LONGS, 0);
    for (int i = 0; i < n; i += LANES) {
      LongVector bits = bits(load(x, i).add(add));
      LongVector below = bits.sub(ScalarFunctions.LOG_LOW_BITS);
      others = bits.add(ScalarFunctions.ABOVE_LOG_HIGH).or(below).or(others);
    }
    return anyOf(others) < 0;
  }

  /** The bits that any lane has. */
  private static long anyOf(LongVector bits) {
    long[] lanes = new long[LANES];
    bits.intoArray(lanes, 0);
    long any = 0;
    for (long lane : lanes) {
      any |= lane;
    }
    return any;
  }

  /** y = 1/(1 + exp x): the divider works beside the exponential. */
  static void sigmoidOfMinus(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      doubles(1).div(exp(load(x, i)).add(1)).intoArray(y, i);
    }
  }

  /** y = v where z > bound, else 0. */
  static void whereAbove(double[] z, double bound, double[] v, double[] y, int n) {
    DoubleVector most = doubles(bound);
    for (int i = 0; i < n; i += LANES) {
      var above = load(z, i).compare(VectorOperators.GT, most);
      doubles(0).blend(load(v, i), above).intoArray(y, i);
    }
  }

  /** y = 1 where x > 0, −1 where x &lt; 0, else 0. */
  static void sign(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector zero = doubles(0);
      DoubleVector above = zero.blend(constant(1), v.compare(VectorOperators.GT, zero));
      above.blend(constant(-1), v.compare(VectorOperators.LT, zero)).intoArray(y, i);
    }
  }

  /**
   * y = x[from + i], for as many whole vectors as n elements have. Returns whether their magnitudes
   * are below 2⁵¹: if not, what was stored means nothing. The compiler has no conversion of its
   * own.
   */
  static boolean widen(long[] x, int from, double[] y, int n) {
    LongVector high = LongVector.broadcast(LONGS, 0);
    for (int i = 0; i < LONGS.loopBound(n); i += LANES) {
      LongVector v = load(x, from + i);
      high = v.add(1L << 51).or(high);
      ofBits(v.add(INTEGER_BITS)).sub(INTEGER).intoArray(y, i);
    }
    return anyOf(high) >>> 52 == 0;
  }

  /** ln(x + rest) of ordinary x. */
  private static DoubleVector log(DoubleVector x, DoubleVector rest) {
    LongVector bits = bits(x);
    LongVector exponent = bits.add(ScalarFunctions.ABOVE_ROOT).and(ScalarFunctions.EXPONENT);
    LongVector integer =
        exponent
            .lanewise(VectorOperators.LSHR, ScalarFunctions.MANTISSA_BITS)
            .or(ScalarFunctions.INTEGER_BITS);
    DoubleVector n = ofBits(integer).sub(ScalarFunctions.INTEGER);
    DoubleVector scale = ofBits(LongVector.broadcast(LONGS, 2 * ScalarFunctions.ONE).sub(exponent));
    DoubleVector mantissa = ofBits(bits.sub(exponent).add(ScalarFunctions.ONE));
    DoubleVector f = rest.fma(scale, mantissa.sub(1));
    DoubleVector s = f.div(f.add(2));
    DoubleVector w = s.mul(s);
    DoubleVector p = w.fma(constant(ScalarFunctions.B6), constant(ScalarFunctions.B5));
    p = w.fma(p, constant(ScalarFunctions.B4));
    p = w.fma(p, constant(ScalarFunctions.B3));
    p = w.fma(p, constant(ScalarFunctions.B2));
    p = w.fma(p, constant(ScalarFunctions.B1));
    p = w.fma(p, constant(ScalarFunctions.B0));
    DoubleVector correction = s.neg().fma(w.mul(-2).fma(p, f), n.mul(ScalarFunctions.LN_2_LOW));
    return n.fma(constant(ScalarFunctions.LN_2_HIGH), f.add(correction));
  }

  /** y = σ(x), given e = exp(−|x|). */
  static void logistic(double[] x, double[] e, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector decay = load(e, i);
      var negative = load(x, i).compare(VectorOperators.LT, constant(0));
      doubles(1).blend(decay, negative).div(decay.add(1)).intoArray(y, i);
    }
  }

  /** y = tanh x. */
  static void tanh(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector m = expm1(v.abs().mul(-2));
      LongVector magnitude = bits(m.div(m.add(2)).abs());
      ofBits(magnitude.or(bits(v).and(Long.MIN_VALUE))).intoArray(y, i);
    }
  }

  /** y = Φ(−|x|), given e = exp(−x²/2). */
  static void tail(double[] x, double[] e, double[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      DoubleVector gaussian = load(e, i);
      DoubleVector t = inside(load(x, i));
      DoubleVector n = t.fma(constant(ScalarFunctions.N10), constant(ScalarFunctions.N9));
      n = t.fma(n, constant(ScalarFunctions.N8));
      n = t.fma(n, constant(ScalarFunctions.N7));
      n = t.fma(n, constant(ScalarFunctions.N6));
      n = t.fma(n, constant(ScalarFunctions.N5));
      n = t.fma(n, constant(ScalarFunctions.N4));
      n = t.fma(n, constant(ScalarFunctions.N3));
      n = t.fma(n, constant(ScalarFunctions.N2));
      n = t.fma(n, constant(ScalarFunctions.N1));
      n = t.fma(n, constant(ScalarFunctions.N0));
      DoubleVector d = t.fma(constant(ScalarFunctions.D11), constant(ScalarFunctions.D10));
      d = t.fma(d, constant(ScalarFunctions.D9));
      d = t.fma(d, constant(ScalarFunctions.D8));
      d = t.fma(d, constant(ScalarFunctions.D7));
      d = t.fma(d, constant(ScalarFunctions.D6));
      d = t.fma(d, constant(ScalarFunctions.D5));
      d = t.fma(d, constant(ScalarFunctions.D4));
      d = t.fma(d, constant(ScalarFunctions.D3));
      d = t.fma(d, constant(ScalarFunctions.D2));
      d = t.fma(d, constant(ScalarFunctions.D1));
      d = t.fma(d, constant(1));
      n.div(d).mul(gaussian).intoArray(y, i);
    }
  }
}
