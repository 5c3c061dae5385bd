package org.torchparity.kernel;

import static org.torchparity.kernel.VectorFunctions.constant;
import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.doubles;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The formulas of {@link ScalarActivationKernels} over blocks: the same operations in every lane,
 * the same bits. {@code e} is exp(−|x|) of the argument x, {@code t} what the first step gave.
 */
final class VectorActivations {
  private static final int LANES = DOUBLES.length();
  private static final double BETA = ScalarActivationKernels.BETA;
  private static final double KAPPA = ScalarActivationKernels.KAPPA;
  private static final double THRESHOLD = ScalarActivationKernels.SOFTPLUS_THRESHOLD;

  private VectorActivations() {}

  private static VectorMask<Double> negative(DoubleVector x) {
    return x.compare(VectorOperators.LT, constant(0));
  }

  /**
   * A step of a function, over a block. The compiler has room for some sixty operations on vectors
   * in one method and what it inlines: a loop over steps keeps it from making one of all.
   */
  interface Step {
    /**
     * Runs the step.
     *
     * @param g the upstream gradient, if there is one
     * @param x the argument, which may be overwritten
     * @param e for an intermediate value
     * @param t for another, and for the result
     * @param at where the block begins in the tensors
     * @param n its elements
     */
    void run(double[] g, double[] x, double[] e, double[] t, int at, int n);
  }

  private static final Step DECAY = (g, x, e, t, at, n) -> VectorFunctions.decay(x, e, n);
  private static final Step GAUSSIAN = (g, x, e, t, at, n) -> VectorFunctions.gaussian(x, e, n);
  private static final Step TAIL = (g, x, e, t, at, n) -> VectorFunctions.tail(x, e, t, n);
  private static final Step LOGISTIC = (g, x, e, t, at, n) -> VectorFunctions.logistic(x, t, n);
  private static final Step LOG1P = (g, x, e, t, at, n) -> VectorFunctions.log1p(e, t, n);
  private static final Step TWICE = (g, x, e, t, at, n) -> VectorFunctions.twiceDecayM1(x, e, n);
  private static final Step TANH = (g, x, e, t, at, n) -> VectorFunctions.tanh(x, e, t, n);
  private static final Step TWICE_INNER = (g, x, e, t, at, n) -> twiceInner(x, t, n);
  private static final Step NEGATE = (g, x, e, t, at, n) -> scale(x, -1, x, n);

  /** The steps from x to f(x). */
  static Step[] forward(ElementFunction f) {
    return f instanceof Exponential e ? forward(e) : forward((Activation) f);
  }

  private static Step[] forward(Activation f) {
    return switch (f) {
      case RELU -> new Step[] {(g, x, e, t, at, n) -> relu(x, x, t, n)};
      case GELU -> new Step[] {GAUSSIAN, TAIL, (g, x, e, t, at, n) -> gelu(x, t, t, n)};
      case GELU_TANH ->
          new Step[] {
            TWICE_INNER,
            (g, x, e, t, at, n) -> VectorFunctions.logistic(t, t, n),
            (g, x, e, t, at, n) -> product(x, t, t, n)
          };
      case SIGMOID -> new Step[] {LOGISTIC};
      case TANH -> new Step[] {TWICE, TANH};
      case SILU -> new Step[] {LOGISTIC, (g, x, e, t, at, n) -> product(x, t, t, n)};
      case SOFTPLUS ->
          new Step[] {DECAY, LOG1P, (g, x, e, t, at, n) -> softplus(x, t, THRESHOLD, t, n)};
      case LOG_SIGMOID ->
          new Step[] {
            NEGATE,
            DECAY,
            LOG1P,
            (g, x, e, t, at, n) -> softplus(x, t, Double.POSITIVE_INFINITY, t, n),
            (g, x, e, t, at, n) -> scale(t, -1, t, n)
          };
      case MISH -> new Step[] {DECAY, (g, x, e, t, at, n) -> mish(x, e, t, n)};
      case SOFTSIGN -> new Step[] {(g, x, e, t, at, n) -> softsign(x, t, n)};
      case TANHSHRINK ->
          new Step[] {TWICE, TANH, (g, x, e, t, at, n) -> VectorFunctions.tanhshrink(x, t, t, n)};
      case HARDSIGMOID -> new Step[] {(g, x, e, t, at, n) -> hardsigmoid(x, t, n)};
      case HARDSWISH -> new Step[] {(g, x, e, t, at, n) -> hardswish(x, t, n)};
    };
  }

  /** The steps from g and x to g·f′(x); a square beyond {@code greatest} is infinite. */
  static Step[] backward(ElementFunction f, double greatest) {
    return f instanceof Exponential e ? backward(e) : backward((Activation) f, greatest);
  }

  private static Step[] backward(Activation f, double greatest) {
    return switch (f) {
      case RELU -> new Step[] {(g, x, e, t, at, n) -> relu(g, x, t, n)};
      case GELU ->
          new Step[] {GAUSSIAN, TAIL, (g, x, e, t, at, n) -> geluBackward(g, x, e, t, t, n)};
      case GELU_TANH ->
          new Step[] {
            TWICE_INNER,
            (g, x, e, t, at, n) -> VectorFunctions.decay(t, e, n),
            (g, x, e, t, at, n) -> geluTanhBackward(g, x, t, e, greatest, t, n)
          };
      case SIGMOID -> new Step[] {DECAY, (g, x, e, t, at, n) -> sigmoidBackward(g, e, t, n)};
      case TANH ->
          new Step[] {
            (g, x, e, t, at, n) -> scale(x, 2, x, n),
            DECAY,
            (g, x, e, t, at, n) -> sigmoidBackward(g, e, t, n),
            (g, x, e, t, at, n) -> scale(t, 4, t, n)
          };
      case SILU -> new Step[] {DECAY, (g, x, e, t, at, n) -> siluBackward(g, x, e, t, n)};
      case SOFTPLUS ->
          new Step[] {LOGISTIC, (g, x, e, t, at, n) -> softplusBackward(g, x, t, THRESHOLD, t, n)};
      case LOG_SIGMOID -> new Step[] {NEGATE, LOGISTIC, (g, x, e, t, at, n) -> product(g, t, t, n)};
      case MISH -> new Step[] {DECAY, (g, x, e, t, at, n) -> mishBackward(g, x, e, t, n)};
      case SOFTSIGN -> new Step[] {(g, x, e, t, at, n) -> softsignBackward(g, x, t, n)};
      case TANHSHRINK ->
          new Step[] {
            TWICE,
            TANH,
            (g, x, e, t, at, n) -> product(g, t, e, n),
            (g, x, e, t, at, n) -> product(e, t, t, n)
          };
      case HARDSIGMOID -> new Step[] {(g, x, e, t, at, n) -> hardsigmoidBackward(g, x, t, n)};
      case HARDSWISH -> new Step[] {(g, x, e, t, at, n) -> hardswishBackward(g, x, t, n)};
    };
  }

  private static Step[] forward(Exponential f) {
    return new Step[] {
      (g, x, e, t, at, n) -> VectorFunctions.expm1(x, f.inner(), t, n),
      (g, x, e, t, at, n) -> exponential(x, t, f, t, n)
    };
  }

  private static Step[] backward(Exponential f) {
    return new Step[] {
      (g, x, e, t, at, n) -> VectorFunctions.exp(x, f.inner(), t, n),
      (g, x, e, t, at, n) -> exponentialBackward(g, x, t, f, t, n)
    };
  }

  /** y = g, or 0 where x ≤ 0. */
  static void relu(double[] g, double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      var none = load(x, i).compare(VectorOperators.LE, constant(0));
      load(g, i).blend(constant(0), none).intoArray(y, i);
    }
  }

  /** y = a·b. */
  static void product(double[] a, double[] b, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(a, i).mul(load(b, i)).intoArray(y, i);
    }
  }

  /** y = factor·x. */
  static void scale(double[] x, double factor, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      load(x, i).mul(factor).intoArray(y, i);
    }
  }

  /** y = x·Φ(x), given t = Φ(−|x|). */
  static void gelu(double[] x, double[] t, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector tail = load(t, i);
      v.mul(doubles(1).sub(tail).blend(tail, negative(v))).intoArray(y, i);
    }
  }

  /** y = g·(Φ(x) + x·φ(x)), given t = Φ(−|x|) and e = exp(−x²/2). */
  static void geluBackward(double[] g, double[] x, double[] e, double[] t, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector tail = load(t, i);
      DoubleVector distribution = doubles(1).sub(tail).blend(tail, negative(v));
      DoubleVector density = load(e, i).mul(ScalarActivationKernels.DENSITY_AT_ZERO);
      load(g, i).mul(distribution.add(v.mul(density))).intoArray(y, i);
    }
  }

  /** y = 2u, u = √(2/π)·(x + 0.044715·x³). */
  static void twiceInner(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      v.add(v.mul(KAPPA).mul(v).mul(v)).mul(BETA).mul(2).intoArray(y, i);
    }
  }

  /** y = g·(s + 2·x·s·(1 − s)·u′), given t = 2u and e = exp(−|2u|). */
  static void geluTanhBackward(
      double[] g, double[] x, double[] t, double[] e, double greatest, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector square = v.mul(v);
      var beyond = square.compare(VectorOperators.GT, constant(greatest));
      DoubleVector rounded = square.blend(constant(Double.POSITIVE_INFINITY), beyond);
      DoubleVector slope = rounded.mul(3 * KAPPA).add(constant(1)).mul(BETA);
      DoubleVector decay = load(e, i);
      DoubleVector r = doubles(1).div(decay.add(1));
      DoubleVector low = decay.mul(r);
      DoubleVector s = r.blend(low, negative(load(t, i)));
      load(g, i).mul(s.add(v.mul(2).mul(low.mul(r)).mul(slope))).intoArray(y, i);
    }
  }

  /** y = g·σ(x)·σ(−x). */
  static void sigmoidBackward(double[] g, double[] e, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector decay = load(e, i);
      DoubleVector d = decay.add(1);
      load(g, i).mul(decay.div(d.mul(d))).intoArray(y, i);
    }
  }

  /** y = g·σ(x)·(1 + x·σ(−x)). */
  static void siluBackward(double[] g, double[] x, double[] e, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector decay = load(e, i);
      DoubleVector r = doubles(1).div(decay.add(1));
      DoubleVector low = decay.mul(r);
      VectorMask<Double> negative = negative(v);
      DoubleVector slope = v.mul(low.blend(r, negative)).add(constant(1));
      load(g, i).mul(r.blend(low, negative)).mul(slope).intoArray(y, i);
    }
  }

  /** y = max(x, 0) + t, or x above the threshold. */
  static void softplus(double[] x, double[] t, double threshold, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      v.blend(constant(0), negative(v))
          .add(load(t, i))
          .blend(v, v.compare(VectorOperators.GT, constant(threshold)))
          .intoArray(y, i);
    }
  }

  /** y = g·t, or g where x is above the threshold. */
  static void softplusBackward(
      double[] g, double[] x, double[] t, double threshold, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector u = load(g, i);
      var linear = load(x, i).compare(VectorOperators.GT, constant(threshold));
      u.mul(load(t, i)).blend(u, linear).intoArray(y, i);
    }
  }

  /** y = x·n/(n + w); see the scalar twin. */
  static void mish(double[] x, double[] e, double[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector decay = load(e, i);
      DoubleVector square = decay.mul(decay);
      VectorMask<Double> negative = negative(v);
      DoubleVector n = doubles(1).blend(square, negative).add(decay.mul(2));
      DoubleVector w = square.blend(constant(1), negative).mul(2);
      v.mul(n.div(n.add(w))).intoArray(y, i);
    }
  }

  /** y = g·(t + x·σ(x)·w·(2n + w)/(n + w)²); see the scalar twin. */
  static void mishBackward(double[] g, double[] x, double[] e, double[] y, int count) {
    for (int i = 0; i < count; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector decay = load(e, i);
      DoubleVector square = decay.mul(decay);
      VectorMask<Double> negative = negative(v);
      DoubleVector n = doubles(1).blend(square, negative).add(decay.mul(2));
      DoubleVector w = square.blend(constant(1), negative).mul(2);
      DoubleVector d = n.add(w);
      DoubleVector r = doubles(1).div(d);
      DoubleVector s = doubles(1).blend(decay, negative).div(decay.add(1));
      DoubleVector slope = v.mul(s).mul(w.mul(n.add(d)).mul(r).mul(r));
      load(g, i).mul(n.mul(r).add(slope)).intoArray(y, i);
    }
  }

  /** y = x/(1 + |x|). */
  static void softsign(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      v.div(v.abs().add(constant(1))).intoArray(y, i);
    }
  }

  /** y = g·(1 − |x|/(1 + |x|))/(1 + |x|). */
  static void softsignBackward(double[] g, double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector magnitude = load(x, i).abs();
      DoubleVector sum = magnitude.add(constant(1));
      DoubleVector quotient = doubles(1).div(sum);
      load(g, i).mul(doubles(1).sub(magnitude.div(sum))).mul(quotient).intoArray(y, i);
    }
  }

  /** min(max(x + 3, 0), 6); max and min of the Vector API take longer, see VectorFunctions. */
  private static DoubleVector gate(DoubleVector x) {
    DoubleVector t = x.add(constant(3));
    DoubleVector above = t.blend(constant(0), negative(t));
    return above.blend(constant(6), above.compare(VectorOperators.GT, constant(6)));
  }

  /** y = min(max(x + 3, 0), 6)/6. */
  static void hardsigmoid(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      gate(load(x, i)).div(6).intoArray(y, i);
    }
  }

  /** y = g/6 where |x| is below 3, else 0. */
  static void hardsigmoidBackward(double[] g, double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      var inside = load(x, i).abs().compare(VectorOperators.LT, constant(3));
      doubles(0).blend(load(g, i).mul(ScalarActivationKernels.SIXTH), inside).intoArray(y, i);
    }
  }

  /** y = x·min(max(x + 3, 0), 6)/6. */
  static void hardswish(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      v.mul(gate(v)).div(6).intoArray(y, i);
    }
  }

  /** y = g·(x/3 + ½), or 0 where x ≤ −3, or g where x ≥ 3. */
  static void hardswishBackward(double[] g, double[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      DoubleVector u = load(g, i);
      u.mul(v.div(3).add(constant(0.5)))
          .blend(constant(0), v.compare(VectorOperators.LE, constant(-3)))
          .blend(u, v.compare(VectorOperators.LT, constant(3)).not())
          .intoArray(y, i);
    }
  }

  /** y = positive·x, or negative·t where x ≤ 0. */
  static void exponential(double[] x, double[] t, Exponential f, double[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      DoubleVector v = load(x, i);
      v.mul(f.positive())
          .blend(load(t, i).mul(f.negative()), v.compare(VectorOperators.LE, constant(0)))
          .intoArray(y, i);
    }
  }

  /** y = g·positive, or g·inner·negative·t where x ≤ 0. */
  static void exponentialBackward(
      double[] g, double[] x, double[] t, Exponential f, double[] y, int n) {
    double slope = f.inner() * f.negative();
    for (int i = 0; i < n; i += LANES) {
      DoubleVector u = load(g, i);
      DoubleVector below = u.mul(slope).mul(load(t, i));
      u.mul(f.positive())
          .blend(below, load(x, i).compare(VectorOperators.LE, constant(0)))
          .intoArray(y, i);
    }
  }
}
