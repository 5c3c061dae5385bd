package org.torchparity.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

class VerdictTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double STEP = 0x1p-8;

  private static Observation seen(String name, DType dtype, double... values) {
    return new Observation(Map.of(name, Tensor.ofDoubles(dtype, Shape.of(values.length), values)));
  }

  /** Java, torch and the oracle in one float32 output. */
  private static QuantityVerdict float32(double[] java, double[] torch, double[] oracle) {
    return judge(DType.FLOAT32, java, torch, oracle);
  }

  private static QuantityVerdict judge(
      DType dtype, double[] java, double[] torch, double[] oracle) {
    Verdict verdict =
        Verdict.of(
            SampleCases.of(dtype),
            seen("output.0", dtype, java),
            seen("output.0", dtype, torch),
            "torch",
            seen("output.0", DType.FLOAT64, oracle),
            Tolerance::standard,
            Map.of());
    QuantityVerdict quantity = verdict.quantities().get(0);
    assertThat(verdict.outcome()).isEqualTo(quantity.outcome());
    assertThat(verdict.culprit()).isEqualTo(quantity.culprit());
    return quantity;
  }

  private static double[] values(double... values) {
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "1.99, AGREES_WITHIN_ROUNDING, NONE",
    "2.00, AGREES_WITHIN_ROUNDING, NONE",
    "2.01, DISAGREES, BOTH",
    "9.99, DISAGREES, BOTH",
    "10.1, DISAGREES, JAVA",
    "0.05, AGREES_WITHIN_ROUNDING, NONE"
  })
  void in_float32_java_may_be_twice_as_far_from_the_oracle_as_torch(
      double times, Outcome outcome, Culprit culprit) {
    // Against an oracle of zeros, torch's error is STEP in every element.
    QuantityVerdict verdict =
        float32(values(-times * STEP, times * STEP), values(STEP, STEP), values(0, 0));
    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(verdict.culprit()).isEqualTo(culprit);
    assertThat(verdict.referenceError().rootMeanSquare()).isEqualTo(STEP);
    assertThat(verdict.javaError().greatest()).isEqualTo((double) (float) (times * STEP));
  }

  @Test
  void the_error_is_a_root_mean_square_over_all_elements() {
    QuantityVerdict verdict =
        float32(values(2, 0, 0, 0), values(0.5, 0.5, 0.5, 0.5), new double[4]);
    assertThat(verdict.javaError()).isEqualTo(new OracleError(2, 1, 0));
    assertThat(verdict.referenceError()).isEqualTo(new OracleError(0.5, 0.5, 0));
    assertThat(verdict.outcome()).isEqualTo(Outcome.AGREES_WITHIN_ROUNDING);
  }

  @Test
  void a_fault_in_one_of_a_million_elements_does_not_hide_in_the_mean() {
    double[] torch = new double[1_000_000];
    Arrays.fill(torch, 6e-8);
    double[] java = torch.clone();
    java[123_456] = 2e-5;
    QuantityVerdict verdict = float32(java, torch, new double[torch.length]);
    assertThat(verdict.javaError().rootMeanSquare())
        .isLessThan(2 * verdict.referenceError().rootMeanSquare());
    assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(verdict.culprit()).isEqualTo(Culprit.JAVA);
  }

  @Test
  void float64_has_no_rounding_to_hide_behind() {
    QuantityVerdict verdict = judge(DType.FLOAT64, values(STEP), values(-STEP), values(0));
    assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(verdict.culprit()).isEqualTo(Culprit.BOTH);
  }

  @Test
  void the_side_that_misses_the_oracle_is_wrong() {
    assertThat(float32(values(2), values(1), values(1)).culprit()).isEqualTo(Culprit.JAVA);
    QuantityVerdict torch = judge(DType.FLOAT64, values(1), values(2), values(1));
    assertThat(torch.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(torch.culprit()).isEqualTo(Culprit.REFERENCE);
  }

  @Test
  void of_two_sides_within_the_tolerance_of_the_oracle_the_further_is_wrong() {
    assertThat(judge(DType.FLOAT64, values(0.9e-10), values(-0.8e-10), values(0)).culprit())
        .isEqualTo(Culprit.JAVA);
    assertThat(judge(DType.FLOAT64, values(0.8e-10), values(-0.9e-10), values(0)).culprit())
        .isEqualTo(Culprit.REFERENCE);
  }

  @Test
  void a_java_side_far_off_is_wrong_though_torch_misses_the_tolerance_too() {
    assertThat(float32(values(0.5), values(1.00003), values(1)).culprit()).isEqualTo(Culprit.JAVA);
  }

  @Test
  void a_nan_on_one_side_is_never_rounding() {
    // All other elements of Java are better than torch's.
    QuantityVerdict java = float32(values(NAN, 1, 1), values(1, 1.5, 1.5), values(1, 1, 1));
    assertThat(java.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(java.javaError().strays()).isEqualTo(1);
    assertThat(java.culprit()).isEqualTo(Culprit.JAVA);
    QuantityVerdict torch = float32(values(1, 1), values(INF, 1), values(1, 1));
    assertThat(torch.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(torch.culprit()).isEqualTo(Culprit.REFERENCE);
    assertThat(float32(values(INF, 1), values(-INF, 1), values(1, 1)).culprit())
        .isEqualTo(Culprit.BOTH);
  }

  @Test
  void elements_not_finite_alike_on_both_sides_are_left_out_of_the_errors() {
    QuantityVerdict verdict =
        float32(values(INF, NAN, 1.5), values(INF, NAN, 1.5), values(1e300, NAN, 1));
    assertThat(verdict.outcome()).isEqualTo(Outcome.AGREES);
    assertThat(verdict.javaError()).isEqualTo(new OracleError(0.5, 0.5, 0));
  }

  @Test
  void an_oracle_that_is_not_finite_does_not_turn_a_difference_into_rounding() {
    QuantityVerdict verdict = float32(values(3, 1), values(2, 1), values(NAN, 1));
    assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(verdict.culprit()).isEqualTo(Culprit.BOTH);
  }

  @Test
  void integers_are_judged_by_the_oracle_too() {
    Verdict verdict =
        Verdict.of(
            SampleCases.of(DType.FLOAT32),
            seen("output.0", DType.INT64, 3),
            seen("output.0", DType.INT64, 4),
            "torch",
            seen("output.0", DType.INT64, 4),
            Tolerance::standard,
            Map.of());
    assertThat(verdict.culprit()).isEqualTo(Culprit.JAVA);
  }

  @Test
  void a_shape_that_the_oracle_has_not_is_wrong() {
    assertThat(float32(values(1), values(1, 1), values(1, 1)).culprit()).isEqualTo(Culprit.JAVA);
    assertThat(float32(values(1), values(1, 1), values(1)).culprit()).isEqualTo(Culprit.REFERENCE);
    assertThat(float32(values(1), values(1, 1), values(1, 1, 1)).culprit()).isEqualTo(Culprit.BOTH);
  }

  private static Verdict against(Observation java, Observation recorded) {
    return Verdict.against(
        SampleCases.of(DType.FLOAT32), java, recorded, "recording", Tolerance::standard);
  }

  @Test
  void without_an_oracle_nobody_can_say_who_is_wrong_unless_something_is_missing() {
    Observation recorded = seen("grad.weight", DType.FLOAT32, 1);
    Verdict differs = against(seen("grad.weight", DType.FLOAT32, 2), recorded);
    assertThat(differs.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(differs.culprit()).isEqualTo(Culprit.UNKNOWN);
    Verdict missing = against(new Observation(Map.of()), recorded);
    assertThat(missing.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(missing.culprit()).isEqualTo(Culprit.JAVA);
    assertThat(missing.failing()).containsExactly("grad.weight");
  }

  @Test
  void what_is_not_recorded_is_not_checked_but_an_empty_recording_proves_nothing() {
    Observation java = seen("output.0", DType.FLOAT32, 1);
    assertThat(against(java, java).outcome()).isEqualTo(Outcome.AGREES);
    Verdict empty = against(java, new Observation(Map.of()));
    assertThat(empty.outcome()).isEqualTo(Outcome.VACUOUS);
    assertThat(empty.message("again"))
        .isEqualTo(
            "Linear/plain/train/float32/0: recording has nothing to compare with\nRerun: again");
  }

  @Test
  void outcomes_worsen_from_agreement_to_disagreement() {
    assertThat(Outcome.AGREES.or(Outcome.AGREES_WITHIN_ROUNDING))
        .isEqualTo(Outcome.AGREES_WITHIN_ROUNDING);
    assertThat(Outcome.VACUOUS.or(Outcome.AGREES_WITHIN_ROUNDING)).isEqualTo(Outcome.VACUOUS);
    assertThat(Outcome.VACUOUS.or(Outcome.DISAGREES)).isEqualTo(Outcome.DISAGREES);
    assertThat(Outcome.VACUOUS.isAgreement()).isFalse();
    assertThat(Outcome.AGREES_WITHIN_ROUNDING.isAgreement()).isTrue();
  }

  @Test
  void blame_of_two_quantities_adds_up() {
    assertThat(Culprit.NONE.and(Culprit.JAVA)).isEqualTo(Culprit.JAVA);
    assertThat(Culprit.JAVA.and(Culprit.NONE)).isEqualTo(Culprit.JAVA);
    assertThat(Culprit.JAVA.and(Culprit.JAVA)).isEqualTo(Culprit.JAVA);
    assertThat(Culprit.JAVA.and(Culprit.REFERENCE)).isEqualTo(Culprit.BOTH);
    assertThat(Culprit.JAVA.and(Culprit.UNKNOWN)).isEqualTo(Culprit.UNKNOWN);
  }
}
