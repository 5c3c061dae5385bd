package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Loops over eˣ of x ≤ 0 in float32, in units of 2⁻⁶⁴: what is denormal is so only once it has been
 * multiplied by what divides by the unit. Below −130 it is a number below the least of float32.
 *
 * <p>eˣ = 2ⁿ·eʳ with |r| ≤ ln 2 / 2, eʳ from a polynomial of a relative error of 2⁻²⁸; the result
 * is within an ulp, or as far off as the rounding of x.
 *
 * <p>Source: Cody and Waite, "Software Manual for the Elementary Functions" (1980), chapter 6.
 */
final class VectorDecay {
  /** What results are multiplied by. */
  static final float UNIT = 0x1p64f;

  private static final int LANES = FLOATS.length();
  private static final float LOW = -130;
  private static final float LOG2_E = (float) (1 / Math.log(2));

  /** Adding it rounds to an integer n and leaves n + 64 + 127 in the low bits. */
  private static final float ROUND = 0x1.8p23f + 64 + 127;

  private static final int MANTISSA_BITS = 23;

  // ln 2 in two parts, the first with few digits, so that its products with n are exact.
  private static final float LN_2_HIGH = 0x1.62ep-1f;
  private static final float LN_2_LOW = (float) (Math.log(2) - LN_2_HIGH);

  // (exp r − 1 − r)/r² where |r| ≤ ln 2 / 2.
  private static final float E0 = 0x1.fffffcp-2f;
  private static final float E1 = 0x1.555492p-3f;
  private static final float E2 = 0x1.5558bep-5f;
  private static final float E3 = 0x1.1239ecp-7f;
  private static final float E4 = 0x1.6a3ffcp-10f;

  private VectorDecay() {}

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  private static FloatVector exp(FloatVector x) {
    FloatVector low = constant(LOW);
    FloatVector v = x.blend(low, x.compare(VectorOperators.LT, low));
    FloatVector shifted = v.fma(constant(LOG2_E), constant(ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(constant(-LN_2_LOW), n.fma(constant(-LN_2_HIGH), v));
    FloatVector p = r.fma(constant(E4), constant(E3));
    p = r.fma(p, constant(E2));
    p = r.fma(p, constant(E1));
    p = r.fma(p, constant(E0));
    FloatVector power =
        shifted
            .reinterpretAsInts()
            .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
            .reinterpretAsFloats();
    return r.mul(r).fma(p, r).fma(power, power);
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
    FloatVector multiplier = constant((float) (factor / UNIT));
    for (int i = from; i < to; i += LANES) {
      exp(load(x, i).sub(centre).sub(rest)).mul(multiplier).intoArray(y, i);
    }
  }

  /** y = g − factor·exp(x − logarithm) over whole vectors. */
  static void subtractMultiples(
      float[] x, int from, int to, double logarithm, float factor, float[] g, float[] y) {
    FloatVector centre = constant((float) logarithm);
    FloatVector rest = constant((float) Corrected.rest(logarithm));
    FloatVector multiplier = constant(-factor / UNIT);
    for (int i = from; i < to; i += LANES) {
      FloatVector e = exp(load(x, i).sub(centre).sub(rest));
      e.fma(multiplier, load(g, i)).intoArray(y, i);
    }
  }
}
