package org.torchparity.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivativeTest {
  @ParameterizedTest
  @ValueSource(doubles = {-30, -1, -1e-9, 0, 1e-3, 0.5, 2, 5})
  void agrees_with_the_derivative_of_a_smooth_function(double x) {
    assertThat(new FunctionBackend(Math::exp, Math::exp).at(x).verdict())
        .isEqualTo(GradientVerdict.AGREES);
    assertThat(new FunctionBackend(v -> Math.sin(100 * v), v -> 100 * Math.cos(100 * v)).at(x))
        .extracting(EntryCheck::verdict)
        .isEqualTo(GradientVerdict.AGREES);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-4, 0.3, 1e3, 1e6})
  void steps_that_leave_the_domain_do_not_count(double x) {
    assertThat(new FunctionBackend(Math::log, v -> 1 / v).at(x).verdict())
        .isEqualTo(GradientVerdict.AGREES);
    assertThat(new FunctionBackend(Math::log, v -> 1.0001 / v).at(x).verdict())
        .isEqualTo(GradientVerdict.DISAGREES);
  }

  @Test
  void the_error_bounds_the_true_error_over_a_thousand_points() {
    FunctionBackend tanh = new FunctionBackend(Math::tanh, v -> 1 - Math.tanh(v) * Math.tanh(v));
    for (int i = 0; i < 1000; i++) {
      double x = -3 + 0.006 * i;
      EntryCheck entry = tanh.at(x);
      double truth = 0.7 / Math.pow(Math.cosh(x), 2);
      assertThat(Math.abs(entry.numerical() - truth)).as("at %s", x).isLessThan(entry.error());
    }
  }

  @Test
  void a_kink_cannot_be_told_whatever_the_gradient_says() {
    for (double claimed : new double[] {-1, 0, 1}) {
      EntryCheck entry = new FunctionBackend(Math::abs, v -> claimed).at(0);
      assertThat(entry.smooth()).isFalse();
      assertThat(entry.verdict()).isEqualTo(GradientVerdict.CANNOT_TELL);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, -1e-5, -1e-8, -1e-12, 0, 1e-12, 1e-10, 1e-8, 1e-7, 1e-6, 0.01})
  void a_relu_close_to_its_kink_is_never_a_false_alarm(double x) {
    EntryCheck entry = new FunctionBackend(v -> Math.max(0, v), v -> v > 0 ? 1 : 0).at(x);
    assertThat(entry.verdict()).isNotEqualTo(GradientVerdict.DISAGREES);
    if (Math.abs(x) >= 1e-5) {
      assertThat(entry.verdict()).isEqualTo(GradientVerdict.AGREES);
    }
  }

  @Test
  void a_gradient_of_zero_agrees_where_nothing_moves_and_a_gradient_that_is_not_disagrees() {
    assertThat(new FunctionBackend(v -> Math.max(0, v), v -> 0).at(-0.5).verdict())
        .isEqualTo(GradientVerdict.AGREES);
    assertThat(new FunctionBackend(v -> Math.max(0, v), v -> 1e-3).at(-0.5).verdict())
        .isEqualTo(GradientVerdict.DISAGREES);
  }

  @Test
  void a_gradient_below_the_rounding_of_the_output_cannot_be_told() {
    // The sigmoid of 40 is 1 to the last bit, as it is all around.
    DoubleUnaryOperator sigmoid = v -> 1 / (1 + Math.exp(-v));
    EntryCheck entry = new FunctionBackend(sigmoid, v -> Math.exp(-v)).at(40);
    assertThat(entry.numerical()).isZero();
    assertThat(entry.analytic()).isNotZero();
    assertThat(entry.verdict()).isEqualTo(GradientVerdict.CANNOT_TELL);
  }

  @Test
  void noise_above_the_tolerance_cannot_be_told() {
    DoubleUnaryOperator noisy = v -> Math.sin(v) + 1e-2 * pseudoRandom(v);
    for (int i = 0; i < 200; i++) {
      EntryCheck entry = new FunctionBackend(noisy, Math::cos).at(0.005 * i);
      assertThat(entry.verdict()).isEqualTo(GradientVerdict.CANNOT_TELL);
    }
  }

  @Test
  void noise_that_averages_away_is_averaged_away() {
    DoubleUnaryOperator noisy = v -> Math.sin(v) + 1e-7 * pseudoRandom(v);
    int told = 0;
    for (int i = 0; i < 20; i++) {
      GradientVerdict right = new FunctionBackend(noisy, Math::cos).at(0.05 * i).verdict();
      GradientVerdict wrong =
          new FunctionBackend(noisy, v -> 1.0001 * Math.cos(v)).at(0.05 * i).verdict();
      assertThat(right).isNotEqualTo(GradientVerdict.DISAGREES);
      assertThat(wrong).isNotEqualTo(GradientVerdict.AGREES);
      told += right == GradientVerdict.AGREES ? 1 : 0;
    }
    assertThat(told).isEqualTo(20);
  }

  /** A number in (−1, 1) that any other bit of v makes another. */
  private static double pseudoRandom(double v) {
    long mixed = Double.doubleToLongBits(v) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return (mixed ^ (mixed >>> 29)) / 0x1p63;
  }

  @Test
  void what_is_not_finite_never_agrees() {
    assertThat(new FunctionBackend(Math::exp, v -> Double.NaN).at(0).verdict())
        .isEqualTo(GradientVerdict.DISAGREES);
    assertThat(new FunctionBackend(Math::exp, v -> Double.POSITIVE_INFINITY).at(0).verdict())
        .isEqualTo(GradientVerdict.DISAGREES);
    assertThat(new FunctionBackend(v -> Double.NaN, v -> 0).at(0).verdict())
        .isEqualTo(GradientVerdict.CANNOT_TELL);
    assertThat(new FunctionBackend(v -> Double.NaN, v -> Double.NaN).at(0).verdict())
        .isEqualTo(GradientVerdict.CANNOT_TELL);
  }
}
