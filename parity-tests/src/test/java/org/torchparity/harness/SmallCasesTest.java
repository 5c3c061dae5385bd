package org.torchparity.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.fixtures.Mode;
import org.torchparity.tensor.DType;

class SmallCasesTest {
  private static final List<Planned> ALL =
      Planned.all(
              Catalogue.standard().select(List.of("BatchNorm1d", "Linear")),
              List.of(DType.FLOAT32, DType.FLOAT64),
              Integer.MAX_VALUE,
              List.of(0L))
          .stream()
          .filter(each -> each.selected().sample().refusal() == null)
          .toList();

  @Test
  void without_a_bound_every_case_is_chosen_in_its_order() {
    assertThat(SmallCases.of(ALL, Long.MAX_VALUE)).isEqualTo(ALL);
  }

  @Test
  void every_argument_is_there_in_each_mode_and_dtype_even_where_no_case_is_small() {
    List<Planned> chosen = SmallCases.of(ALL, 0);
    assertThat(chosen).hasSizeLessThan(ALL.size() / 2).isSubsetOf(ALL);
    assertThat(shown(chosen))
        .isEqualTo(shown(ALL))
        .contains("BatchNorm1d momentum EVAL FLOAT64", "Linear bias TRAIN FLOAT32")
        .doesNotContain("Linear bias " + Mode.EVAL + " FLOAT32");
  }

  @Test
  void of_two_cases_that_show_the_same_the_smaller_is_chosen() {
    assertThat(SmallCases.of(ALL, 0))
        .extracting(each -> each.selected().sample().name())
        .doesNotContain("large", "large_no_bias");
  }

  private static Set<String> shown(List<Planned> planned) {
    Set<String> shown = new HashSet<>();
    for (Planned each : planned) {
      for (String name : each.selected().sample().args().asMap().keySet()) {
        shown.add(
            each.selected().row().simpleName()
                + " "
                + name
                + " "
                + each.selected().mode()
                + " "
                + each.dtype());
      }
    }
    return shown;
  }
}
