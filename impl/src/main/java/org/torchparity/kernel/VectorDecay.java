package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.INTS;
import static org.torchparity.kernel.VectorSpeciesOf.bits;
import static org.torchparity.kernel.VectorSpeciesOf.load;
import static org.torchparity.kernel.VectorSpeciesOf.ofBits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Decay} in every lane, and loops over it. */
final class VectorDecay {
  private static final int LANES = FLOATS.length();

  // Vectors of integers are kept: nothing that is stored can be them, and a broadcast each time
  // brings a loop nearer to what the compiler has room for.

  /** What takes the bits of −∞ to the greatest of all integers. */
  private static final IntVector AHEAD =
      IntVector.broadcast(
          INTS, Integer.MAX_VALUE - Float.floatToRawIntBits(Float.NEGATIVE_INFINITY));

  private static final IntVector LOW =
      IntVector.broadcast(INTS, Float.floatToRawIntBits(Decay.LOW)).add(AHEAD);

  private VectorDecay() {}

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  /** 2⁶⁴·exp x of x ≤ 0. */
  static FloatVector exp(FloatVector x) {
    return expOfBounded(bounded(bits(x)));
  }

  /** 2⁶⁴·exp(−|x|). */
  static FloatVector decay(FloatVector x) {
    return expOfBounded(bounded(bits(x).or(Integer.MIN_VALUE)));
  }

  private static FloatVector expOfBounded(FloatVector v) {
    FloatVector shifted = v.fma(constant(Decay.LOG2_E), constant(Decay.ROUND));
    FloatVector power = power(shifted);
    return rest(v, shifted).fma(power, power);
  }

  /** exp x − 1 of x ≤ 0. */
  static FloatVector expm1(FloatVector x) {
    FloatVector v = bounded(bits(x));
    FloatVector shifted = v.fma(constant(Decay.LOG2_E), constant(Decay.ROUND));
    FloatVector power = power(shifted).mul(Decay.UNIT);
    return rest(v, shifted).fma(power, power.sub(1));
  }

  /**
   * x, given its bits, or the bound where x is below it. As integers, the bits of negative numbers
   * grow with their magnitude up to those of −∞; so far ahead, NaN and what is positive come before
   * them all. A comparison and a blend take longer, since JDK 17 keeps a mask as a vector.
   */
  private static FloatVector bounded(IntVector bits) {
    return ofBits(bits.add(AHEAD).min(LOW).sub(AHEAD));
  }

  private static FloatVector power(FloatVector shifted) {
    return ofBits(bits(shifted).lanewise(VectorOperators.LSHL, Decay.MANTISSA_BITS));
  }

  /** 2⁶⁴·exp(−t²/2) of |t| ≤ 16.26. */
  static FloatVector gaussian(FloatVector t) {
    FloatVector half = t.mul(constant(-0.5f));
    FloatVector shifted = t.mul(half).fma(constant(Decay.LOG2_E), constant(Decay.ROUND));
    FloatVector n = shifted.sub(constant(Decay.ROUND));
    FloatVector r =
        n.fma(constant(-Decay.LN_2_LOW), t.fma(half, n.mul(constant(-Decay.LN_2_HIGH))));
    FloatVector power = power(shifted);
    return polynomial(r).fma(power, power);
  }

  private static FloatVector rest(FloatVector v, FloatVector shifted) {
    FloatVector n = shifted.sub(Decay.ROUND);
    return polynomial(n.fma(constant(-Decay.LN_2_LOW), n.fma(constant(-Decay.LN_2_HIGH), v)));
  }

  private static FloatVector polynomial(FloatVector r) {
    FloatVector p = r.fma(constant(Decay.E4), constant(Decay.E3));
    p = r.fma(p, constant(Decay.E2));
    p = r.fma(p, constant(Decay.E1));
    p = r.fma(p, constant(Decay.E0));
    return r.mul(r).fma(p, r);
  }

  // The loops below are for runs of at least a vector. The last vector of a run overlaps the one
  // before it and computes the same once more, so y is an array of its own.

  /** y = 2⁶⁴·exp(x − greatest) of the elements in {@code [from, to)}, in y from {@code at} on. */
  static void exponentials(float[] x, int from, int to, float greatest, float[] y, int at) {
    FloatVector shift = constant(greatest);
    for (int next = from; next < to; next += LANES) {
      int i = Math.min(next, to - LANES);
      exp(load(x, i).sub(shift)).intoArray(y, at + (i - from));
    }
  }

  /** y = factor·exp(x − centre − rest). */
  static void multiples(
      float[] x, int from, int to, float centre, float rest, double factor, float[] y) {
    FloatVector shift = constant(centre);
    FloatVector more = constant(rest);
    FloatVector multiplier = constant((float) (factor * Decay.UNIT));
    for (int next = from; next < to; next += LANES) {
      int i = Math.min(next, to - LANES);
      exp(load(x, i).sub(shift).sub(more)).mul(multiplier).intoArray(y, i);
    }
  }

  /** y = g − factor·exp(x − centre − rest). */
  static void subtractMultiples(
      float[] x, int from, int to, float centre, float rest, float factor, float[] g, float[] y) {
    FloatVector shift = constant(centre);
    FloatVector more = constant(rest);
    FloatVector multiplier = constant(-factor * Decay.UNIT);
    for (int next = from; next < to; next += LANES) {
      int i = Math.min(next, to - LANES);
      FloatVector e = exp(load(x, i).sub(shift).sub(more));
      e.fma(multiplier, load(g, i)).intoArray(y, i);
    }
  }
}
