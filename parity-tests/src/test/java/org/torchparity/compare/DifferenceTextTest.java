package org.torchparity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torchparity.tensor.Tensor;

/** The whole text of every kind of difference, under a locale that writes 1,5 and other digits. */
class DifferenceTextTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void use_another_locale() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
  }

  @AfterEach
  void restore_the_locale() {
    Locale.setDefault(before);
  }

  private static String text(Tensor actual, Tensor expected, Tolerance tolerance) {
    return Comparison.of("output.0", actual, expected, tolerance).describe("Java", "torch");
  }

  @Test
  void values_that_differ() {
    assertThat(
            text(
                Tensor.of(new double[] {1, 2.5, 3, 0.25, 5, 6}, 2, 3),
                Tensor.of(new double[] {1, 2, 3, 0.125, 5, 6}, 2, 3),
                Tolerance.of(1e-5, 1e-5)))
        .isEqualTo(
            """
            Mismatched elements: 2 / 6 (33.3%)
            Greatest absolute difference: 5.0e-01 at index (0, 1): Java = 2.5, torch = 2.0 (up to 3.0e-05 allowed)
            Greatest relative difference: 1.0e+00 at index (1, 0): Java = 0.25, torch = 0.125
            Greatest distance: 4503599627370496 ULP at index (1, 0): Java = 0.25, torch = 0.125
            Allowed: |actual - expected| <= 1.0e-05 + 1.0e-05 * |expected|
            Smallest tolerance that passes: atol = rtol = 1.7e-01""");
  }

  @Test
  void values_that_are_not_finite_on_one_side() {
    double inf = Double.POSITIVE_INFINITY;
    assertThat(
            text(
                Tensor.of(new double[] {1, Double.NaN, inf, inf, 3}, 5),
                Tensor.of(new double[] {1, 2, -inf, inf, 2}, 5),
                Tolerance.of(1, 0)))
        .isEqualTo(
            """
            Mismatched elements: 2 / 5 (40.0%)
            Not finite on both sides alike: 2, the first at index (1,): Java = nan, torch = 2.0
            Greatest absolute difference: 1.0e+00 at index (4,): Java = 3.0, torch = 2.0 (up to 1.0e+00 allowed)
            Greatest relative difference: 5.0e-01 at index (4,): Java = 3.0, torch = 2.0
            Greatest distance: 2251799813685248 ULP at index (4,): Java = 3.0, torch = 2.0
            Allowed: |actual - expected| <= 1.0e+00
            No tolerance passes""");
  }

  @Test
  void only_values_that_are_not_finite() {
    assertThat(
            text(
                Tensor.of(new float[] {1}),
                Tensor.of(new float[] {Float.NEGATIVE_INFINITY}),
                Tolerance.EXACT))
        .isEqualTo(
            """
            Mismatched elements: 1 / 1 (100.0%)
            Not finite on both sides alike: 1, the first at index (): Java = 1.0, torch = -inf
            Allowed: |actual - expected| <= 0
            No tolerance passes""");
  }

  @Test
  void integers_that_differ_have_all_their_digits_and_no_ulp() {
    assertThat(
            text(
                Tensor.of(new long[] {(1L << 60) + 1, 4}, 2),
                Tensor.of(new long[] {1L << 60, 4}, 2),
                Tolerance.EXACT))
        .isEqualTo(
            """
            Mismatched elements: 1 / 2 (50.0%)
            Greatest absolute difference: 1.0e+00 at index (0,): Java = 1152921504606846977, torch = 1152921504606846976 (up to 0 allowed)
            Greatest relative difference: 8.7e-19 at index (0,): Java = 1152921504606846977, torch = 1152921504606846976
            Allowed: |actual - expected| <= 0
            Smallest tolerance that passes: atol = rtol = 8.7e-19""");
  }

  @Test
  void a_difference_just_beyond_the_bound_does_not_read_like_the_bound() {
    String text =
        text(
            Tensor.of(new double[] {1.00390625}, 1),
            Tensor.of(new double[] {0}, 1),
            Tolerance.of(1, 0));
    assertThat(text).contains("difference: 1.00390625 at index", "(up to 1.0e+00 allowed)");
    // Rounded up: 1.0e+00 would not pass.
    assertThat(text).endsWith("Smallest tolerance that passes: atol = rtol = 1.1e+00");
  }

  @Test
  void values_that_agree() {
    Tensor one = Tensor.of(new double[] {1}, 1);
    assertThat(text(one, one, Tolerance.EXACT))
        .isEqualTo(
            """
            Mismatched elements: 0 / 1 (0.0%)
            Allowed: |actual - expected| <= 0
            Smallest tolerance that passes: atol = rtol = 0""");
  }

  @Test
  void another_shape() {
    assertThat(
            text(
                Tensor.of(new float[] {1, 2}, 2),
                Tensor.of(new double[] {1, 2}, 1, 2),
                Tolerance.EXACT))
        .isEqualTo("The shapes differ: Java has [2], torch [1, 2]");
  }

  @Test
  void another_dtype() {
    assertThat(
            text(
                Tensor.of(new float[] {1, 2}, 2),
                Tensor.of(new double[] {1, 2}, 2),
                Tolerance.EXACT))
        .isEqualTo("The dtypes differ: Java has float32, torch float64");
  }

  @Test
  void a_quantity_that_was_not_observed() {
    assertThat(
            Comparison.of("x", null, Tensor.of(new float[6], 2, 3), Tolerance.EXACT)
                .describe("Java", "torch"))
        .isEqualTo("Java has no such quantity; torch has one of shape [2, 3] and dtype float32");
  }

  @Test
  void numbers_have_one_form() {
    assertThat(Figures.number(0.000204)).isEqualTo("2.0e-04");
    assertThat(Figures.roundedUp(0.000204)).isEqualTo("2.1e-04");
    assertThat(Figures.roundedUp(1e-5)).isEqualTo("1.0e-05");
    assertThat(Figures.roundedUp(9.91e-5)).isEqualTo("1.0e-04");
    assertThat(Figures.number(Double.NaN)).isEqualTo("nan");
    assertThat(Figures.number(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    assertThat(Figures.element(-0.0, true)).isEqualTo("-0.0");
    assertThat(Figures.element(1.5e-9, true)).isEqualTo("1.5e-9");
  }
}
