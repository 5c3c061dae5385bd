package org.torchparity.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.golden.AccuracyBudgets.Worst;

class AccuracyBudgetsTest {
  private static final AccuracyBudgets BUDGETS =
      new AccuracyBudgets(
          Map.of("GELU", new Worst(2.4e-6, 4.4e-16, 0), "BatchNorm1d", new Worst(1e-6, 1e-14, 3)));

  @TempDir private Path folder;

  @Test
  void an_error_beyond_its_budget_names_the_module_and_both_figures() {
    assertThat(BUDGETS.grown("GELU", new Worst(2.5e-6, 0, 0)))
        .isEqualTo(
            "GELU is less accurate than it was: measured 2.5e-06 0 0, budget 2.4e-06 4.4e-16 0");
    assertThat(BUDGETS.grown("GELU", new Worst(0, 4.5e-16, 0))).isNotEmpty();
    assertThat(BUDGETS.grown("GELU", new Worst(0, 0, 1))).isNotEmpty();
    assertThat(BUDGETS.grown("GELU", new Worst(Double.NaN, 0, 0))).isNotEmpty();
    assertThat(BUDGETS.grown("GELU", new Worst(2.4e-6, 4.4e-16, 0))).isEmpty();
    assertThat(BUDGETS.grown("ReLU", Worst.NONE)).isEqualTo("ReLU has no budget: measured 0 0 0");
  }

  @Test
  void an_error_far_below_its_budget_is_told_and_a_little_below_is_not() {
    assertThat(BUDGETS.shrunk("GELU", new Worst(1.4e-7, 4.4e-16, 0)))
        .isEqualTo(
            "GELU is more accurate than it was: measured 1.4e-07 4.4e-16 0, budget 2.4e-06 4.4e-16"
                + " 0");
    assertThat(BUDGETS.shrunk("GELU", new Worst(1.6e-7, 1e-16, 0))).isEmpty();
    assertThat(BUDGETS.shrunk("BatchNorm1d", new Worst(1e-6, 1e-14, 2))).isNotEmpty();
    assertThat(BUDGETS.shrunk("BatchNorm1d", new Worst(1e-6, 0, 3))).isNotEmpty();
  }

  @Test
  void a_budget_is_four_times_what_was_measured_or_an_epsilon_and_zero_stays_zero() {
    AccuracyBudgets budgets =
        AccuracyBudgets.of(Map.of("ReLU", Worst.NONE, "GELU", new Worst(1.21e-7, 1e-17, 4)));
    assertThat(budgets.byModule())
        .containsEntry("ReLU", Worst.NONE)
        .containsEntry("GELU", new Worst(4.9e-7, 8.9e-16, 4));
  }

  @Test
  void the_wider_of_two_budgets_counts() {
    AccuracyBudgets other =
        new AccuracyBudgets(
            Map.of("GELU", new Worst(1e-5, 1e-16, 1), "ReLU", new Worst(0, 1e-16, 0)));
    assertThat(BUDGETS.widenedBy(other).byModule())
        .containsEntry("GELU", new Worst(1e-5, 4.4e-16, 1))
        .containsEntry("ReLU", new Worst(0, 1e-16, 0))
        .containsEntry("BatchNorm1d", new Worst(1e-6, 1e-14, 3));
  }

  @Test
  void what_is_written_is_read_again() throws IOException {
    Path file = Files.writeString(folder.resolve("budgets.txt"), BUDGETS.text());
    assertThat(file).content().endsWith("BatchNorm1d 1.0e-06 1.0e-14 3\nGELU 2.4e-06 4.4e-16 0\n");
    assertThat(AccuracyBudgets.read(file)).isEqualTo(BUDGETS);
    Files.writeString(file, "GELU 1 2\n");
    assertThatThrownBy(() -> AccuracyBudgets.read(file)).hasMessageContaining("'GELU 1 2'");
  }
}
