package org.torchparity.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torchparity.isolate.DyingCases.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.tensor.Tensor;

/** Every way to die is an outcome of the case, and the next case is answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolatedBackendTest {
  private final IsolatedBackend mortal =
      new IsolatedBackend(DyingWorker.class, DyingCases.OPTIONS, 2, Duration.ofSeconds(20));

  @AfterAll
  void end() {
    mortal.close();
  }

  private static void assertAnswers(Backend backend) {
    Tensor given = command("Echo").inputs().get("0");
    assertThat(backend.run(command("Echo")).get("0").isBitwiseEqualTo(given)).isTrue();
  }

  private void assertDies(String command, String pattern) {
    assertThatThrownBy(() -> mortal.run(command(command)))
        .isInstanceOf(BackendDiedException.class)
        .message()
        .matches(pattern);
    assertAnswers(mortal);
  }

  @Test
  void an_answer_is_bitwise_what_the_backend_gave() {
    assertThat(mortal.name()).isEqualTo("mortal");
    assertAnswers(mortal);
  }

  @Test
  void refusals_and_unknown_modules_are_what_they_are_without_isolation() {
    assertThatThrownBy(() -> mortal.run(command("Refuse")))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessage("too wide");
    assertThatThrownBy(() -> mortal.run(command("Nothing")))
        .isInstanceOf(UnsupportedCaseException.class)
        .hasMessage("no command Nothing");
  }

  @Test
  void what_java_and_native_code_print_on_standard_output_is_no_answer() {
    for (int i = 0; i < 3; i++) {
      assertThat(mortal.run(command("Print")).get("0")).isNotNull();
    }
    assertAnswers(mortal);
  }

  @Test
  void an_exit_is_told_with_its_code_and_the_last_line_of_standard_error() {
    assertDies("Exit", "it exited with code 7; its last words: so long");
  }

  @Test
  void an_exception_that_is_no_answer_is_told() {
    assertDies(
        "Throw",
        "it exited with code 70; its last words: java.lang.IllegalStateException: quite unexpected");
  }

  @Test
  void exhausted_memory_is_told() {
    assertDies(
        "Exhaust",
        "it exited with code 3; its last words: .*java.lang.OutOfMemoryError: Java heap space");
  }

  @Test
  void an_answer_that_makes_no_sense_is_told() {
    assertDies("Garble", "it (gave no sensible answer|exited with code).*");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_crash_is_told_with_the_signal_and_the_frame_it_came_from() {
    assertDies(
        "Crash",
        "it crashed with SIG(SEGV|BUS) \\(0x\\w+\\) in [VCJv] .*; its log is .*torchparity-crash.*");
  }

  @ParameterizedTest(name = "{0}")
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @CsvSource({"SIGKILL, 137", "SIGABRT, 134"})
  void a_signal_is_told_by_name(String signal, int code) {
    assertDies(signal, "it was killed by " + signal + " \\(exit code " + code + "\\)");
  }

  @Test
  void a_hang_is_ended_at_the_time_limit() {
    try (IsolatedBackend impatient =
        new IsolatedBackend(DyingWorker.class, List.of(), 2, Duration.ofMillis(1500))) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> impatient.run(command("Hang")))
          .isInstanceOf(BackendDiedException.class)
          .hasMessage("it gave no answer within 1.5 s and was killed");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(10));
      assertAnswers(impatient);
    }
  }

  @Test
  void of_two_cases_that_run_together_only_the_deadly_one_is_blamed() throws Exception {
    CompletableFuture<?> harmless =
        CompletableFuture.supplyAsync(() -> mortal.run(command("Sleep")));
    CompletableFuture<?> deadly = CompletableFuture.supplyAsync(() -> mortal.run(command("Exit")));
    assertThat(harmless.get()).isNotNull();
    assertThatThrownBy(deadly::join).hasCauseInstanceOf(BackendDiedException.class);
  }

  @Test
  void a_process_that_somebody_ended_between_two_cases_is_started_anew() throws Exception {
    assertAnswers(mortal);
    mortal.process().destroyForcibly().waitFor();
    assertAnswers(mortal);
  }

  @Test
  void a_backend_that_is_not_available_says_why() {
    assertThatThrownBy(
            () -> new IsolatedBackend(AbsentWorker.class, List.of(), 1, Duration.ofSeconds(9)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not on this platform");
  }

  @Test
  void a_process_that_does_not_start_says_how_it_ended() {
    assertThatThrownBy(
            () ->
                new IsolatedBackend(
                    DyingWorker.class,
                    List.of("-XX:+NoSuchOption", "-XX:-IgnoreUnrecognizedVMOptions"),
                    1,
                    Duration.ofSeconds(9)))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .matches("DyingWorker does not start: it exited with code 1; its last words: .*");
  }

  /** There is no backend here. */
  static final class AbsentWorker {
    public static void main(String[] args) {
      Worker.serve(
          args,
          () -> {
            throw new IllegalStateException("not on this platform");
          });
    }
  }
}
