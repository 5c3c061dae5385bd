package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.HALF_FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
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

  private VectorFunctions() {}

  static DoubleVector constant(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  /** max and min of the Vector API order zeros and NaN, at twice the price of these. */
  private static DoubleVector bounded(DoubleVector x) {
    DoubleVector low = constant(ScalarFunctions.EXP_LOW);
    DoubleVector above = x.blend(low, x.compare(VectorOperators.LT, low));
    return above.blend(
        constant(ScalarFunctions.EXP_INFINITE),
        above.compare(VectorOperators.GT, constant(ScalarFunctions.EXP_HIGH)));
  }

  private static DoubleVector exponential(DoubleVector r) {
    DoubleVector p = r.fma(constant(ScalarFunctions.E5), constant(ScalarFunctions.E4));
    p = r.fma(p, constant(ScalarFunctions.E3));
    p = r.fma(p, constant(ScalarFunctions.E2));
    p = r.fma(p, constant(ScalarFunctions.E1));
    p = r.fma(p, constant(ScalarFunctions.E0));
    return r.fma(p, constant(1));
  }

  private static DoubleVector shifted(DoubleVector bounded) {
    return bounded.fma(constant(ScalarFunctions.LOG2_E), constant(ScalarFunctions.ROUND));
  }

  private static DoubleVector rest(DoubleVector bounded, DoubleVector shifted) {
    return constant(ScalarFunctions.ROUND)
        .sub(shifted)
        .fma(constant(ScalarFunctions.LN_2), bounded);
  }

  private static DoubleVector power(DoubleVector shifted) {
    return shifted
        .reinterpretAsLongs()
        .lanewise(VectorOperators.LSHL, ScalarFunctions.MANTISSA_BITS)
        .reinterpretAsDoubles();
  }

  static DoubleVector exp(DoubleVector x) {
    DoubleVector bounded = bounded(x);
    DoubleVector shifted = shifted(bounded);
    DoubleVector r = rest(bounded, shifted);
    return r.fma(exponential(r), constant(1)).mul(power(shifted));
  }

  private static DoubleVector expm1(DoubleVector x) {
    DoubleVector bounded = bounded(x);
    DoubleVector shifted = shifted(bounded);
    DoubleVector r = rest(bounded, shifted);
    DoubleVector power = power(shifted);
    return r.mul(exponential(r)).fma(power, power.sub(constant(1)));
  }

  static DoubleVector reciprocal(DoubleVector d) {
    FloatVector narrow = (FloatVector) d.convertShape(VectorOperators.D2F, HALF_FLOATS, 0);
    FloatVector quotient = VectorSpeciesOf.halfFloats(1).div(narrow);
    DoubleVector r = (DoubleVector) quotient.convertShape(VectorOperators.F2D, DOUBLES, 0);
    return r.fma(d.neg().fma(r, constant(1)), r);
  }

  /** y = exp(factor·x). */
  static void exp(double[] x, double factor, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      exp(DoubleVector.fromArray(DOUBLES, x, i).mul(factor)).intoArray(y, i);
    }
  }

  /** y = exp(−|x|). */
  static void decay(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      exp(DoubleVector.fromArray(DOUBLES, x, i).abs().neg()).intoArray(y, i);
    }
  }

  /** y = exp(−x²/2). */
  static void gaussian(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, i);
      exp(v.mul(v).mul(-0.5)).intoArray(y, i);
    }
  }

  /** y = exp(factor·x) − 1. */
  static void expm1(double[] x, double factor, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      expm1(DoubleVector.fromArray(DOUBLES, x, i).mul(factor)).intoArray(y, i);
    }
  }

  /** y = ln(1 + z) of 0 ≤ z ≤ 1. */
  static void log1p(double[] z, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, z, i);
      DoubleVector s = v.mul(reciprocal(v.add(constant(2))));
      DoubleVector w = s.mul(s);
      DoubleVector p = w.fma(constant(ScalarFunctions.A4), constant(ScalarFunctions.A3));
      p = w.fma(p, constant(ScalarFunctions.A2));
      p = w.fma(p, constant(ScalarFunctions.A1));
      p = w.fma(p, constant(ScalarFunctions.A0));
      DoubleVector twice = s.add(s);
      twice.mul(w).fma(p, twice).intoArray(y, i);
    }
  }

  /** y = σ(x), given e = exp(−|x|). */
  static void logistic(double[] x, double[] e, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector decay = DoubleVector.fromArray(DOUBLES, e, i);
      DoubleVector r = reciprocal(decay.add(constant(1)));
      var negative = DoubleVector.fromArray(DOUBLES, x, i).compare(VectorOperators.LT, 0);
      r.blend(decay.mul(r), negative).intoArray(y, i);
    }
  }

  /** y = tanh x. */
  static void tanh(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, i);
      DoubleVector m = expm1(v.abs().mul(-2));
      DoubleVector t = m.mul(reciprocal(m.add(constant(2))));
      t.reinterpretAsLongs()
          .and(Long.MAX_VALUE)
          .or(v.reinterpretAsLongs().and(Long.MIN_VALUE))
          .reinterpretAsDoubles()
          .intoArray(y, i);
    }
  }

  /** y = Φ(−|x|), given e = exp(−x²/2). */
  static void tail(double[] x, double[] e, double[] y, int n) {
    DoubleVector outermost = constant(ScalarFunctions.TAIL);
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, i);
      DoubleVector t = v.abs().mul(constant(ScalarFunctions.SQRT_HALF));
      DoubleVector inside = t.blend(outermost, t.compare(VectorOperators.GT, outermost));
      DoubleVector q = reciprocal(inside.add(constant(ScalarFunctions.CENTRE)));
      DoubleVector k = q.fma(constant(-2 * ScalarFunctions.CENTRE), constant(1));
      DoubleVector p = k.fma(constant(ScalarFunctions.T11), constant(ScalarFunctions.T10));
      p = k.fma(p, constant(ScalarFunctions.T9));
      p = k.fma(p, constant(ScalarFunctions.T8));
      p = k.fma(p, constant(ScalarFunctions.T7));
      p = k.fma(p, constant(ScalarFunctions.T6));
      p = k.fma(p, constant(ScalarFunctions.T5));
      p = k.fma(p, constant(ScalarFunctions.T4));
      p = k.fma(p, constant(ScalarFunctions.T3));
      p = k.fma(p, constant(ScalarFunctions.T2));
      p = k.fma(p, constant(ScalarFunctions.T1));
      p = k.fma(p, constant(ScalarFunctions.T0));
      p.mul(q).mul(DoubleVector.fromArray(DOUBLES, e, i)).intoArray(y, i);
    }
  }
}
