package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Decay} in every lane, and loops over it. */
final class VectorDecay {
  private static final int LANES = FLOATS.length();

  private VectorDecay() {}

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  /** 2⁶⁴·exp x of x ≤ 0. */
  static FloatVector exp(FloatVector x) {
    FloatVector v = bounded(x);
    FloatVector shifted = v.fma(constant(Decay.LOG2_E), constant(Decay.ROUND));
    FloatVector power = power(shifted);
    return rest(v, shifted).fma(power, power);
  }

  /** exp x − 1 of x ≤ 0. */
  static FloatVector expm1(FloatVector x) {
    FloatVector v = bounded(x);
    FloatVector shifted = v.fma(constant(Decay.LOG2_E), constant(Decay.ROUND));
    FloatVector power = power(shifted).mul(Decay.UNIT);
    return rest(v, shifted).fma(power, power.sub(1));
  }

  private static FloatVector bounded(FloatVector x) {
    FloatVector low = constant(Decay.LOW);
    return x.blend(low, x.compare(VectorOperators.LT, low));
  }

  private static FloatVector power(FloatVector shifted) {
    return shifted
        .reinterpretAsInts()
        .lanewise(VectorOperators.LSHL, Decay.MANTISSA_BITS)
        .reinterpretAsFloats();
  }

  private static FloatVector rest(FloatVector v, FloatVector shifted) {
    FloatVector n = shifted.sub(Decay.ROUND);
    FloatVector r = n.fma(constant(-Decay.LN_2_LOW), n.fma(constant(-Decay.LN_2_HIGH), v));
    FloatVector p = r.fma(constant(Decay.E4), constant(Decay.E3));
    p = r.fma(p, constant(Decay.E2));
    p = r.fma(p, constant(Decay.E1));
    p = r.fma(p, constant(Decay.E0));
    return r.mul(r).fma(p, r);
  }

  /** y = 2⁶⁴·exp(x − greatest) over whole vectors; returns Σ y. */
  static double exponentials(float[] x, int from, int to, float greatest, float[] y) {
    FloatVector shift = constant(greatest);
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = from; i < to; i += LANES) {
      FloatVector e = exp(load(x, i).sub(shift));
      e.intoArray(y, i);
      sum = sum.add(e);
    }
    return VectorSums.total(sum);
  }

  /** Σ 2⁶⁴·exp(x − greatest) over whole vectors. */
  static double sum(float[] x, int from, int to, float greatest) {
    FloatVector shift = constant(greatest);
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = from; i < to; i += LANES) {
      sum = sum.add(exp(load(x, i).sub(shift)));
    }
    return VectorSums.total(sum);
  }

  /** y = factor·exp(x − logarithm) over whole vectors. */
  static void multiples(float[] x, int from, int to, double logarithm, double factor, float[] y) {
    FloatVector centre = constant((float) logarithm);
    FloatVector rest = constant((float) Corrected.rest(logarithm));
    FloatVector multiplier = constant((float) (factor * Decay.UNIT));
    for (int i = from; i < to; i += LANES) {
      exp(load(x, i).sub(centre).sub(rest)).mul(multiplier).intoArray(y, i);
    }
  }

  /** y = g − factor·exp(x − logarithm) over whole vectors. */
  static void subtractMultiples(
      float[] x, int from, int to, double logarithm, float factor, float[] g, float[] y) {
    FloatVector centre = constant((float) logarithm);
    FloatVector rest = constant((float) Corrected.rest(logarithm));
    FloatVector multiplier = constant(-factor * Decay.UNIT);
    for (int i = from; i < to; i += LANES) {
      FloatVector e = exp(load(x, i).sub(centre).sub(rest));
      e.fma(multiplier, load(g, i)).intoArray(y, i);
    }
  }
}
