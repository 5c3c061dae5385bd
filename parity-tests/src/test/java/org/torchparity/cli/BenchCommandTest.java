package org.torchparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.bench.BenchTable;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.tensor.Tensor;
import picocli.CommandLine;

@RequiresLibtorch
class BenchCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Torchparity.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void a_row_is_timed_in_a_process_of_its_own_and_written_to_the_report() throws IOException {
    String report = folder.resolve("new").toString();
    assertThat(run("bench", "BatchNorm1d 2x10", "--quick", "--threads", "2", "--report", report))
        .as("%s%s", out, err)
        .isZero();
    assertThat(out.toString()).contains("2 threads: geometric mean of the ratios ");
    List<String> lines = Files.readAllLines(folder.resolve("new/bench.csv"));
    assertThat(lines).hasSize(3).startsWith(BenchTable.COLUMNS);
    assertThat(lines.get(1)).startsWith("BatchNorm1d 2x10,float32,forward,2,");
    assertThat(lines.get(2)).startsWith("BatchNorm1d 2x10,float32,forward+backward,2,");
  }

  @Test
  void the_harness_is_timed_with_its_two_sides_apart() {
    String golden = Path.of("../fixtures/golden/ReLU").toString();
    assertThat(run("bench", "--harness", golden, "--quick")).as("%s%s", out, err).isZero();
    assertThat(out.toString())
        .containsPattern("100 cases of BatchNorm1d 2x10, one thread: .* all / libtorch's [1-9]")
        .containsPattern("\\d+ cases of the catalogue, \\d+ threads: .* % of the work within")
        .containsPattern("\\d+ fixtures, one thread: \\d+ a second");
  }

  @Test
  void fixtures_that_are_not_there_are_refused_before_anything_is_timed() {
    assertThat(run("bench", "--harness", "nowhere", "--quick")).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere: no such file or folder");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_row_whose_results_disagree_is_not_timed_and_the_exit_code_is_1() {
    BenchCommand.Worker inProcess =
        (threads, arguments, line) -> {
          StringWriter text = new StringWriter();
          int code =
              new CommandLine(new BenchWorker(new OffByOne()))
                  .setOut(new PrintWriter(text, true))
                  .execute(arguments.stream().skip(1).toArray(String[]::new));
          text.toString().lines().forEach(line);
          return code;
        };
    int code =
        new CommandLine(new BenchCommand(inProcess))
            .setOut(new PrintWriter(out, true))
            .execute("BatchNorm1d 2x10", "--quick", "--threads", "1");
    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .contains("Java is wrong in output.0")
        .contains("Rerun: torchparity bench 'BatchNorm1d 2x10'")
        .doesNotContain("geometric mean");
  }

  @Test
  void what_makes_no_sense_exits_with_2_and_one_line() {
    assertThat(run("bench", "Gelu")).isEqualTo(2);
    assertThat(run("bench", "--runs", "14")).isEqualTo(2);
    assertThat(run("bench", "--threads", "0")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("torchparity: "))
        .anyMatch(line -> line.contains("no benchmark row 'Gelu'"))
        .anyMatch(line -> line.contains("--runs: expected at least 15, but got 14"))
        .anyMatch(line -> line.contains("--threads: expected numbers of at least 1, but got [0]"));
  }

  @Test
  void a_worker_that_dies_is_no_success() {
    StringWriter text = new StringWriter();
    int code =
        new CommandLine(new BenchCommand((threads, arguments, line) -> 134))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(text, true))
            .execute("BatchNorm1d 2x10");
    assertThat(code).isNotZero();
    assertThat(text.toString()).contains("the run with --threads 1 ended with exit code 134");
  }

  /** Java's results with one added to the output. */
  private static final class OffByOne implements Backend {
    private final Backend java = new JavaBackend(Catalogue.standard());

    @Override
    public String name() {
      return "off by one";
    }

    @Override
    public Observation run(Case c) {
      Map<String, Tensor> seen = new LinkedHashMap<>(java.run(c).quantities());
      Tensor output = seen.get("output.0");
      double[] values = output.toDoubles().clone();
      for (int i = 0; i < values.length; i++) {
        values[i]++;
      }
      seen.put("output.0", Tensor.ofDoubles(output.dtype(), output.shape(), values));
      return new Observation(seen);
    }
  }
}
