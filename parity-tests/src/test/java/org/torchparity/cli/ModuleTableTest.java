package org.torchparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.Observation;
import org.torchparity.harness.CaseResult;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;
import picocli.CommandLine.Help.Ansi;

class ModuleTableTest {
  private static final String ESCAPE = "\u001b[";

  private static String printed(Ansi ansi, CaseResult... results) {
    ModuleTable table = new ModuleTable(ansi);
    for (CaseResult result : results) {
      boolean agrees = result.verdict().outcome().isAgreement();
      table.add(result, agrees ? null : result.verdict().message("again"));
    }
    StringWriter out = new StringWriter();
    table.print(new PrintWriter(out, true));
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  /** One element that is off by {@code error}. */
  private static CaseResult result(String module, DType dtype, double error) {
    Case c =
        new Case(
            module + "/one/train/" + dtype.torchName() + "/0",
            new ModuleSpec("torch.nn." + module, Args.none()),
            Map.of(),
            Map.of(),
            Args.none(),
            Map.of(),
            Mode.TRAIN,
            dtype,
            OptionalLong.empty());
    Verdict verdict =
        Verdict.of(
            c,
            new Observation(Map.of("output.0", Tensor.scalar(dtype, error))),
            new Observation(Map.of("output.0", Tensor.scalar(dtype, 0))),
            "torch",
            null,
            Tolerance::standard,
            Map.of());
    return new CaseResult(c, verdict, "", null);
  }

  @Test
  void a_module_is_one_line_with_its_worst_figures_last() {
    assertThat(
            printed(
                Ansi.OFF,
                result("ReLU", DType.FLOAT32, 0),
                result("AvgPool1d", DType.FLOAT32, 2e-6),
                result("AvgPool1d", DType.FLOAT32, 1e-6),
                result("AvgPool1d", DType.FLOAT64, 3e-12)))
        .isEqualTo(
            """
            module      cases  agree  rounding   fail   worst float32, float64
            ReLU            1      1         0      0               0        -
            AvgPool1d       3      3         0      0         2.0e-06  3.0e-12

            4 cases: 4 agree, 0 agree within torch's rounding, 0 disagree
            worst (the smallest atol = rtol that passes): 2.0e-06 in output.0 of AvgPool1d/one/train/float32/0, 3.0e-12 in output.0 of AvgPool1d/one/train/float64/0
            """);
  }

  @Test
  void a_failing_module_expands_below_its_own_line() {
    List<String> lines =
        printed(
                Ansi.OFF,
                result("ReLU", DType.FLOAT32, 0.5),
                result("ReLU", DType.FLOAT64, 0.25),
                result("Tanh", DType.FLOAT32, 0))
            .lines()
            .toList();
    assertThat(lines.get(1)).startsWith("ReLU").contains(" 2      0         0      2 ");
    assertThat(lines.get(2))
        .isEqualTo("  ReLU/one/train/float32/0: Java and torch disagree in output.0");
    int second = lines.indexOf("  ReLU/one/train/float64/0: Java and torch disagree in output.0");
    assertThat(lines.subList(3, second))
        .contains("    Mismatched elements: 1 / 1 (100.0%)", "  Rerun: again");
    assertThat(lines).filteredOn(line -> line.startsWith("Tanh")).hasSize(1);
    assertThat(
            lines.indexOf(lines.stream().filter(line -> line.startsWith("Tanh")).findFirst().get()))
        .isGreaterThan(second);
  }

  @Test
  void colours_are_for_terminals_alone() {
    CaseResult wrong = result("ReLU", DType.FLOAT32, 1);
    assertThat(printed(Ansi.OFF, wrong)).doesNotContain(ESCAPE);
    String coloured = printed(Ansi.ON, wrong);
    assertThat(coloured).contains(ESCAPE);
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(printed(Ansi.OFF, wrong));
  }
}
