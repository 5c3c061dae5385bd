package org.torchparity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.fixtures.Case;

/** A run leaves nothing native behind. */
class MemoryTest {
  /**
   * What 100,000 runs may add to the resident set. Measured: 4 kB at most; with a leak of 64 bytes
   * a run, 10 MB. Objects that wait for the collector, as they do without a scope, show in their
   * number instead: the collector frees them before the process has grown by much.
   */
  private static final long ALLOWED = 5L << 20;

  private final LibtorchBackend torch = LibtorchBackend.withThreads(1);

  /**
   * In a process of its own, whose heap neither grows nor shrinks: the collector of this one moves
   * the resident set by a hundred megabytes either way.
   */
  @Test
  void a_hundred_thousand_runs_leave_the_process_as_large_as_it_was(@TempDir Path dir)
      throws Exception {
    Path result = dir.resolve("growth");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProbe.class.getName(),
                result.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).as("exit code").isZero();
    String[] growth = Files.readString(result).split(" ", -1);
    assertThat(Long.parseLong(growth[0])).as("native objects").isZero();
    assertThat(Long.parseLong(growth[1])).as("their bytes").isZero();
    assertThat(Long.parseLong(growth[2])).as("resident bytes").isLessThan(ALLOWED);
  }

  @Test
  void scripts_leave_nothing_behind_but_their_compiled_source() {
    Case c = Cases.forward("GaussianNLLLoss", "", "normal[2, 10], normal[2, 10], uniform[2, 10]");
    c = Cases.withGradients(c, torch.run(c));
    run(c, 10);
    long objects = Pointer.totalCount();
    run(c, 1_000);
    assertThat(Pointer.totalCount()).isEqualTo(objects);
  }

  @Test
  void a_refused_case_leaves_nothing_behind() {
    Case c = Cases.forward("BatchNorm1d", "num_features=10", "normal[1, 10]");
    long objects = Pointer.totalCount();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> torch.run(c)).isNotNull();
    }
    assertThat(Pointer.totalCount()).isEqualTo(objects);
  }

  private void run(Case c, int times) {
    for (int i = 0; i < times; i++) {
      torch.run(c);
    }
  }
}
