package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.INTS;
import static org.torchparity.kernel.VectorSpeciesOf.bits;
import static org.torchparity.kernel.VectorSpeciesOf.floats;
import static org.torchparity.kernel.VectorSpeciesOf.load;
import static org.torchparity.kernel.VectorSpeciesOf.ofBits;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link NarrowActivations} in every lane, over whole vectors of the elements in {@code [from,
 * to)}.
 */
final class VectorNarrowActivations {
  private static final int LANES = FLOATS.length();

  /** The bits of 2⁶⁴, which {@link VectorDecay} has for 1. */
  private static final IntVector ONE =
      IntVector.broadcast(INTS, Float.floatToRawIntBits(1 / Decay.UNIT));

  private VectorNarrowActivations() {}

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  /** For methods that have no room for the operations of {@link #bySign}. */
  private static VectorMask<Float> negative(FloatVector x) {
    return x.compare(VectorOperators.LT, constant(0));
  }

  /** The one where x has a sign, the other where it has none; see {@link VectorDecay} on masks. */
  private static FloatVector bySign(FloatVector x, FloatVector negative, FloatVector positive) {
    return bySign(x, negative, bits(positive));
  }

  private static FloatVector bySign(FloatVector x, FloatVector negative, IntVector other) {
    IntVector signs = bits(x).lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
    IntVector difference = bits(negative).lanewise(VectorOperators.XOR, other);
    return ofBits(difference.and(signs).lanewise(VectorOperators.XOR, other));
  }

  /** y, which is not negative, with the sign of x. */
  private static FloatVector withSignOf(FloatVector x, FloatVector y) {
    return ofBits(bits(y).or(bits(x).and(Integer.MIN_VALUE)));
  }

  /**
   * A pass from x, the upstream gradient g, if there is one, and what the pass before has left in
   * y, to y, over the elements in {@code [from, to)}. The compiler has room for some sixty
   * operations on vectors in one method and what it inlines: {@link Uninlined} keeps passes apart.
   */
  interface Step {
    void run(float[] g, float[] x, float[] y, int from, int to);
  }

  /** The steps from x to f(x). */
  static Step[] forward(ElementFunction f) {
    if (f instanceof Zones zones) {
      Zones lines = zones.forward();
      return new Step[] {(g, x, y, from, to) -> VectorZones.pick(lines, x, x, y, from, to)};
    }
    return forward((Activation) f);
  }

  private static Step[] forward(Activation f) {
    return switch (f) {
      case RELU -> new Step[] {(g, x, y, from, to) -> relu(x, x, y, from, to)};
      case SIGMOID -> new Step[] {(g, x, y, from, to) -> sigmoid(x, y, from, to)};
      case TANH -> new Step[] {(g, x, y, from, to) -> tanh(x, y, from, to)};
      case SILU -> new Step[] {(g, x, y, from, to) -> silu(x, y, from, to)};
      case SOFTPLUS ->
          new Step[] {
            (g, x, y, from, to) -> decay(x, Decay.UNIT, y, from, to),
            (g, x, y, from, to) -> softplus(x, y, from, to)
          };
      case LOG_SIGMOID ->
          new Step[] {
            (g, x, y, from, to) -> decay(x, Decay.UNIT, y, from, to),
            (g, x, y, from, to) -> logSigmoid(x, y, from, to)
          };
      case GELU -> new Step[] {(g, x, y, from, to) -> gelu(x, y, from, to)};
      case TANHSHRINK ->
          new Step[] {
            (g, x, y, from, to) -> tanh(x, y, from, to),
            (g, x, y, from, to) -> tanhshrink(x, y, from, to)
          };
      case HARDSIGMOID -> new Step[] {(g, x, y, from, to) -> hardsigmoid(x, y, from, to)};
      case HARDSWISH -> new Step[] {(g, x, y, from, to) -> hardswish(x, y, from, to)};
      default -> throw new IllegalArgumentException(f.toString());
    };
  }

  /** The steps from g and x to g·f′(x). */
  static Step[] backward(ElementFunction f) {
    if (f instanceof Zones zones) {
      Zones lines = zones.backward();
      return new Step[] {(g, x, y, from, to) -> VectorZones.pick(lines, g, x, y, from, to)};
    }
    return backward((Activation) f);
  }

  private static Step[] backward(Activation f) {
    return switch (f) {
      case RELU -> new Step[] {VectorNarrowActivations::relu};
      case SIGMOID ->
          new Step[] {(g, x, y, from, to) -> product(g, x, -1, Decay.UNIT, y, from, to)};
      case TANH ->
          new Step[] {(g, x, y, from, to) -> product(g, x, -2, 4 * Decay.UNIT, y, from, to)};
      case SILU ->
          new Step[] {
            (g, x, y, from, to) -> decay(x, 1, y, from, to), VectorNarrowActivations::siluBackward
          };
      case SOFTPLUS ->
          new Step[] {
            (g, x, y, from, to) -> sigmoid(x, y, from, to),
            VectorNarrowActivations::softplusBackward
          };
      case LOG_SIGMOID -> new Step[] {(g, x, y, from, to) -> logSigmoidBackward(g, x, y, from, to)};
      case TANHSHRINK ->
          new Step[] {
            (g, x, y, from, to) -> tanh(x, y, from, to),
            (g, x, y, from, to) -> tanhshrinkBackward(g, y, from, to)
          };
      case HARDSIGMOID -> new Step[] {VectorNarrowActivations::hardsigmoidBackward};
      case HARDSWISH -> new Step[] {VectorNarrowActivations::hardswishBackward};
      case GELU ->
          new Step[] {
            (g, x, y, from, to) -> gaussian(x, y, from, to),
            (g, x, y, from, to) -> lowerSlope(x, y, from, to),
            VectorNarrowActivations::geluBackward
          };
      default -> throw new IllegalArgumentException(f.toString());
    };
  }

  /** y = g, or 0 where x ≤ 0. */
  private static void relu(float[] g, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      load(g, i).blend(0, v.compare(VectorOperators.LE, 0)).intoArray(y, i);
    }
  }

  /** Where a product of two NaN, e and x, would be either, by how the compiler orders factors. */
  private static VectorMask<Float> isNaN(FloatVector x) {
    return x.compare(VectorOperators.NE, x);
  }

  private static FloatVector onePlus(FloatVector e) {
    return e.fma(constant(Decay.UNIT), constant(1));
  }

  private static FloatVector reciprocal(FloatVector e) {
    return floats(1).div(onePlus(e));
  }

  private static FloatVector sigmoid(FloatVector x) {
    FloatVector e = VectorDecay.decay(x);
    return bySign(x, e, ONE).div(onePlus(e)).mul(Decay.UNIT);
  }

  private static void product(
      float[] g, float[] x, float inner, float unit, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector e = VectorDecay.exp(load(x, i).abs().mul(inner));
      FloatVector d = onePlus(e);
      load(g, i).mul(e.div(d.mul(d)).mul(unit)).intoArray(y, i);
    }
  }

  private static void sigmoid(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      sigmoid(load(x, i)).intoArray(y, i);
    }
  }

  private static void tanh(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector m = VectorDecay.expm1(v.abs().mul(-2));
      withSignOf(v, m.div(m.add(2)).abs()).intoArray(y, i);
    }
  }

  private static void silu(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector e = VectorDecay.decay(v);
      FloatVector r = reciprocal(e);
      r.mul(v).blend(e.mul(r).mul(v).mul(Decay.UNIT), negative(v)).intoArray(y, i);
    }
  }

  /** y = g·f′(x), given y = 2⁶⁴·exp(−|x|). */
  private static void siluBackward(float[] g, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector e = load(y, i);
      FloatVector r = reciprocal(e);
      FloatVector low = e.mul(r);
      FloatVector below = low.mul(v.fma(r, constant(1))).mul(Decay.UNIT);
      FloatVector above = r.mul(v.fma(low.mul(Decay.UNIT), constant(1)));
      FloatVector slope = above.blend(below, negative(v)).blend(v, isNaN(v));
      load(g, i).mul(slope).intoArray(y, i);
    }
  }

  /** y = 2⁶⁴·exp(−|x|)·unit. */
  private static void decay(float[] x, float unit, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      VectorDecay.decay(load(x, i)).mul(unit).intoArray(y, i);
    }
  }

  /** ln(1 + e) = 2·atanh(e/(2 + e)). */
  private static FloatVector log1p(FloatVector e) {
    FloatVector s = e.div(e.add(2));
    FloatVector w = s.mul(s);
    FloatVector p = w.fma(constant(NarrowActivations.A4), constant(NarrowActivations.A3));
    p = w.fma(p, constant(NarrowActivations.A2));
    p = w.fma(p, constant(NarrowActivations.A1));
    p = w.fma(p, constant(NarrowActivations.A0));
    FloatVector twice = s.add(s);
    return twice.mul(w).fma(p, twice);
  }

  /** y = −(max(−x, 0) + ln(1 + y)), given y = exp(−|x|). */
  private static void logSigmoid(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i).neg();
      v.blend(constant(0), negative(v)).add(log1p(load(y, i))).neg().intoArray(y, i);
    }
  }

  /** y = g/(1 + exp x). */
  private static void logSigmoidBackward(float[] g, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      load(g, i).mul(sigmoid(load(x, i).neg())).intoArray(y, i);
    }
  }

  /** y = x − y, given y = tanh x; where that cancels, from x alone. */
  private static void tanhshrink(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector w = v.mul(v);
      FloatVector s = w.fma(w.add(NarrowActivations.S2), constant(NarrowActivations.S1));
      s = w.fma(s, constant(NarrowActivations.S0));
      FloatVector t = w.fma(w.add(NarrowActivations.T3), constant(NarrowActivations.T2));
      t = w.fma(t, constant(NarrowActivations.T1));
      t = w.fma(t, constant(NarrowActivations.T0));
      var cancelling = v.abs().compare(VectorOperators.LT, NarrowActivations.CANCELLING);
      v.sub(load(y, i)).blend(w.mul(s.div(t)).mul(v), cancelling).intoArray(y, i);
    }
  }

  /** y = g·y². */
  private static void tanhshrinkBackward(float[] g, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector t = load(y, i);
      load(g, i).mul(t).mul(t).intoArray(y, i);
    }
  }

  /** y = max(x, 0) + ln(1 + y), given y = exp(−|x|). */
  private static void softplus(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector l = log1p(load(y, i));
      v.blend(constant(0), negative(v))
          .add(l)
          .blend(v, v.compare(VectorOperators.GT, NarrowActivations.SOFTPLUS_THRESHOLD))
          .intoArray(y, i);
    }
  }

  /** y = g·y, or g where x is beyond the threshold, given y = 1/(1 + exp(−x)). */
  private static void softplusBackward(float[] g, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector u = load(g, i);
      u.mul(load(y, i))
          .blend(u, v.compare(VectorOperators.GT, NarrowActivations.SOFTPLUS_THRESHOLD))
          .intoArray(y, i);
    }
  }

  /** min(|x|, bound): the bits of floats that are not negative are ordered as they are. */
  private static FloatVector inside(FloatVector magnitude, float bound) {
    return ofBits(bits(magnitude).min(Float.floatToRawIntBits(bound)));
  }

  private static void gelu(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector t = withSignOf(v, inside(v.abs(), NarrowActivations.SATURATED));
      FloatVector w = t.mul(t);
      FloatVector p = w.fma(constant(NarrowActivations.P5), constant(NarrowActivations.P4));
      p = w.fma(p, constant(NarrowActivations.P3));
      p = w.fma(p, constant(NarrowActivations.P2));
      p = w.fma(p, constant(NarrowActivations.P1));
      p = w.fma(p, constant(NarrowActivations.P0));
      FloatVector q = w.fma(constant(NarrowActivations.Q5), constant(NarrowActivations.Q4));
      q = w.fma(q, constant(NarrowActivations.Q3));
      q = w.fma(q, constant(NarrowActivations.Q2));
      q = w.fma(q, constant(NarrowActivations.Q1));
      q = w.fma(q, constant(1));
      FloatVector sum = ofBits(bits(t.fma(p, q)).max(0));
      v.mul(0.5f).mul(sum.div(q)).intoArray(y, i);
    }
  }

  /** y = exp(−x²/2). */
  private static void gaussian(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector t = inside(load(x, i).abs(), NarrowActivations.OUTERMOST);
      VectorDecay.gaussian(t).intoArray(y, i);
    }
  }

  /** y = Φ(−|x|) − |x|·φ(x), given y = exp(−x²/2). */
  private static void lowerSlope(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector magnitude = load(x, i).abs();
      FloatVector gaussian = load(y, i);
      FloatVector t = inside(magnitude, NarrowActivations.OUTERMOST);
      FloatVector n = t.fma(constant(NarrowActivations.N4), constant(NarrowActivations.N3));
      n = t.fma(n, constant(NarrowActivations.N2));
      n = t.fma(n, constant(NarrowActivations.N1));
      n = t.fma(n, constant(NarrowActivations.N0));
      FloatVector d = t.fma(constant(NarrowActivations.D5), constant(NarrowActivations.D4));
      d = t.fma(d, constant(NarrowActivations.D3));
      d = t.fma(d, constant(NarrowActivations.D2));
      d = t.fma(d, constant(NarrowActivations.D1));
      d = t.fma(d, constant(1));
      FloatVector tail = gaussian.mul(n).div(d);
      gaussian.mul(-NarrowActivations.DENSITY_AT_ZERO).fma(magnitude, tail).intoArray(y, i);
    }
  }

  /** y = g·(u or 1 − u), given u = y. */
  private static void geluBackward(float[] g, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector u = load(y, i).mul(Decay.UNIT);
      bySign(load(x, i), u, floats(1).sub(u)).mul(load(g, i)).intoArray(y, i);
    }
  }

  /** min(max(x + 3, 0), 6). */
  private static FloatVector gate(FloatVector x) {
    FloatVector t = x.add(3);
    FloatVector above = t.blend(constant(0), negative(t));
    return above.blend(constant(6), above.compare(VectorOperators.GT, constant(6)));
  }

  private static void hardsigmoid(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      gate(load(x, i)).div(6).intoArray(y, i);
    }
  }

  private static void hardsigmoidBackward(float[] g, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      var inside = load(x, i).abs().compare(VectorOperators.LT, constant(3));
      floats(0).blend(load(g, i).mul(1f / 6), inside).intoArray(y, i);
    }
  }

  private static void hardswish(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      v.mul(gate(v)).div(6).intoArray(y, i);
    }
  }

  private static void hardswishBackward(float[] g, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector u = load(g, i);
      u.mul(v.div(3).add(constant(0.5f)))
          .blend(constant(0), v.compare(VectorOperators.LE, constant(-3)))
          .blend(u, v.compare(VectorOperators.LT, constant(3)).not())
          .intoArray(y, i);
    }
  }
}
