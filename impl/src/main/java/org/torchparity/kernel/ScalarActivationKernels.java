package org.torchparity.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The functions in plain Java, which every machine runs. */
final class ScalarActivationKernels implements ActivationKernels {
  static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);
  static final double BETA = Math.sqrt(2 / Math.PI);
  static final double KAPPA = 0.044715;

  /** Above it softplus is x to the last bit, and torch's is x by definition. */
  static final double SOFTPLUS_THRESHOLD = 20;

  @Override
  public void forward(Activation f, float[] x, float[] y, int from, int to) {
    if (NarrowActivations.has(f)) {
      for (int i = from; i < to; i++) {
        y[i] = NarrowActivations.forward(f, x[i]);
      }
      return;
    }
    DoubleUnaryOperator function =
        switch (f) {
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
        };
    for (int i = from; i < to; i++) {
      y[i] = (float) function.applyAsDouble(x[i]);
    }
  }

  @Override
  public void backward(Activation f, float[] g, float[] x, float[] y, int from, int to) {
    if (NarrowActivations.has(f)) {
      for (int i = from; i < to; i++) {
        y[i] = NarrowActivations.backward(f, g[i], x[i]);
      }
      return;
    }
    DoubleBinaryOperator function =
        switch (f) {
          case RELU -> (u, v) -> v <= 0 ? 0 : u;
          case GELU -> ScalarActivationKernels::geluBackward;
          case GELU_TANH -> ScalarActivationKernels::geluTanhBackward;
          case SIGMOID -> ScalarActivationKernels::sigmoidBackward;
          case TANH -> (u, v) -> 4 * sigmoidBackward(u, 2 * v);
          case SILU -> ScalarActivationKernels::siluBackward;
          case SOFTPLUS -> (u, v) -> v > SOFTPLUS_THRESHOLD ? u : u * ScalarFunctions.logistic(v);
          case LOG_SIGMOID -> (u, v) -> u * ScalarFunctions.logistic(-v);
          case MISH -> ScalarActivationKernels::mishBackward;
          case SOFTSIGN -> ScalarActivationKernels::softsignBackward;
        };
    for (int i = from; i < to; i++) {
      y[i] = (float) function.applyAsDouble(g[i], x[i]);
    }
  }

  @Override
  public void forward(Activation.Exponential f, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      double v = x[i];
      y[i] =
          (float) (v <= 0 ? ScalarFunctions.expm1(v * f.inner()) * f.negative() : v * f.positive());
    }
  }

  @Override
  public void backward(
      Activation.Exponential f, float[] g, float[] x, float[] y, int from, int to) {
    double slope = f.inner() * f.negative();
    for (int i = from; i < to; i++) {
      double v = x[i];
      y[i] =
          (float)
              (v <= 0 ? g[i] * slope * ScalarFunctions.exp(v * f.inner()) : g[i] * f.positive());
    }
  }

  private static double gelu(double x) {
    double tail = ScalarFunctions.tail(x, ScalarFunctions.exp(x * x * -0.5));
    return x * (x < 0 ? tail : 1 - tail);
  }

  private static double geluBackward(double g, double x) {
    double gaussian = ScalarFunctions.exp(x * x * -0.5);
    double tail = ScalarFunctions.tail(x, gaussian);
    double distribution = x < 0 ? tail : 1 - tail;
    return g * (distribution + x * (gaussian * DENSITY_AT_ZERO));
  }

  private static double inner(double x) {
    return BETA * (x + KAPPA * x * x * x);
  }

  /** g·(s + 2·x·s·(1 − s)·u′); where ATen's x² overflows, so does this one. */
  private static double geluTanhBackward(double g, double x) {
    double twice = 2 * inner(x);
    double square = x * x;
    double slope =
        BETA * (1 + 3 * KAPPA * (square > Float.MAX_VALUE ? Double.POSITIVE_INFINITY : square));
    double e = ScalarFunctions.exp(-Math.abs(twice));
    double r = ScalarFunctions.reciprocal(1 + e);
    double s = twice < 0 ? e * r : r;
    return g * (s + 2 * x * (e * r * r) * slope);
  }

  /** g·σ(x)·σ(−x) = g·e/(1 + e)² with e = exp(−|x|). */
  private static double sigmoidBackward(double g, double x) {
    double e = ScalarFunctions.exp(-Math.abs(x));
    double r = ScalarFunctions.reciprocal(1 + e);
    return g * (e * r * r);
  }

  private static double siluBackward(double g, double x) {
    double e = ScalarFunctions.exp(-Math.abs(x));
    double r = ScalarFunctions.reciprocal(1 + e);
    double low = e * r;
    double s = x < 0 ? low : r;
    double complement = x < 0 ? r : low;
    return g * s * (1 + x * complement);
  }

  /** max(x, 0) + ln(1 + exp(−|x|)). */
  private static double softplusBelow(double x) {
    double l = ScalarFunctions.log1p(ScalarFunctions.exp(-Math.abs(x)));
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
    double e = ScalarFunctions.exp(-Math.abs(x));
    double square = e * e;
    double n = (x < 0 ? square : 1) + 2 * e;
    double w = 2 * (x < 0 ? 1 : square);
    return x * (n * ScalarFunctions.reciprocal(n + w));
  }

  /** g·(t + x·σ(x)·(1 − t²)), where 1 − t² = w·(2n + w)/(n + w)². */
  private static double mishBackward(double g, double x) {
    double e = ScalarFunctions.exp(-Math.abs(x));
    double square = e * e;
    double n = (x < 0 ? square : 1) + 2 * e;
    double w = 2 * (x < 0 ? 1 : square);
    double d = n + w;
    double r = ScalarFunctions.reciprocal(d * (1 + e));
    double overD = r * (1 + e);
    double t = n * overD;
    double s = (x < 0 ? e : 1) * (r * d);
    return g * (t + x * s * (w * (n + d) * overD * overD));
  }

  private static double softsignBackward(double g, double x) {
    double magnitude = Math.abs(x);
    double quotient = 1 / (1 + magnitude);
    return g * (1 - magnitude / (1 + magnitude)) * quotient;
  }
}
