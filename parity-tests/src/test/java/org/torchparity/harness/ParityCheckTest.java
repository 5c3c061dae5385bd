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

  /** Judges a side whose outputs are off by a hundredth. */
  private static Verdict judgeWrongOutputs(String selector) {
    Backend wrong =
        new TamperedBackend(
            RIGHT, "output.0", values -> Arrays.stream(values).map(v -> v + 0.01).toArray());
    Case drawn =
        Planned.all(
                Catalogue.standard().select(List.of(selector)),
                Set.of(DType.FLOAT32),
                Integer.MAX_VALUE,
                List.of(0L))
            .get(0)
            .draw();
    return new ParityCheck(wrong, RIGHT, Tolerance::standard).judge(drawn, Map.of());
  }

  @Test
  void in_float32_the_same_case_in_float64_says_who_is_wrong() {
    Verdict verdict = judgeWrongOutputs("BatchNorm1d/batch_of_two/train");
    assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(verdict.culprit()).isEqualTo(Culprit.JAVA);
  }

  @Test
  void random_numbers_are_others_in_float64_so_nothing_is_put_down_to_rounding_by_them() {
    Verdict verdict = judgeWrongOutputs("RReLU/all_negative/train");
    assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
    assertThat(verdict.message("")).doesNotContain("oracle");
  }
}
