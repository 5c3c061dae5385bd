package org.torchparity.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Python with torch on this machine. */
final class PythonTorch {
  /** With the value {@code required} a Python without torch is a failure, not a reason to skip. */
  static final String VARIABLE = "TORCHPARITY_PYTHON_TORCH";

  private static final List<String> CANDIDATES = List.of("python3", "/usr/bin/python3");
  private static final Optional<PythonTorch> FOUND =
      CANDIDATES.stream().filter(PythonTorch::hasTorch).findFirst().map(PythonTorch::new);

  private final String python;

  private PythonTorch(String python) {
    this.python = python;
  }

  /**
   * Returns the first Python that can import torch.
   *
   * @throws IllegalStateException if none can
   */
  static PythonTorch find() {
    return FOUND.orElseThrow(() -> new IllegalStateException("no python3 here can import torch"));
  }

  private static boolean hasTorch(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import torch")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Runs a script to its end, here. */
  void run(Path log, Path script, List<String> arguments) throws IOException {
    runIn(Path.of(""), log, script, arguments);
  }

  /**
   * Runs a script to its end.
   *
   * @param here the script's working directory
   * @param log receives what it prints
   * @throws IllegalStateException if it fails, with what it printed, or takes longer than five
   *     minutes
   */
  void runIn(Path here, Path log, Path script, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(here.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException(script + " did not finish within five minutes");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw interrupted(e);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          script + " failed: " + Files.readString(log, StandardCharsets.UTF_8));
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while Python was running", e);
  }

  /** Skips tests where no Python has torch, unless {@link #VARIABLE} asks for them. */
  static final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (FOUND.isPresent()) {
        return ConditionEvaluationResult.enabled(FOUND.get().python + " has torch");
      }
      return "required".equals(System.getenv(VARIABLE))
          ? ConditionEvaluationResult.enabled(VARIABLE + " asks for it")
          : ConditionEvaluationResult.disabled(
              "no python3 here can import torch: Java was not compared with Python's torch");
    }
  }
}
