package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link NarrowActivations} in every lane, over whole vectors of the elements in {@code [from,
 * to)}.
 */
final class VectorNarrowActivations {
  private static final int LANES = FLOATS.length();

  /** Elements between two passes: they stay in the first cache. */
  private static final int BLOCK = 512;

  private VectorNarrowActivations() {}

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  private static VectorMask<Float> negative(FloatVector x) {
    return x.compare(VectorOperators.LT, constant(0));
  }

  static void forward(Activation f, float[] x, float[] y, int from, int to) {
    switch (f) {
      case SIGMOID -> sigmoid(x, y, from, to);
      case TANH -> tanh(x, y, from, to);
      case SILU -> silu(x, y, from, to);
      case SOFTPLUS -> softplus(x, y, from, to);
      case GELU -> run(GELU, x, x, y, from, to);
      default -> throw new IllegalArgumentException(f.toString());
    }
  }

  static void backward(Activation f, float[] g, float[] x, float[] y, int from, int to) {
    switch (f) {
      case SIGMOID -> product(g, x, -1, Decay.UNIT, y, from, to);
      case TANH -> product(g, x, -2, 4 * Decay.UNIT, y, from, to);
      case SILU -> siluBackward(g, x, y, from, to);
      case SOFTPLUS -> softplusBackward(g, x, y, from, to);
      case GELU -> run(GELU_BACKWARD, g, x, y, from, to);
      default -> throw new IllegalArgumentException(f.toString());
    }
  }

  private static FloatVector decay(FloatVector x) {
    return VectorDecay.exp(x.abs().neg());
  }

  private static FloatVector reciprocal(FloatVector e) {
    return VectorSpeciesOf.floats(1).div(e.fma(constant(Decay.UNIT), constant(1)));
  }

  private static void product(
      float[] g, float[] x, float inner, float unit, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector e = VectorDecay.exp(load(x, i).abs().mul(inner));
      FloatVector d = e.fma(constant(Decay.UNIT), constant(1));
      load(g, i).mul(e.div(d.mul(d)).mul(unit)).intoArray(y, i);
    }
  }

  private static void sigmoid(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector e = decay(v);
      FloatVector r = reciprocal(e);
      r.blend(e.mul(r).mul(Decay.UNIT), negative(v)).intoArray(y, i);
    }
  }

  private static void tanh(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector m = VectorDecay.expm1(v.abs().mul(-2));
      m.div(m.add(2))
          .reinterpretAsInts()
          .and(Integer.MAX_VALUE)
          .or(v.reinterpretAsInts().and(Integer.MIN_VALUE))
          .reinterpretAsFloats()
          .intoArray(y, i);
    }
  }

  private static void silu(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector e = decay(v);
      FloatVector r = reciprocal(e);
      r.mul(v).blend(e.mul(r).mul(v).mul(Decay.UNIT), negative(v)).intoArray(y, i);
    }
  }

  private static void siluBackward(float[] g, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector e = decay(v);
      FloatVector r = reciprocal(e);
      FloatVector low = e.mul(r);
      FloatVector below = low.mul(v.fma(r, constant(1))).mul(Decay.UNIT);
      FloatVector above = r.mul(v.fma(low.mul(Decay.UNIT), constant(1)));
      load(g, i).mul(above.blend(below, negative(v))).intoArray(y, i);
    }
  }

  private static void softplus(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector e = decay(v).mul(Decay.UNIT);
      FloatVector s = e.div(e.add(2));
      FloatVector w = s.mul(s);
      FloatVector p = w.fma(constant(NarrowActivations.A4), constant(NarrowActivations.A3));
      p = w.fma(p, constant(NarrowActivations.A2));
      p = w.fma(p, constant(NarrowActivations.A1));
      p = w.fma(p, constant(NarrowActivations.A0));
      FloatVector twice = s.add(s);
      FloatVector l = twice.mul(w).fma(p, twice);
      v.blend(constant(0), negative(v))
          .add(l)
          .blend(v, v.compare(VectorOperators.GT, NarrowActivations.SOFTPLUS_THRESHOLD))
          .intoArray(y, i);
    }
  }

  private static void softplusBackward(float[] g, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector e = decay(v);
      FloatVector r = reciprocal(e);
      FloatVector s = r.blend(e.mul(r).mul(Decay.UNIT), negative(v));
      FloatVector u = load(g, i);
      u.mul(s)
          .blend(u, v.compare(VectorOperators.GT, NarrowActivations.SOFTPLUS_THRESHOLD))
          .intoArray(y, i);
    }
  }

  private static FloatVector inside(FloatVector x) {
    FloatVector outermost = constant(NarrowActivations.OUTERMOST);
    FloatVector magnitude = x.abs();
    return magnitude.blend(outermost, magnitude.compare(VectorOperators.GT, outermost));
  }

  /**
   * A pass over a block; {@code e} and {@code t} are for what goes from one to the next. The
   * compiler has room for some sixty operations on vectors in one method and what it inlines: a
   * loop over steps keeps it from making one of all.
   */
  private interface Step {
    void run(float[] g, float[] x, float[] e, float[] t, float[] y, int from, int to);
  }

  private static final Step GAUSSIAN = (g, x, e, t, y, from, to) -> gaussian(x, e, from, to);
  private static final Step TAIL = (g, x, e, t, y, from, to) -> tail(x, e, t, from, to);
  private static final Step[] GELU = {
    GAUSSIAN, TAIL, (g, x, e, t, y, from, to) -> gelu(x, t, y, from, to)
  };
  private static final Step[] GELU_BACKWARD = {
    GAUSSIAN, TAIL, (g, x, e, t, y, from, to) -> geluBackward(g, x, e, t, y, from, to)
  };

  private static void run(Step[] steps, float[] g, float[] x, float[] y, int from, int to) {
    float[] e = new float[BLOCK];
    float[] t = new float[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(start + BLOCK, to);
      for (Step step : steps) {
        step.run(g, x, e, t, y, start, end);
      }
    }
  }

  /** e = exp(−x²/2). */
  private static void gaussian(float[] x, float[] e, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector inside = inside(load(x, i));
      FloatVector square = inside.mul(inside);
      FloatVector lost = inside.fma(inside, square.neg());
      FloatVector gaussian = VectorDecay.exp(square.mul(-0.5f));
      lost.mul(-0.5f).fma(gaussian, gaussian).intoArray(e, i - from);
    }
  }

  /** t = Φ(−|x|). */
  private static void tail(float[] x, float[] e, float[] t, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector q =
          VectorSpeciesOf.floats(1)
              .div(
                  inside(load(x, i))
                      .fma(
                          constant(NarrowActivations.SQRT_HALF),
                          constant(NarrowActivations.CENTRE)));
      FloatVector k = q.fma(constant(-2 * NarrowActivations.CENTRE), constant(1));
      FloatVector p = k.fma(constant(NarrowActivations.T11), constant(NarrowActivations.T10));
      p = k.fma(p, constant(NarrowActivations.T9));
      p = k.fma(p, constant(NarrowActivations.T8));
      p = k.fma(p, constant(NarrowActivations.T7));
      p = k.fma(p, constant(NarrowActivations.T6));
      p = k.fma(p, constant(NarrowActivations.T5));
      p = k.fma(p, constant(NarrowActivations.T4));
      p = k.fma(p, constant(NarrowActivations.T3));
      p = k.fma(p, constant(NarrowActivations.T2));
      p = k.fma(p, constant(NarrowActivations.T1));
      p = k.fma(p, constant(NarrowActivations.T0));
      p.mul(q).mul(load(e, i - from)).intoArray(t, i - from);
    }
  }

  private static FloatVector central(FloatVector x) {
    FloatVector w = x.mul(x);
    FloatVector p = w.fma(constant(NarrowActivations.C7), constant(NarrowActivations.C6));
    p = w.fma(p, constant(NarrowActivations.C5));
    p = w.fma(p, constant(NarrowActivations.C4));
    p = w.fma(p, constant(NarrowActivations.C3));
    p = w.fma(p, constant(NarrowActivations.C2));
    p = w.fma(p, constant(NarrowActivations.C1));
    p = w.fma(p, constant(NarrowActivations.C0));
    return x.fma(p, constant(0.5f));
  }

  /** Φ(x) of x > −1. */
  private static FloatVector distribution(FloatVector x, FloatVector tail) {
    FloatVector outer = tail.fma(constant(-Decay.UNIT), constant(1));
    return outer.blend(central(x), x.abs().compare(VectorOperators.LT, constant(1)));
  }

  private static VectorMask<Float> isInTail(FloatVector x) {
    return x.compare(VectorOperators.LE, constant(-1));
  }

  private static void gelu(float[] x, float[] t, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector tail = load(t, i - from);
      FloatVector below = tail.mul(v).mul(Decay.UNIT);
      distribution(v, tail).mul(v).blend(below, isInTail(v)).intoArray(y, i);
    }
  }

  private static void geluBackward(
      float[] g, float[] x, float[] e, float[] t, float[] y, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector tail = load(t, i - from);
      FloatVector slope = load(e, i - from).mul(NarrowActivations.DENSITY_AT_ZERO).mul(v);
      FloatVector above = slope.fma(constant(Decay.UNIT), distribution(v, tail));
      FloatVector below = tail.add(slope).mul(Decay.UNIT);
      load(g, i).mul(above.blend(below, isInTail(v))).intoArray(y, i);
    }
  }
}
