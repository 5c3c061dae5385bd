package org.torchparity.assertj;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torchparity.assertj.ParityAssertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

class ParityAssertionsTest {
  private static final Tensor TENSOR = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);

  private static void assertFails(ThrowingCallable assertion, String message) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
  }

  @Test
  void a_tensor_is_close_to_what_rounds_to_it() {
    assertThat(TENSOR)
        .isCloseTo(Tensor.of(new float[] {1, 2, 3, 4.00001f}, 2, 2))
        .isCloseTo(Tensor.of(new float[] {1, 2, 3, 5}, 2, 2), Tolerance.of(1, 0))
        .isCloseTo(new float[][] {{1, 2}, {3, 4}})
        .isCloseTo(new float[][] {{1, 2}, {3, 5}}, Tolerance.of(1, 0))
        .hasValuesCloseTo(Tensor.of(new double[] {1, 2, 3, 4}, 2, 2), Tolerance.NOTEBOOK)
        .isBitwiseEqualTo(TENSOR.copy())
        .hasShape(2, 2)
        .hasDType(DType.FLOAT32)
        .hasNoNaN();
  }

  @Test
  void arrays_are_tensors_of_rank_one_and_two() {
    assertThat(new float[] {1, 2}).isCloseTo(new float[] {1, 2}).hasShape(2);
    assertThat(new float[] {1, 2}).isCloseTo(new float[] {1, 3}, Tolerance.of(1, 0));
    assertThat(new double[] {1, 2}).isCloseTo(new double[] {1, 2}).hasDType(DType.FLOAT64);
    assertThat(new double[] {1, 2}).isCloseTo(new double[] {1, 3}, Tolerance.of(1, 0));
    assertThat(new float[][] {{1, 2}, {3, 4}}).isCloseTo(TENSOR).hasShape(2, 2);
    assertThat(new double[][] {{1, 2}}).isCloseTo(new double[][] {{1, 2}}).hasShape(1, 2);
    assertThat(new double[][] {{1, 2}}).isCloseTo(new double[][] {{1, 3}}, Tolerance.of(1, 0));
    assertThat(new float[0][]).hasShape(0, 0);
  }

  @Test
  void a_flat_array_may_be_told_its_shape() {
    assertThat(new float[] {1, 2, 3, 4}, 2, 2).isCloseTo(TENSOR);
    assertThat(new double[] {1, 2}, 1, 2).isCloseTo(new double[][] {{1, 2}});
    assertThatThrownBy(() -> assertThat(new float[] {1, 2}, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shape '[2, 2]' is invalid for input of size 2");
  }

  @Test
  void values_of_another_dtype_that_are_not_close_say_so() {
    assertFails(
        () ->
            assertThat(new double[] {1, 2})
                .hasValuesCloseTo(Tensor.of(new float[] {1, 3}, 2), Tolerance.NOTEBOOK),
        """
        Expected close tensors
        Mismatched elements: 1 / 2 (50.0%)
        Greatest absolute difference: 1.0e+00 at index (1,): actual = 2.0, expected = 3.0 (up to 1.0e-05 allowed)
        Greatest relative difference: 3.3e-01 at index (1,): actual = 2.0, expected = 3.0
        Greatest distance: 4194304 ULP at index (1,): actual = 2.0, expected = 3.0
        Allowed: |actual - expected| < 1.0e-05
        Smallest tolerance that passes: atol = rtol = 2.5e-01""");
  }

  @Test
  void nan_where_a_number_is_expected_is_told_as_nan_and_not_as_a_difference() {
    assertFails(
        () -> assertThat(new float[] {Float.NaN, 2}).isCloseTo(new float[] {1, 2}),
        """
        Expected close tensors
        Mismatched elements: 1 / 2 (50.0%)
        Not finite on both sides alike: 1, the first at index (0,): actual = nan, expected = 1.0
        Allowed: |actual - expected| <= 1.0e-05 + 1.0e-05 * |expected|
        No tolerance passes""");
  }

  @Test
  void rows_of_different_lengths_are_no_tensor() {
    String message =
        "the rows of a tensor have one length, but the first has 2 elements and another 1";
    assertThatThrownBy(() -> assertThat(new float[][] {{1, 2}, {3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> assertThat(new double[][] {{1, 2}, {3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void a_tensor_that_is_not_close_says_where_and_by_how_much() {
    assertFails(
        () -> assertThat(TENSOR).as("output").isCloseTo(new float[][] {{1, 2}, {3, 2}}),
        """
        [output] Expected close tensors
        Mismatched elements: 1 / 4 (25.0%)
        Greatest absolute difference: 2.0e+00 at index (1, 1): actual = 4.0, expected = 2.0 (up to 3.0e-05 allowed)
        Greatest relative difference: 1.0e+00 at index (1, 1): actual = 4.0, expected = 2.0
        Greatest distance: 8388608 ULP at index (1, 1): actual = 4.0, expected = 2.0
        Allowed: |actual - expected| <= 1.0e-05 + 1.0e-05 * |expected|
        Smallest tolerance that passes: atol = rtol = 6.7e-01""");
  }

  @Test
  void a_flat_array_is_no_matrix_and_a_double_no_float() {
    assertFails(
        () -> assertThat(new float[] {1, 2, 3, 4}).isCloseTo(TENSOR),
        "Expected close tensors\nThe shapes differ: actual has [4], expected [2, 2]");
    assertFails(
        () -> assertThat(new double[][] {{1, 2}, {3, 4}}).isCloseTo(TENSOR),
        "Expected close tensors\nThe dtypes differ: actual has float64, expected float32");
  }

  @Test
  void shape_dtype_and_nan_have_their_own_messages() {
    assertFails(() -> assertThat(TENSOR).hasShape(4), "Expected shape [4], but got [2, 2]");
    assertFails(() -> assertThat(TENSOR).hasShape(), "Expected shape [], but got [2, 2]");
    assertFails(
        () -> assertThat(TENSOR).hasDType(DType.INT64), "Expected dtype int64, but got float32");
    assertFails(
        () -> assertThat(new double[] {0, Double.NaN, 1, Double.NaN}).hasNoNaN(),
        "Expected no NaN, but got 2 / 4, the first at index (1,)");
  }

  @Test
  void other_bits_of_equal_values_are_found() {
    assertFails(
        () -> assertThat(new float[] {0, -0f}).isBitwiseEqualTo(Tensor.of(new float[] {0, 0}, 2)),
        "Expected the same bits\n"
            + "The values are equal, but a sign of zero or the bits of a NaN differ at index (1,)");
    assertFails(
        () -> assertThat(new double[] {1}).isBitwiseEqualTo(Tensor.of(new double[] {2}, 1)),
        """
        Expected the same bits
        Mismatched elements: 1 / 1 (100.0%)
        Greatest absolute difference: 1.0e+00 at index (0,): actual = 1.0, expected = 2.0 (up to 0 allowed)
        Greatest relative difference: 5.0e-01 at index (0,): actual = 1.0, expected = 2.0
        Greatest distance: 4503599627370496 ULP at index (0,): actual = 1.0, expected = 2.0
        Allowed: |actual - expected| <= 0
        Smallest tolerance that passes: atol = rtol = 3.4e-01""");
  }

  @Test
  void null_is_refused_as_assertj_does() {
    assertThatThrownBy(() -> assertThat((Tensor) null).isCloseTo(TENSOR))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(() -> assertThat((float[]) null).hasNoNaN())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }

  private static Observation seen(float output, long count) {
    Map<String, Tensor> quantities = new LinkedHashMap<>();
    quantities.put("output.0", Tensor.of(new float[] {output}, 1));
    quantities.put("state_after.num_batches_tracked", Tensor.of(new long[] {count}));
    return new Observation(quantities);
  }

  @Test
  void observations_agree_in_every_expected_quantity() {
    assertThat(seen(1, 3)).agreesWith(seen(1, 3)).agreesWith(seen(1.5f, 3), Tolerance.of(1, 0));
    assertThatCode(
            () ->
                assertThat(seen(1, 3))
                    .agreesWith(new Observation(Map.of("output.0", Tensor.of(new float[] {1}, 1)))))
        .doesNotThrowAnyException();
  }

  @Test
  void observations_that_differ_list_every_quantity() {
    assertFails(
        () ->
            assertThat(new Observation(Map.of("output.0", Tensor.of(new float[] {1, 2}, 2))))
                .agreesWith(seen(1, 3)),
        """
        Expected agreement, but 2 of 2 quantities differ

        output.0
          The shapes differ: actual has [2], expected [1]

        state_after.num_batches_tracked
          actual has no such quantity; expected has one of shape [] and dtype int64""");
  }

  @Test
  void integers_must_be_equal_within_any_tolerance() {
    assertFails(
        () -> assertThat(seen(1, 3)).agreesWith(seen(1, 4), Tolerance.of(9, 9)),
        """
        Expected agreement, but 1 of 2 quantities differs

        state_after.num_batches_tracked
          Mismatched elements: 1 / 1 (100.0%)
          Greatest absolute difference: 1.0e+00 at index (): actual = 3, expected = 4 (up to 0 allowed)
          Greatest relative difference: 2.5e-01 at index (): actual = 3, expected = 4
          Allowed: |actual - expected| <= 0
          Smallest tolerance that passes: atol = rtol = 2.0e-01""");
  }

  @Test
  void agreement_with_nothing_proves_nothing() {
    assertFails(
        () -> assertThat(seen(1, 3)).agreesWith(new Observation(Map.of())),
        "Expected agreement, but there is nothing to compare with");
  }
}
