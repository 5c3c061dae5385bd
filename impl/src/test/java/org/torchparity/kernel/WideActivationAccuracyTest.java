package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The activations of float64 against values of 60 digits, in units in the last place; each bound is
 * the greatest error measured, rounded up. A gradient that is a sum of terms of opposite signs is
 * measured in units of the terms.
 *
 * <p>The errors of libtorch at the same places, of the value and the slope where |x| ≤ 2: GELU 5
 * and 5, its tanh form 2 and 2, Sigmoid 2 and 6, Tanh 1 and 6, SiLU 2 and 3, Softplus and
 * LogSigmoid 1 and 1, Mish 2 and 6, Softsign 1 and 2, ELU 1 and 1. Farther out the slopes of
 * Sigmoid and Tanh, and both forms of GELU below 0, lose all digits there, the slopes of SiLU and
 * Mish four bits.
 */
class WideActivationAccuracyTest {
  /** What is smaller is a product with a denormal number. */
  private static final double LEAST = 0x1p-1010;

  private record Golden(double x, double value, double slope) {}

  private static List<Golden> golden(String function) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    WideActivationAccuracyTest.class.getResourceAsStream("activations.csv")),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.split(",", -1))
          .filter(cells -> cells[0].equals(function))
          .map(
              cells ->
                  new Golden(
                      Double.parseDouble(cells[1]),
                      Double.parseDouble(cells[2]),
                      Double.parseDouble(cells[3])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final ActivationKernels kernels = new ScalarActivationKernels();

  @ParameterizedTest
  @CsvSource({
    "GELU, 3, 8",
    "SIGMOID, 2, 3",
    "TANH, 2, 3",
    "SILU, 2, 3",
    "SOFTPLUS, 1, 2",
    "LOG_SIGMOID, 1, 2",
    "MISH, 2, 6",
    "SOFTSIGN, 1, 2",
    "GELU_TANH, 3, 3",
    "TANHSHRINK, 2, 4"
  })
  void value_and_slope_are_within_the_units_in_the_last_place_that_are_promised(
      Activation f, double bound, double slopeBound) {
    double[] y = new double[1];
    double[] slope = new double[1];
    double greatest = 0;
    double greatestSlope = 0;
    for (Golden each : golden(f.name())) {
      double[] x = {each.x()};
      kernels.forward(f, x, y, 0, 1);
      kernels.backward(f, new double[] {1}, x, slope, 0, 1);
      double condition = condition(f, each.x());
      double error = ulps(y[0], each.value(), 0);
      double slopeError = ulps(slope[0], each.slope(), terms(f, each.x()));
      greatest = Math.max(greatest, error / condition);
      greatestSlope = Math.max(greatestSlope, slopeError / condition);
    }
    assertThat(greatest).isPositive().isLessThanOrEqualTo(bound);
    assertThat(greatestSlope).isPositive().isLessThanOrEqualTo(slopeBound);
  }

  @Test
  void exponential_linear_unit_is_within_one_ulp() {
    Exponential f = new Exponential(1, 1, 1);
    double[] y = new double[1];
    double[] slope = new double[1];
    double greatest = 0;
    double greatestSlope = 0;
    for (Golden each : golden("EXPONENTIAL")) {
      double[] x = {each.x()};
      kernels.forward(f, x, y, 0, 1);
      kernels.backward(f, new double[] {1}, x, slope, 0, 1);
      greatest = Math.max(greatest, ulps(y[0], each.value(), 0));
      greatestSlope = Math.max(greatestSlope, ulps(slope[0], each.slope(), 0));
    }
    assertThat(greatest).isPositive().isLessThanOrEqualTo(1);
    assertThat(greatestSlope).isPositive().isLessThanOrEqualTo(1);
  }

  /** The argument of an exponential is rounded, which its result multiplies by the argument. */
  private static double condition(Activation f, double x) {
    return f == Activation.GELU_TANH ? 1 + Math.abs(1.6 * (x + 0.044715 * x * x * x)) : 1;
  }

  /** What the terms of a gradient that cancel are about. */
  private static double terms(Activation f, double x) {
    return switch (f) {
      case GELU, GELU_TANH, SILU, MISH -> x < -0.3 && x > -2 ? 0.1 : 0;
      case SOFTSIGN -> 1 / (1 + Math.abs(x));
      default -> 0;
    };
  }

  private static double ulps(double actual, double exact, double terms) {
    double unit = Math.ulp(Math.max(Math.abs(exact), Math.max(terms, LEAST)));
    return Math.abs(actual - exact) / unit;
  }
}
