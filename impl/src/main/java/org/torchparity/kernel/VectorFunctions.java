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

  /** What has these bits, or its bound. */
  private static DoubleVector bounded(LongVector bits) {
    return ofBits(magnitude(bits).or(bits.and(Long.MIN_VALUE)));
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
    return expOfBounded(bounded(bits(x)));
  }

  private static DoubleVector expOfBounded(DoubleVector v) {
    DoubleVector shifted = shifted(v, ScalarFunctions.ROUND_FOR_TWO);
    DoubleVector n = shifted.sub(ScalarFunctions.ROUND_FOR_TWO);
    return scaled(polynomial(rest(v, n)), shifted);
  }

  /** exp(−|x|). */
  private static DoubleVector decay(DoubleVector x) {
    return scaledExpOfBounded(ofBits(magnitude(bits(x)).or(Long.MIN_VALUE)))
        .mul(ScalarFunctions.UNIT);
  }

  /** 2⁶⁴·exp x of x ≤ 0. */
  static DoubleVector scaledExp(DoubleVector x) {
    return scaledExpOfBounded(bounded(bits(x)));
  }

  private static DoubleVector scaledExpOfBounded(DoubleVector v) {
    DoubleVector shifted = shifted(v, ScalarFunctions.ROUND_UP);
    DoubleVector power = power(bits(shifted));
    return polynomial(rest(v, shifted.sub(ScalarFunctions.ROUND_UP))).fma(power, power);
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

  /** y = σ(x). */
  static void logistic(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector e = decay(v);
      var negative = v.compare(VectorOperators.LT, constant(0));
      doubles(1).blend(e, negative).div(e.add(1)).intoArray(y, i);
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

  /** y = x − tanh x, given t = tanh x. */
  static void tanhshrink(double[] x, double[] tanh, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector w = v.mul(v);
      DoubleVector s = w.fma(w.add(ScalarFunctions.S4), constant(ScalarFunctions.S3));
      s = w.fma(s, constant(ScalarFunctions.S2));
      s = w.fma(s, constant(ScalarFunctions.S1));
      s = w.fma(s, constant(ScalarFunctions.S0));
      DoubleVector t = w.fma(w.add(ScalarFunctions.T5), constant(ScalarFunctions.T4));
      t = w.fma(t, constant(ScalarFunctions.T3));
      t = w.fma(t, constant(ScalarFunctions.T2));
      t = w.fma(t, constant(ScalarFunctions.T1));
      t = w.fma(t, constant(ScalarFunctions.T0));
      var cancelling = v.abs().compare(VectorOperators.LT, constant(ScalarFunctions.CANCELLING));
      v.sub(load(tanh, i)).blend(w.mul(s.div(t)).mul(v), cancelling).intoArray(y, i);
    }
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

  /** y = exp(−2·|x|) − 1. */
  static void twiceDecayM1(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      expm1(load(x, i).abs().mul(-2)).intoArray(y, i);
    }
  }

  /** y = tanh x, given m = exp(−2·|x|) − 1. */
  static void tanh(double[] x, double[] m, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(m, i);
      LongVector magnitude = bits(v.div(v.add(2)).abs());
      ofBits(magnitude.or(bits(load(x, i)).and(Long.MIN_VALUE))).intoArray(y, i);
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

  // The loops below are for runs of at least a vector. The last vector of a run overlaps the one
  // before it and computes the same once more, so y is an array of its own.

  /** y = 2⁶⁴·exp(x − greatest) of the elements in {@code [from, to)}, in y from {@code at} on. */
  static void exponentials(double[] x, int from, int to, double greatest, double[] y, int at) {
    DoubleVector shift = constant(greatest);
    for (int next = from; next < to; next += LANES) {
      int i = Math.min(next, to - LANES);
      scaledExp(load(x, i).sub(shift)).intoArray(y, at + (i - from));
    }
  }

  /** y = factor·exp(x − centre − rest). */
  static void multiples(
      double[] x, int from, int to, double centre, double rest, double factor, double[] y) {
    DoubleVector shift = constant(centre);
    DoubleVector more = constant(rest);
    DoubleVector multiplier = constant(ScalarFunctions.UNIT * factor);
    for (int next = from; next < to; next += LANES) {
      int i = Math.min(next, to - LANES);
      scaledExp(load(x, i).sub(shift).sub(more)).mul(multiplier).intoArray(y, i);
    }
  }

  /** y = g − factor·exp(x − centre − rest). */
  static void subtractMultiples(
      double[] x,
      int from,
      int to,
      double centre,
      double rest,
      double factor,
      double[] g,
      double[] y) {
    DoubleVector shift = constant(centre);
    DoubleVector more = constant(rest);
    DoubleVector multiplier = constant(-ScalarFunctions.UNIT * factor);
    for (int next = from; next < to; next += LANES) {
      int i = Math.min(next, to - LANES);
      DoubleVector e = scaledExp(load(x, i).sub(shift).sub(more));
      e.fma(multiplier, load(g, i)).intoArray(y, i);
    }
  }
}
