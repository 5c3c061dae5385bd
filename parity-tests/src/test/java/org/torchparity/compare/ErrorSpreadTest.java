package org.torchparity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.torchparity.compare.ErrorSpread.Element;
import org.torchparity.tensor.Tensor;

class ErrorSpreadTest {
  private static ErrorSpread spread(double[] actual, double[] expected, int most) {
    Tolerance tolerance = Tolerance.of(1e-3, 0);
    return ErrorSpread.of(
        Comparison.of(
            "output.0",
            Tensor.of(actual, actual.length),
            Tensor.of(expected, expected.length),
            tolerance),
        most);
  }

  private static int bin(double logarithm) {
    return (int) ((logarithm - ErrorSpread.FIRST_DECADE) * 2);
  }

  @Test
  void elements_are_counted_by_half_decades_of_what_is_allowed() {
    double[] errors = {0, 2e-6, 5e-6, 0.5e-3, 2e-3, 1e3, 1e-30};
    int[] counts = spread(errors, new double[7], 3).counts();
    assertThat(counts[bin(-3)]).isOne();
    assertThat(counts[bin(-2.5)]).isOne();
    assertThat(counts[bin(-0.5)]).isOne();
    assertThat(counts[bin(0)]).isOne();
    assertThat(counts[ErrorSpread.BINS - 1]).as("whatever is more").isOne();
    assertThat(counts[0]).as("whatever is less").isOne();
    assertThat(Arrays.stream(counts).sum()).as("all but the equal one").isEqualTo(6);
  }

  @Test
  void the_worst_elements_come_first_and_earlier_ones_before_later_ones() {
    double[] errors = {1e-3, 3e-3, 0, 2e-3, 3e-3, 1e-4};
    ErrorSpread spread = spread(errors, new double[6], 3);
    assertThat(spread.worst()).extracting(Element::position).containsExactly(1, 4, 3);
    assertThat(spread.greatest()).isEqualTo(3e-3 / 1e-3);
  }

  @Test
  void what_is_not_finite_alike_is_infinitely_beyond_the_tolerance() {
    double[] actual = {Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, 1};
    double[] expected = {Double.NaN, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    assertThat(spread(actual, expected, 9).worst())
        .containsExactly(
            new Element(1, Double.POSITIVE_INFINITY), new Element(3, Double.POSITIVE_INFINITY));
  }

  @Test
  void where_nothing_is_allowed_any_difference_is_infinitely_beyond() {
    Comparison comparison =
        Comparison.of(
            "output.0",
            Tensor.of(new long[] {1, 7}, 2),
            Tensor.of(new long[] {1, 6}, 2),
            Tolerance.EXACT);
    ErrorSpread spread = ErrorSpread.of(comparison, 3);
    assertThat(spread.worst()).containsExactly(new Element(1, Double.POSITIVE_INFINITY));
  }

  @Test
  void equal_tensors_have_no_worst_element() {
    ErrorSpread spread = spread(new double[] {1, -0.0}, new double[] {1, 0.0}, 3);
    assertThat(spread.worst()).isEmpty();
    assertThat(spread.greatest()).isZero();
    assertThat(IntStream.of(spread.counts()).sum()).isZero();
  }

  @Test
  void shapes_that_differ_have_no_spread() {
    Comparison comparison =
        Comparison.of(
            "output.0",
            Tensor.of(new double[] {1}, 1),
            Tensor.of(new double[] {1, 2}, 2),
            Tolerance.EXACT);
    assertThatThrownBy(() -> ErrorSpread.of(comparison, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("output.0 has no values");
  }
}
