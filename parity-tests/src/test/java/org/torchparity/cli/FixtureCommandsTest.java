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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.FixtureIndex;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.Observation;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.tensor.Tensor;
import org.w3c.dom.Element;

/** record, verify and diff: exit codes, and what is printed where. */
@RequiresLibtorch
class FixtureCommandsTest {
  private static final String ID = "BatchNorm1d/batch_of_two/train/float32/0";

  @TempDir private Path temporary;
  private Path folder;
  private Path file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void record() {
    folder = temporary.resolve("cases");
    file = folder.resolve(ID + Fixtures.SUFFIX);
    assertThat(run("record", folder.toString(), "BatchNorm1d/batch_of_two", "--seed", "0-1"))
        .isZero();
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Torchparity.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private void assertOneLine(String message) {
    assertThat(err.toString().lines()).singleElement().asString().contains(message);
  }

  /** Rewrites the fixture with one tensor changed. */
  private void change(String quantity, Consumer<float[]> change) throws IOException {
    Fixture right = Fixtures.read(file);
    Map<String, Tensor> quantities = new LinkedHashMap<>(right.expected().quantities());
    Tensor wrong = quantities.get(quantity).copy();
    change.accept(wrong.floats());
    quantities.put(quantity, wrong);
    Fixtures.write(
        file, Fixture.of(right.recorded(), new Observation(quantities), right.producer()));
  }

  private void withoutIndex() throws IOException {
    Files.delete(folder.resolve(FixtureIndex.FILE));
  }

  private void rename(String from, String to) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(file, text.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  @Test
  void record_counts_what_it_recorded_kept_and_replaced() throws IOException {
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "8 fixtures of libtorch 2.10.0 in "
                + folder
                + "\n8 recorded now, 0 there already, 0 replaced\n");
    Files.delete(file);
    Files.write(folder.resolve(ID.replace("/0", "/1") + Fixtures.SUFFIX), new byte[3]);
    run("record", folder.toString(), "BatchNorm1d/batch_of_two", "--seed", "0-1");
    assertThat(out.toString()).contains("1 recorded now, 6 there already, 1 replaced");
  }

  @Test
  void record_into_a_file_exits_2() throws IOException {
    Path occupied = Files.writeString(temporary.resolve("occupied"), "");
    assertThat(run("record", occupied.toString(), "BatchNorm1d/batch_of_two")).isEqualTo(2);
    assertOneLine(occupied + ": a file, expected a folder");
  }

  @Test
  void record_tells_of_a_file_that_is_no_fixture() throws IOException {
    Files.write(folder.resolve("stranger.safetensors"), new byte[3]);
    assertThat(run("record", folder.toString(), "BatchNorm1d/batch_of_two")).isEqualTo(2);
    assertOneLine("stranger.safetensors: truncated");
  }

  @Test
  void recording_one_selection_twice_over_is_recording_it_once() {
    run("record", folder.toString(), "BatchNorm1d/batch_of_two", "BatchNorm1d/batch_of_two/train");
    assertThat(out.toString()).contains("4 fixtures of ").contains("0 recorded now, 4 there");
  }

  @Test
  void verify_names_a_case_by_its_path_and_obeys_dtype_samples_and_seed() throws IOException {
    assertThat(run("verify", folder.toString())).isZero();
    assertThat(out.toString()).contains("8 cases: 8 agree");
    run("verify", folder.toString(), "--dtype", "float32");
    assertThat(out.toString()).contains("4 cases: ");
    run("verify", folder.toString(), "--seed", "1");
    assertThat(out.toString()).contains("4 cases: ");
    run("record", folder.toString(), "BatchNorm1d", "--samples", "3", "--dtype", "float64");
    run("verify", folder.toString(), "--samples", "1", "--seed", "0", "--dtype", "float64");
    assertThat(out.toString()).contains("2 cases: ");
    change("output.0", values -> values[0]++);
    run("verify", folder.toString());
    assertThat(out.toString()).contains(ID + ": Java and libtorch 2.10.0 disagree in output.0");
  }

  @Test
  void verify_of_nothing_is_no_success() throws IOException {
    assertThat(run("verify", folder.toString(), "--seed", "7")).isEqualTo(2);
    assertOneLine("nothing to do: no fixture here is of these dtypes and seeds");
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    assertThat(run("verify", empty.toString())).isEqualTo(2);
    assertOneLine(empty + ": no .safetensors file in it");
    assertThat(run("diff", empty.toString())).isEqualTo(2);
    assertOneLine(empty + ": no .safetensors file in it");
  }

  @Test
  void a_changed_file_that_still_agrees_exits_2_with_one_line() throws IOException {
    change("output.0", values -> values[0] = Math.nextUp(values[0]));
    assertThat(run("verify", folder.toString())).isEqualTo(2);
    assertOneLine(file + ": changed since it was recorded: its SHA-256 is ");
    assertThat(out.toString()).contains("8 cases: 8 agree");
    withoutIndex();
    assertThat(run("verify", folder.toString())).isZero();
  }

  @Test
  void a_changed_file_that_disagrees_exits_1_and_names_tensor_and_index() throws IOException {
    change("grad_input.0", values -> values[13] += 0.5f);
    assertThat(run("verify", folder.toString(), "--rtol", "1e-6")).isEqualTo(1);
    assertOneLine(file + ": changed since it was recorded");
    assertThat(out.toString())
        .contains("disagree in grad_input.0")
        .contains("at index (1, 3): Java ")
        .contains("Rerun: torchparity verify " + file + " --rtol 1.0E-6\n");
  }

  @Test
  void a_file_that_is_gone_and_a_damaged_index_exit_2_and_the_rest_is_checked() throws IOException {
    Files.delete(file);
    assertThat(run("verify", folder.toString())).isEqualTo(2);
    assertOneLine("index.json: lists '" + ID + ".safetensors', but there is no such file");
    assertThat(out.toString()).contains("7 cases: 7 agree");
    Files.writeString(folder.resolve(FixtureIndex.FILE), "{}");
    assertThat(run("verify", folder.toString())).isEqualTo(2);
    assertOneLine("index.json: has no 'format'");
    assertThat(out.toString()).contains("7 cases: 7 agree");
    assertThat(run("diff", folder.toString())).isEqualTo(2);
    assertOneLine("index.json: has no 'format'");
  }

  @Test
  void what_an_index_lists_outside_its_folder_is_not_opened() throws IOException {
    Path index = folder.resolve(FixtureIndex.FILE);
    Path outside = Files.copy(file, temporary.resolve("outside.safetensors"));
    Files.writeString(
        index, Files.readString(index).replace(ID + ".safetensors", "../outside.safetensors"));
    assertThat(outside).exists();
    assertThat(run("verify", folder.toString())).isEqualTo(2);
    assertOneLine("lists '../outside.safetensors', but there is no such file");
  }

  @Test
  void junit_xml_has_a_test_a_case_a_failure_and_an_error() throws Exception {
    Files.write(folder.resolve("damaged.safetensors"), new byte[3]);
    change("output.0", values -> values[0]++);
    Path xml = temporary.resolve("reports/verify.xml");
    assertThat(run("verify", folder.toString(), "--junit-xml", xml.toString())).isEqualTo(2);
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(xml.toFile())
            .getDocumentElement();
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("tests")).isEqualTo("9");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message"))
        .isEqualTo(ID + ": Java and libtorch 2.10.0 disagree in output.0");
    assertThat(failure.getTextContent()).contains("Mismatched elements: 1 / 20");
    Element test = (Element) failure.getParentNode();
    assertThat(test.getAttribute("name")).isEqualTo(ID);
    assertThat(test.getAttribute("classname")).isEqualTo("torch.nn.BatchNorm1d");
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message")).contains("damaged.safetensors: truncated");
    assertThat(xml.getParent().toFile().list()).containsExactly("verify.xml");
  }

  @Test
  void diff_finds_no_drift_in_what_this_libtorch_recorded() {
    assertThat(run("diff", folder.toString())).isZero();
    assertThat(out.toString()).contains("8 cases: 8 as recorded, 0 drift");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void diff_finds_a_single_bit_and_says_in_which_module_unless_a_tolerance_allows_it()
      throws IOException {
    run("record", folder.toString(), "LayerNorm/rows");
    change("output.0", values -> values[3] = Math.nextUp(values[3]));
    run("record", folder.toString(), "LayerNorm/rows");
    assertThat(run("diff", folder.toString())).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("(?m)^BatchNorm1d +8 +1 +[0-9.e-]+ +1  output\\.0 \\(1\\)$")
        .containsPattern("(?m)^LayerNorm +\\d +0 +0 +0$")
        .contains(ID + ": libtorch 2.10.0 is not as recorded by libtorch 2.10.0")
        .contains("Greatest distance: 1 ULP at index (0, 3): now = ")
        .contains(", 1 drift");
    assertThat(run("diff", folder.toString(), "--rtol", "1e-6")).isZero();
    assertThat(run("diff", folder.toString(), "--atol", "1e-6")).isZero();
    assertThat(run("diff", folder.toString(), "--atol", "1e-12")).isEqualTo(1);
  }

  @Test
  void diff_finds_another_sign_of_zero() throws IOException {
    withoutIndex();
    Fixture right = Fixtures.read(file);
    Tensor zeros =
        Tensor.zeros(right.recorded().dtype(), right.recorded().inputs().get("0").shape());
    // With an upstream gradient of zero the gradients are zeros.
    Fixture zero =
        Fixture.of(
            right.recorded().withGradOutputs(Map.of(0, zeros)),
            new Observation(
                Map.of(
                    "grad.bias",
                    negative(
                        Tensor.zeros(
                            zeros.dtype(), right.recorded().state().get("bias").shape())))),
            right.producer());
    Fixtures.write(file, zero);
    assertThat(run("diff", file.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("but the signs of zeros or the bits of NaNs differ");
    assertThat(run("diff", file.toString(), "--atol", "0")).isZero();
  }

  private static Tensor negative(Tensor zeros) {
    Arrays.fill(zeros.floats(), -0f);
    return zeros;
  }

  @Test
  void diff_tells_of_a_case_that_no_longer_runs_and_of_a_module_it_does_not_know()
      throws IOException {
    withoutIndex();
    rename("torch.nn.BatchNorm1d", "torch.nn.BatchNorm2d");
    assertThat(run("diff", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains(": libtorch 2.10.0 refuses what was recorded by libtorch 2.10.0: ");
    rename("torch.nn.BatchNorm2d", "torch.nn.BotchNorm2d");
    assertThat(run("diff", folder.toString())).isEqualTo(2);
    assertOneLine(file.toString());
    assertThat(out.toString()).contains("7 cases: 7 as recorded");
  }

  @Test
  void the_report_of_a_diff_lists_what_drifted() throws IOException {
    change("output.0", values -> values[0] = Float.NaN);
    assertThat(run("diff", folder.toString(), "--report", temporary.toString())).isEqualTo(1);
    assertOneLine("changed since it was recorded");
    JsonNode report = new ObjectMapper().readTree(temporary.resolve("report.json").toFile());
    assertThat(report.get("environment").get("reference").textValue()).startsWith("libtorch ");
    assertThat(report.get("cases")).hasSize(8);
    for (JsonNode each : report.get("cases")) {
      boolean changed = each.get("id").textValue().equals(ID);
      assertThat(each.get("drift").booleanValue()).isEqualTo(changed);
      assertThat(each.get("quantities")).hasSize(changed ? 1 : 0);
    }
    assertThat(out.toString()).containsPattern("(?m)^BatchNorm1d +8 +1 +inf +inf  output");
  }

  @Test
  void usage_errors_exit_2_with_one_line() {
    assertThat(run("diff", "nowhere")).isEqualTo(2);
    assertOneLine("nowhere: no such file or folder");
    assertThat(run("diff")).isEqualTo(2);
    assertOneLine("Missing required parameter: 'PATH'");
    assertThat(run("record")).isEqualTo(2);
    assertOneLine("Missing required parameter: 'DIR'");
    assertThat(run("diff", folder.toString(), "--atol", "-1")).isEqualTo(2);
    assertOneLine("--atol and --rtol: expected a finite number");
    assertThat(run("record", folder.toString(), "Nothing")).isEqualTo(2);
    assertOneLine("unknown module 'Nothing'");
    assertThat(run("verify", folder.toString(), "--samples", "0")).isEqualTo(2);
    assertOneLine("--samples: expected at least 1");
  }
}
