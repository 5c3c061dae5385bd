package org.torchparity.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The functions in plain Java, which every machine runs: those of {@link NarrowActivations} in
 * float32, all others in float64, rounded once if the elements are float32.
 */
final class ScalarActivationKernels implements ActivationKernels {
  static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);
  static final double BETA = Math.sqrt(2 / Math.PI);
  static final double KAPPA = 0.044715;

  static final double SIXTH = 1f / 6;

  /** Above it softplus is x to the last bit, and torch's is x by definition. */
  static final double SOFTPLUS_THRESHOLD = 20;

  @Override
  public void forward(ElementFunction f, float[] x, float[] y, int from, int to) {
    if (f instanceof Activation a && NarrowActivations.has(a)) {
      for (int i = from; i < to; i++) {
        y[i] = NarrowActivations.forward(a, x[i]);
      }
      return;
    }
    DoubleUnaryOperator function = function(f);
    for (int i = from; i < to; i++) {
      y[i] = (float) function.applyAsDouble(x[i]);
    }
  }

  @Override
  public void backward(ElementFunction f, float[] g, float[] x, float[] y, int from, int to) {
    if (f instanceof Activation a && NarrowActivations.has(a)) {
      for (int i = from; i < to; i++) {
        y[i] = NarrowActivations.backward(a, g[i], x[i]);
      }
      return;
    }
    DoubleBinaryOperator derivative = derivative(f, Float.MAX_VALUE);
    for (int i = from; i < to; i++) {
      y[i] = (float) derivative.applyAsDouble(g[i], x[i]);
    }
  }

  @Override
  public void forward(ElementFunction f, double[] x, double[] y, int from, int to) {
    DoubleUnaryOperator function = function(f);
    for (int i = from; i < to; i++) {
      y[i] = function.applyAsDouble(x[i]);
    }
  }

  @Override
  public void backward(ElementFunction f, double[] g, double[] x, double[] y, int from, int to) {
    DoubleBinaryOperator derivative = derivative(f, Double.MAX_VALUE);
    for (int i = from; i < to; i++) {
      y[i] = derivative.applyAsDouble(g[i], x[i]);
    }
  }

  private static DoubleUnaryOperator function(ElementFunction f) {
    if (f instanceof Zones zones) {
      Zones forward = zones.forward();
      return v -> forward.of(v).value(v);
    }
    return f instanceof Exponential e ? v -> exponential(e, v) : function((Activation) f);
  }

  /** g·f′(x); a square beyond {@code greatest} is infinite, as ATen's is in the type of x. */
  private static DoubleBinaryOperator derivative(ElementFunction f, double greatest) {
    if (f instanceof Zones zones) {
      Zones backward = zones.backward();
      return (u, v) -> backward.of(v).value(u);
    }
    return f instanceof Exponential e
        ? (u, v) -> exponentialBackward(e, u, v)
        : derivative((Activation) f, greatest);
  }

  private static DoubleUnaryOperator function(Activation f) {
    return switch (f) {
      case RELU -> v -> v <= 0 ? 0 : v;
      case GELU -> ScalarActivationKernels::gelu;
      case GELU_TANH -> v -> v * ScalarFunctions.logistic(2 * inner(v));
      case SIGMOID -> ScalarFunctions::logistic;
      case TANH -> ScalarFunctions::tanh;
      case SILU -> v -> v * ScalarFunctions.logistic(v);
      case SOFTPLUS -> ScalarActivationKernels::softplus;
      case LOG_SIGMOID -> v -> -softplusBelow(-v);
      case MISH -> ScalarActivationKernels::mish;
      case SOFTSIGN -> v -> v / (1 + Math.abs(v));
      case TANHSHRINK -> v -> ScalarFunctions.tanhshrink(v, ScalarFunctions.tanh(v));
      case HARDSIGMOID -> v -> Math.min(Math.max(v + 3, 0), 6) / 6;
      case HARDSWISH -> v -> v * Math.min(Math.max(v + 3, 0), 6) / 6;
    };
  }

  private static DoubleBinaryOperator derivative(Activation f, double greatest) {
    return switch (f) {
      case RELU -> (u, v) -> v <= 0 ? 0 : u;
      case GELU -> ScalarActivationKernels::geluBackward;
      case GELU_TANH -> (u, v) -> geluTanhBackward(u, v, greatest);
      case SIGMOID -> ScalarActivationKernels::sigmoidBackward;
      case TANH -> (u, v) -> 4 * sigmoidBackward(u, 2 * v);
      case SILU -> ScalarActivationKernels::siluBackward;
      case SOFTPLUS -> (u, v) -> v > SOFTPLUS_THRESHOLD ? u : u * ScalarFunctions.logistic(v);
      case LOG_SIGMOID -> (u, v) -> u * ScalarFunctions.logistic(-v);
      case MISH -> ScalarActivationKernels::mishBackward;
      case SOFTSIGN -> ScalarActivationKernels::softsignBackward;
      case TANHSHRINK ->
          (u, v) -> {
            double t = ScalarFunctions.tanh(v);
            return u * t * t;
          };
      case HARDSIGMOID -> (u, v) -> v > -3 && v < 3 ? u * SIXTH : 0;
      case HARDSWISH -> (u, v) -> v <= -3 ? 0 : v < 3 ? u * (v / 3 + 0.5) : u;
    };
  }

  private static double exponential(Exponential f, double x) {
    return x <= 0 ? ScalarFunctions.expm1(x * f.inner()) * f.negative() : x * f.positive();
  }

  private static double exponentialBackward(Exponential f, double g, double x) {
    double slope = f.inner() * f.negative();
    return x <= 0 ? g * slope * ScalarFunctions.exp(x * f.inner()) : g * f.positive();
  }

  private static double gelu(double x) {
    double tail = ScalarFunctions.tail(x, ScalarFunctions.gaussian(x));
    return x * (x < 0 ? tail : 1 - tail);
  }

  private static double geluBackward(double g, double x) {
    double gaussian = ScalarFunctions.gaussian(x);
    double tail = ScalarFunctions.tail(x, gaussian);
    double distribution = x < 0 ? tail : 1 - tail;
    return g * (distribution + x * (gaussian * DENSITY_AT_ZERO));
  }

  private static double inner(double x) {
    return BETA * (x + KAPPA * x * x * x);
  }

  /** g·(s + 2·x·s·(1 − s)·u′). */
  private static double geluTanhBackward(double g, double x, double greatest) {
    double twice = 2 * inner(x);
    double square = x * x;
    double rounded = square > greatest ? Double.POSITIVE_INFINITY : square;
    double slope = BETA * (1 + 3 * KAPPA * rounded);
    double e = ScalarFunctions.decay(twice);
    double r = 1 / (1 + e);
    double s = twice < 0 ? e * r : r;
    return g * (s + 2 * x * (e * r * r) * slope);
  }

  /** g·σ(x)·σ(−x) = g·e/(1 + e)² with e = exp(−|x|). */
  private static double sigmoidBackward(double g, double x) {
    double e = ScalarFunctions.decay(x);
    double d = 1 + e;
    return g * (e / (d * d));
  }

  private static double siluBackward(double g, double x) {
    double e = ScalarFunctions.decay(x);
    double r = 1 / (1 + e);
    double low = e * r;
    double s = x < 0 ? low : r;
    double complement = x < 0 ? r : low;
    return g * s * (1 + x * complement);
  }

  /** max(x, 0) + ln(1 + exp(−|x|)). */
  private static double softplusBelow(double x) {
    double l = ScalarFunctions.log1p(ScalarFunctions.decay(x));
    return (x < 0 ? 0 : x) + l;
  }

  private static double softplus(double x) {
    return x > SOFTPLUS_THRESHOLD ? x : softplusBelow(x);
  }

  /**
   * With e = exp(−|x|), tanh(ln(1 + exp x)) = n/(n + w), where n = 1 + 2e and w = 2e² of positive
   * x, n = e² + 2e and w = 2 of others.
   */
  private static double mish(double x) {
    double e = ScalarFunctions.decay(x);
    double square = e * e;
    double n = (x < 0 ? square : 1) + 2 * e;
    double w = 2 * (x < 0 ? 1 : square);
    return x * (n / (n + w));
  }

  /** g·(t + x·σ(x)·(1 − t²)), where 1 − t² = w·(2n + w)/(n + w)². */
  private static double mishBackward(double g, double x) {
    double e = ScalarFunctions.decay(x);
    double square = e * e;
    double n = (x < 0 ? square : 1) + 2 * e;
    double w = 2 * (x < 0 ? 1 : square);
    double d = n + w;
    double r = 1 / d;
    double s = (x < 0 ? e : 1) / (1 + e);
    return g * (n * r + x * s * (w * (n + d) * r * r));
  }

  private static double softsignBackward(double g, double x) {
    double magnitude = Math.abs(x);
    double quotient = 1 / (1 + magnitude);
    return g * (1 - magnitude / (1 + magnitude)) * quotient;
  }
}
