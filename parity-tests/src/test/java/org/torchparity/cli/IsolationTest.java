package org.torchparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.harness.OrderedWork;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.harness.Recording;
import org.torchparity.isolate.DyingWorker;
import org.torchparity.isolate.IsolatedBackend;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.tensor.DType;

/** A run in which the reference dies of some cases. */
class IsolationTest {
  private static final String DEADLY = "BatchNorm1d/sequence/train/float64/0";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static IsolatedBackend diesOf(String id) {
    return new IsolatedBackend(
        DyingWorker.class, List.of("-Ddies.of=" + id), 2, Duration.ofSeconds(60));
  }

  private static List<Planned> planned() {
    return Planned.all(
        Catalogue.standard().select(List.of("BatchNorm1d/sequence", "BatchNorm1d/batch_of_two")),
        Set.of(DType.FLOAT32, DType.FLOAT64),
        Integer.MAX_VALUE,
        List.of(0L));
  }

  private int check(String deadly) {
    Catalogue catalogue = Catalogue.standard();
    try (IsolatedBackend mortal = diesOf(deadly)) {
      ParityCheck check = new ParityCheck(new JavaBackend(catalogue), mortal, Tolerance::standard);
      Results results = new Results(new PrintWriter(out, true), folder, mortal.name());
      OrderedWork.run(planned(), 2, check::check, results::add);
      return results.finish();
    }
  }

  @Test
  void a_death_of_the_reference_is_the_outcome_of_its_case_and_the_run_goes_on()
      throws IOException {
    assertThat(check(DEADLY)).isEqualTo(1);
    Path saved = folder.resolve("failures/BatchNorm1d-sequence-train-float64-0.safetensors");
    assertThat(out.toString().replace(System.lineSeparator(), "\n"))
        .contains(
            """

              BatchNorm1d/sequence/train/float64/0: mortal did not survive the case: it exited with \
            code 5; its last words: enough of this
              Rerun: torchparity check --isolate BatchNorm1d/sequence/train --dtype float64 --seed 0
              Recorded: %s

            """
                .formatted(saved))
        .endsWith(
            "8 cases: 7 agree, 0 agree within torch's rounding, 0 disagree,"
                + " 1 the reference did not survive\n");
    Case c = Fixtures.read(saved).recorded();
    assertThat(c.inputs().get("0").isBitwiseEqualTo(deadly().inputs().get("0"))).isTrue();
    assertThat(Files.readString(folder.resolve("report.json")))
        .containsOnlyOnce("\"verdict\" : \"the reference died\"");
  }

  private static Case deadly() {
    return planned().stream()
        .map(Planned::draw)
        .filter(c -> c.id().equals(DEADLY))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_recording_goes_on_too_and_names_the_case() throws IOException {
    try (IsolatedBackend mortal = diesOf(DEADLY)) {
      Recording recording = new Recording(folder, mortal);
      List<Recording.Recorded> recorded = planned().stream().map(recording::record).toList();
      assertThat(recorded)
          .containsOnlyOnce(
              new Recording.Recorded(
                  Recording.Outcome.REFUSED,
                  DEADLY + ": it exited with code 5; its last words: enough of this"));
      assertThat(Fixtures.list(folder)).hasSize(7);
    }
  }

  private int run(String... args) {
    return Torchparity.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  @RequiresLibtorch
  void libtorch_in_a_process_of_its_own_gives_what_it_gives_here() {
    assertThat(run("check", "BatchNorm1d", "Dropout", "--isolate")).isZero();
    String isolated = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run("check", "BatchNorm1d", "Dropout")).isZero();
    assertThat(isolated).isEqualTo(out.toString());
    assertThat(run("record", folder.toString(), "BatchNorm1d", "--isolate")).isZero();
    assertThat(run("diff", folder.toString())).isZero();
    assertThat(run("diff", folder.toString(), "--isolate")).isZero();
  }

  @Test
  @RequiresLibtorch
  void libtorch_that_takes_longer_than_the_time_limit_is_a_failure_of_the_case() {
    assertThat(
            run(
                "check",
                "BatchNorm1d/sequence/train",
                "--dtype",
                "float64",
                "--isolate",
                "--case-timeout",
                "0.0001"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("did not survive the case: it gave no answer within 0.0001 s and was killed");
  }

  @Test
  void a_time_limit_that_makes_no_sense_exits_2() {
    assertThat(run("check", "ReLU", "--isolate", "--case-timeout", "0")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("torchparity: --case-timeout: expected a positive number of seconds");
  }
}
