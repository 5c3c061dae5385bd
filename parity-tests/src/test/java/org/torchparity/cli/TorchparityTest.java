package org.torchparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.Observation;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.tensor.Tensor;

/** Exit codes, and what is printed where. */
@RequiresLibtorch
class TorchparityTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Torchparity.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void check_exits_0_where_all_agree_and_counts_the_cases() {
    assertThat(run("check", "BatchNorm1d/batch_of_two", "--seed", "0-9")).isZero();
    assertThat(out.toString()).contains("40 cases: ").contains(" 0 disagree");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void check_exits_1_on_a_disagreement_and_ends_with_the_command_that_reruns_it() {
    assertThat(
            run(
                "check",
                "BatchNorm1d/sequence/train",
                "--dtype",
                "float64",
                "--atol",
                "0",
                "--rtol",
                "0"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("BatchNorm1d/sequence/train/float64/0: Java and libtorch 2.10.0 disagree in")
        .contains("Mismatched elements: ")
        .contains(
            "Rerun: torchparity check BatchNorm1d/sequence/train --dtype float64 --seed 0"
                + " --atol 0.0 --rtol 0.0\n");
  }

  @Test
  void a_report_has_every_case_and_a_fixture_of_the_failing_one() throws IOException {
    run(
        "check",
        "BatchNorm1d/sequence",
        "--dtype",
        "float64",
        "--atol",
        "0",
        "--rtol",
        "0",
        "--report",
        folder.toString());
    JsonNode report = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    assertThat(report.get("environment").get("reference").textValue()).startsWith("libtorch ");
    JsonNode first = report.get("cases").get(0);
    assertThat(first.get("id").textValue()).isEqualTo("BatchNorm1d/sequence/train/float64/0");
    assertThat(first.get("seed").longValue()).isZero();
    assertThat(first.get("verdict").textValue()).isEqualTo("disagrees");
    assertThat(first.get("quantities").get(0).get("name").textValue()).isEqualTo("output.0");
    assertThat(first.get("quantities").get(0).get("max_abs").doubleValue()).isPositive();
    Path failure = folder.resolve("failures/BatchNorm1d-sequence-train-float64-0.safetensors");
    assertThat(run("verify", failure.toString())).isZero();
  }

  @Test
  void recorded_cases_verify() {
    assertThat(run("record", folder.toString(), "BatchNorm1d", "--samples", "3")).isZero();
    assertThat(out.toString()).contains("12 fixtures of libtorch 2.10.0");
    assertThat(run("verify", folder.toString())).isZero();
    assertThat(out.toString()).contains("12 cases: 12 agree");
  }

  @Test
  void a_wrong_fixture_exits_1_and_names_quantity_index_and_both_values() throws IOException {
    run("record", folder.toString(), "BatchNorm1d/batch_of_two/train", "--dtype", "float32");
    Path file = folder.resolve("BatchNorm1d/batch_of_two/train/float32/0.safetensors");
    Fixture right = Fixtures.read(file);
    Map<String, Tensor> quantities = new LinkedHashMap<>(right.expected().quantities());
    Tensor wrong = quantities.get("grad_input.0").copy();
    wrong.floats()[13] += 0.5f;
    quantities.put("grad_input.0", wrong);
    Fixtures.write(
        file, Fixture.of(right.recorded(), new Observation(quantities), right.producer()));
    assertThat(run("verify", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("grad_input.0")
        .contains("Mismatched elements: 1 / 20 (5.0%)")
        .contains("at index (1, 3): Java ")
        .contains(", libtorch 2.10.0 ");
  }

  @Test
  void a_damaged_fixture_exits_2_with_one_line() throws IOException {
    Path file = folder.resolve("damaged.safetensors");
    Files.write(file, new byte[] {9, 0, 0, 0, 0, 0, 0, 0, '{'});
    assertThat(run("verify", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(file.toString());
  }

  @Test
  void an_unknown_module_in_a_fixture_exits_2_and_the_rest_is_still_checked() throws IOException {
    run("record", folder.toString(), "BatchNorm1d/batch_of_two/train", "--dtype", "float32");
    Path file = folder.resolve("BatchNorm1d/batch_of_two/train/float32/0.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Files.write(
        folder.resolve("strange.safetensors"),
        text.replace("torch.nn.BatchNorm1d", "torch.nn.BotchNorm1d")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(run("verify", folder.toString())).isEqualTo(2);
    assertThat(out.toString()).contains("1 cases: 1 agree");
    assertThat(err.toString().lines()).singleElement().asString().contains("BotchNorm1d");
  }

  @Test
  void usage_errors_exit_2_with_one_line() {
    assertUsage("unknown module 'Nothing'", "check", "Nothing");
    assertUsage("'float16' is no dtype to check in", "check", "--dtype", "float16");
    assertUsage("'x' is no seed", "check", "--seed", "x");
    assertUsage("--samples: expected at least 1", "check", "--samples", "0");
    assertUsage("--atol and --rtol: expected a finite number", "check", "--atol", "-1");
    assertUsage("no such file or folder", "verify", "nowhere");
    assertUsage("Unmatched argument", "chekc");
  }

  private void assertUsage(String message, String... args) {
    err.getBuffer().setLength(0);
    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(message);
  }

  @Test
  void gradcheck_agrees_on_batch_normalisation() {
    assertThat(run("gradcheck", "BatchNorm1d/batch_of_seven")).isZero();
    assertThat(out.toString()).contains("No gradient is wrong.");
  }

  @Test
  void list_shows_modules_and_samples() {
    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains("BatchNorm1d").contains(" modules, ");
    assertThat(run("list", "BatchNorm1d")).isZero();
    assertThat(out.toString()).contains("BatchNorm1d/eps  BatchNorm1d(num_features=4, eps=0.01)");
  }
}
