package org.torchparity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.tensor.DType;

class ToleranceTest {

  @ParameterizedTest
  @CsvSource({
    "NaN, NaN, true",
    "NaN, 0, false",
    "0, NaN, false",
    "NaN, Infinity, false",
    "Infinity, NaN, false",
    "Infinity, Infinity, true",
    "-Infinity, -Infinity, true",
    "Infinity, -Infinity, false",
    "-Infinity, Infinity, false",
    "Infinity, 1.7976931348623157e308, false",
    "1.7976931348623157e308, Infinity, false",
    "-Infinity, 1, false",
    "0, Infinity, false",
    "-0.0, 0.0, true",
    "0.0, -0.0, true",
    "4.9e-324, 0, true",
    "2, 1, true"
  })
  void what_is_not_finite_agrees_with_its_like_only_however_wide_the_tolerance(
      double actual, double expected, boolean agrees) {
    // atol + rtol * 1.8e308 overflows: an infinite allowance must not let an infinity pass.
    assertThat(Tolerance.of(10, 10).accepts(actual, expected)).isEqualTo(agrees);
  }

  @Test
  void the_bound_itself_is_allowed() {
    Tolerance tolerance = Tolerance.of(0.5, 0.25);
    assertThat(tolerance.accepts(5.5, 4)).isTrue();
    assertThat(tolerance.accepts(Math.nextUp(5.5), 4)).isFalse();
    assertThat(tolerance.accepts(-5.5, -4)).isTrue();
    assertThat(tolerance.accepts(2.5, 4)).isTrue();
    assertThat(tolerance.accepts(Math.nextDown(2.5), 4)).isFalse();
  }

  @Test
  void the_relative_part_is_of_the_expected_value() {
    assertThat(Tolerance.of(0, 0.5).accepts(1, 2)).isTrue();
    assertThat(Tolerance.of(0, 0.5).accepts(2, 1)).isFalse();
  }

  @Test
  void the_notebook_rejects_its_bound_and_has_no_relative_part() {
    assertThat(Tolerance.NOTEBOOK.accepts(1e-5, 0)).isFalse();
    assertThat(Tolerance.NOTEBOOK.accepts(Math.nextDown(1e-5), 0)).isTrue();
    assertThat(Tolerance.NOTEBOOK.accepts(1e9 + 1, 1e9)).isFalse();
    assertThat(Tolerance.NOTEBOOK.accepts(0, 0)).isTrue();
  }

  @Test
  void equality_allows_no_step() {
    assertThat(Tolerance.EXACT.accepts(1, Math.nextUp(1.0))).isFalse();
    assertThat(Tolerance.EXACT.accepts(Double.MIN_VALUE, 0)).isFalse();
    assertThat(Tolerance.EXACT.accepts(1, 1)).isTrue();
  }

  @Test
  void defaults_go_by_dtype() {
    assertThat(Tolerance.standard(DType.FLOAT32)).isEqualTo(Tolerance.of(1e-5, 1e-5));
    assertThat(Tolerance.standard(DType.FLOAT64)).isEqualTo(Tolerance.of(1e-10, 1e-10));
    assertThat(Tolerance.standard(DType.INT64)).isEqualTo(Tolerance.of(0, 0));
    assertThat(Tolerance.torchDefault(DType.FLOAT32)).isEqualTo(Tolerance.of(1e-5, 1.3e-6));
    assertThat(Tolerance.torchDefault(DType.FLOAT64)).isEqualTo(Tolerance.of(1e-7, 1e-7));
    assertThat(Tolerance.torchDefault(DType.INT64)).isEqualTo(Tolerance.of(0, 0));
  }

  @Test
  void copies_change_one_part() {
    assertThat(Tolerance.of(1, 2).withAtol(3)).isEqualTo(Tolerance.of(3, 2));
    assertThat(Tolerance.of(1, 2).withRtol(3)).isEqualTo(Tolerance.of(1, 3));
    assertThat(Tolerance.NOTEBOOK.withRtol(3)).isEqualTo(new Tolerance(1e-5, 3, true));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void a_part_that_is_no_size_is_refused(double part) {
    String text = "a tolerance is finite and not negative, but got atol = ";
    assertThatThrownBy(() -> Tolerance.of(part, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text + part + ", rtol = 0.0");
    assertThatThrownBy(() -> Tolerance.of(0, part))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text + "0.0, rtol = " + part);
  }

  @Test
  void a_strict_tolerance_that_nothing_passes_is_refused() {
    assertThatThrownBy(() -> Tolerance.NOTEBOOK.withAtol(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a strict tolerance has an atol above 0, but got 0");
  }

  @Test
  void the_rule_is_written_with_its_numbers() {
    assertThat(Tolerance.of(1e-5, 1.3e-6))
        .hasToString("|actual - expected| <= 1.0e-05 + 1.3e-06 * |expected|");
    assertThat(Tolerance.NOTEBOOK).hasToString("|actual - expected| < 1.0e-05");
    assertThat(Tolerance.EXACT).hasToString("|actual - expected| <= 0");
  }
}
