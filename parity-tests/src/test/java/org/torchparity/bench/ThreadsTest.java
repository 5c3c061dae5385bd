package org.torchparity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The results of work large enough to be split are the same for any number of threads. */
class ThreadsTest {
  /** The results' digests, in a Java of its own that splits its work over so many threads. */
  private static List<String> digests(int threads, List<BenchRow> rows)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-modules") || flag.startsWith("-Dtorchparity"))
        .forEach(command::add);
    command.add("-Dtorchparity.threads=" + threads);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RowDigests.class.getName());
    rows.forEach(row -> command.add(row.name()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader output = process.inputReader()) {
      List<String> lines = output.lines().collect(Collectors.toList());
      assertThat(process.waitFor()).isZero();
      return lines;
    }
  }

  @Test
  void one_thread_and_two_and_every_run_give_the_same_bits() throws Exception {
    check(BenchRows.standard());
  }

  @Tag("soak")
  @Test
  void layers_beside_the_table_do_so_too() throws Exception {
    check(LayerRows.standard());
  }

  private static void check(List<BenchRow> rows) throws IOException, InterruptedException {
    List<String> one = digests(1, rows);
    assertThat(one).hasSize(rows.stream().mapToInt(r -> r.dtypes().size()).sum());
    assertThat(one)
        .allSatisfy(
            line -> {
              String[] digests = line.substring(line.lastIndexOf("float")).split(" ", -1);
              assertThat(digests[2]).as(line).isEqualTo(digests[1]);
            });
    assertThat(digests(2, rows)).isEqualTo(one);
  }
}
