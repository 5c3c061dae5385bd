package org.torchparity.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.compare.Culprit;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.gradcheck.TamperedBackend;
import org.torchparity.tensor.DType;

class ParityCheckTest {
  private static final Backend RIGHT = new JavaBackend(Catalogue.standard());

  /** Judges a side of which every element of a quantity is off by {@code error·(1 + |element|)}. */
  private static Verdict judgeOff(String selector, DType dtype, String quantity, double error) {
    Backend wrong =
        new TamperedBackend(
            RIGHT,
            quantity,
            values -> Arrays.stream(values).map(v -> v + error * (1 + Math.abs(v))).toArray());
    Case drawn =
        Planned.all(
                Catalogue.standard().select(List.of(selector)),
                Set.of(dtype),
                Integer.MAX_VALUE,
                List.of(0L))
            .get(0)
            .draw();
    return new ParityCheck(wrong, RIGHT, Tolerance::standard).judge(drawn, Map.of());
  }

  @Test
  void in_float32_the_same_case_in_float64_says_who_is_wrong() {
    Verdict verdict = judgeOff("BatchNorm1d/batch_of_two/train", DType.FLOAT32, "output.0", 0.01);
    assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(verdict.culprit()).isEqualTo(Culprit.JAVA);
  }

  @Test
  void random_numbers_are_others_in_float64_so_nothing_is_put_down_to_rounding_by_them() {
    Verdict verdict = judgeOff("RReLU/all_negative/train", DType.FLOAT32, "output.0", 0.01);
    assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(verdict.message("")).doesNotContain("oracle");
  }

  @Test
  void in_float64_what_rounding_of_the_inputs_may_do_is_rounding() {
    Verdict verdict = judgeOff("BatchNorm2d/large_mean/train", DType.FLOAT64, "grad.weight", 2e-10);
    assertThat(verdict.outcome()).isEqualTo(Outcome.AGREES_WITHIN_ROUNDING);
    assertThat(verdict.message("")).contains("agrees within torch's rounding in grad.weight");
  }

  @Test
  void in_float64_more_than_rounding_may_do_is_a_fault() {
    assertThat(
            judgeOff("BatchNorm2d/large_mean/train", DType.FLOAT64, "grad.weight", 1e-7).outcome())
        .isEqualTo(Outcome.DISAGREES);
    assertThat(judgeOff("BatchNorm2d/image/train", DType.FLOAT64, "grad.weight", 2e-10).outcome())
        .isEqualTo(Outcome.DISAGREES);
  }

  @Test
  void in_float64_a_choice_among_equals_that_a_nudge_decides_is_not_rounding() {
    assertThat(judgeOff("MaxPool1d/all_equal/train", DType.FLOAT64, "grad_input.0", 1e-3).outcome())
        .isEqualTo(Outcome.DISAGREES);
  }
}
