package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Against float64 functions of full accuracy, over one float32 in 4,099: all binades, denormals,
 * infinities and NaN among them. The bounds are those the kernels promise.
 */
class ActivationAccuracyTest {
  private static final int STEP = 4099;
  private static final float G = 0.75f;

  /** Half an ulp is the rounding's; the rest is the polynomials'. */
  private static double bound(Activation f) {
    return switch (f) {
      case GELU -> 4;
      case SIGMOID, TANH, SILU, SOFTPLUS, LOG_SIGMOID -> 3.1;
      case TANHSHRINK -> 3.4;
      case HARDSIGMOID -> 1;
      case HARDSWISH -> 1.8;
      default -> 0.51;
    };
  }

  /** Sums whose terms have opposite signs: in ulp of the greater term. */
  private static double gradientBound(Activation f) {
    return f == Activation.TANHSHRINK ? 5.9 : NarrowActivations.has(f) ? 5.5 : 0.52;
  }

  private final ActivationKernels scalar = new ScalarActivationKernels();

  @ParameterizedTest
  @EnumSource(Activation.class)
  void forward_is_within_the_units_in_the_last_place_that_it_promises(Activation f) {
    DoubleUnaryOperator exact = function(f);
    double greatest = 0;
    float[] x = new float[1];
    float[] y = new float[1];
    for (long bits = 0; bits < 1L << Integer.SIZE; bits += STEP) {
      x[0] = Float.intBitsToFloat((int) bits);
      scalar.forward(f, x, y, 0, 1);
      greatest = Math.max(greatest, ulps(y[0], exact.applyAsDouble(x[0]), unit(f, x[0]), x[0]));
    }
    assertThat(greatest).isLessThanOrEqualTo(bound(f));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void backward_is_within_the_units_in_the_last_place_that_it_promises(Activation f) {
    DoubleBinaryOperator exact = derivative(f);
    double greatest = 0;
    float[] g = {G};
    float[] x = new float[1];
    float[] y = new float[1];
    for (long bits = 0; bits < 1L << Integer.SIZE; bits += STEP) {
      x[0] = Float.intBitsToFloat((int) bits);
      scalar.backward(f, g, x, y, 0, 1);
      double error = ulps(y[0], exact.applyAsDouble(g[0], x[0]), cancelled(f, x[0]), x[0]);
      greatest = Math.max(greatest, error);
    }
    assertThat(greatest).isLessThanOrEqualTo(gradientBound(f));
  }

  /** An error of 2⁻²⁴ in Φ(x), of which libtorch makes 5.5 in x·Φ(x). */
  private static double unit(Activation f, double x) {
    return f == Activation.GELU ? Math.abs(x) * 0x1p-24 : 0;
  }

  /** The derivative of x·Φ(x) and its like is a sum, 0 at one place: an ulp of its terms there. */
  private static double cancelled(Activation f, double x) {
    return switch (f) {
      case GELU -> Math.ulp((float) (G * Math.max(distribution(x), Math.abs(x) * density(x))));
      case HARDSWISH -> Math.abs(x) < 3 ? Math.ulp((float) (G * x / 3)) : 0;
      case GELU_TANH, SILU, MISH -> x < -0.5 && x > -2 ? Math.ulp(0.1f) : 0;
      default -> 0;
    };
  }

  private static double ulps(float actual, double exact, double leastUnit, float x) {
    float rounded = (float) exact;
    if (Float.isNaN(rounded) || Float.isInfinite(rounded) || Float.isInfinite(actual)) {
      assertThat(Float.valueOf(actual)).as("at %s", x).isEqualTo(Float.valueOf(rounded));
      return 0;
    }
    double unit = Math.max(Math.ulp(rounded), leastUnit);
    double error = Math.abs(actual - exact) / unit;
    assertThat(error).as("at %s: %s instead of %s", x, actual, exact).isLessThan(6);
    return error;
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double distribution(double x) {
    return ErrorFunction.erfc(-x * Math.sqrt(0.5)) / 2;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double twiceInner(double x) {
    return 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
  }

  private static double gate(double x) {
    return Math.tanh(Math.log1p(Math.exp(x)));
  }

  /** x − tanh x, near zero x·t/(1 + t) with t = x²/(3 + x²/(5 + x²/(7 + …))). */
  private static double shrink(double x) {
    if (!(Math.abs(x) < 2)) {
      return x - Math.tanh(x);
    }
    double square = x * x;
    double denominator = 41;
    for (int level = 39; level >= 3; level -= 2) {
      denominator = level + square / denominator;
    }
    double t = square / denominator;
    return x * t / (1 + t);
  }

  private static DoubleUnaryOperator function(Activation f) {
    return switch (f) {
      case RELU -> x -> x <= 0 ? 0 : x;
      case GELU -> x -> x * distribution(x);
      case GELU_TANH -> x -> x * logistic(twiceInner(x));
      case SIGMOID -> x -> logistic(x);
      case TANH -> Math::tanh;
      case SILU -> x -> x / (1 + Math.exp(-x));
      case SOFTPLUS -> x -> x > 20 ? x : Math.log1p(Math.exp(x));
      case LOG_SIGMOID -> x -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
      case MISH -> x -> x * gate(x);
      case SOFTSIGN -> x -> x / (1 + Math.abs(x));
      case TANHSHRINK -> x -> shrink(x);
      case HARDSIGMOID -> x -> x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6;
      case HARDSWISH ->
          // As in ATen, x·6 overflows.
          x ->
              x <= -3
                  ? 0
                  : x >= 3
                      ? (6 * x > Float.MAX_VALUE ? Double.POSITIVE_INFINITY : x)
                      : x * (x + 3) / 6;
    };
  }

  private static DoubleBinaryOperator derivative(Activation f) {
    return switch (f) {
      case RELU -> (g, x) -> x <= 0 ? 0 : g;
      case GELU -> (g, x) -> g * (distribution(x) + x * density(x));
      case GELU_TANH ->
          (g, x) -> {
            double s = logistic(twiceInner(x));
            double square = x * x > Float.MAX_VALUE ? Double.POSITIVE_INFINITY : x * x;
            double slope = 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * square);
            return g * (s + x * s * logistic(-twiceInner(x)) * slope);
          };
      case SIGMOID -> (g, x) -> g * logistic(x) * logistic(-x);
      case TANH -> (g, x) -> g * 4 * logistic(2 * x) * logistic(-2 * x);
      case SILU -> (g, x) -> g * logistic(x) * (1 + x * logistic(-x));
      case SOFTPLUS -> (g, x) -> x > 20 ? g : g * logistic(x);
      case LOG_SIGMOID -> (g, x) -> g * logistic(-x);
      case MISH ->
          (g, x) -> {
            double e = Math.exp(-Math.abs(x));
            double n = x < 0 ? e * e + 2 * e : 1 + 2 * e;
            double d = x < 0 ? n + 2 : n + 2 * e * e;
            return g * (n / d + x * logistic(x) * (d - n) / d * (1 + n / d));
          };
      case SOFTSIGN -> (g, x) -> g * (1 - Math.abs(x) / (1 + Math.abs(x))) / (1 + Math.abs(x));
      case TANHSHRINK -> (g, x) -> g * Math.tanh(x) * Math.tanh(x);
      case HARDSIGMOID -> (g, x) -> Math.abs(x) < 3 ? g * (1f / 6) : 0;
      case HARDSWISH -> (g, x) -> x <= -3 ? 0 : x < 3 ? g * (x / 3 + 0.5) : g;
    };
  }
}
