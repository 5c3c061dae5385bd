package org.torchparity.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torchparity.isolate.DyingCases.command;

import java.io.BufferedReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No child outlives its parent. */
class OrphanTest {

  /** A parent of a child that it asks to run one case. */
  static final class Parent {
    public static void main(String[] args) {
      IsolatedBackend mortal =
          new IsolatedBackend(DyingWorker.class, List.of(), 1, Duration.ofMinutes(5));
      ProcessHandle.current().children().forEach(each -> System.out.println(each.pid()));
      mortal.run(command(args[0]));
      System.out.println("answered");
      mortal.run(command("Hang"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Echo", "Hang"})
  void a_child_ends_when_its_parent_is_killed_even_in_the_middle_of_a_case(String before)
      throws Exception {
    Process parent = new ProcessBuilder(JavaCommand.of(Parent.class, List.of(), before)).start();
    try (BufferedReader out = parent.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      if (before.equals("Echo")) {
        assertThat(out.readLine()).isEqualTo("answered");
      }
      assertThat(child.isAlive()).isTrue();
      parent.destroyForcibly().waitFor();
      child.onExit().get(20, TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void closing_ends_the_child_even_in_the_middle_of_a_case() throws Exception {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    IsolatedBackend mortal =
        new IsolatedBackend(DyingWorker.class, List.of(), 1, Duration.ofMinutes(5));
    List<ProcessHandle> started =
        ProcessHandle.current().children().filter(each -> !before.contains(each)).toList();
    assertThat(started).isNotEmpty();
    Thread asking = new Thread(() -> assertThat(mortal.run(command("Hang"))).isNull());
    asking.setUncaughtExceptionHandler((thread, death) -> {});
    asking.start();
    mortal.close();
    for (ProcessHandle child : started) {
      child.onExit().get(20, TimeUnit.SECONDS);
    }
  }
}
