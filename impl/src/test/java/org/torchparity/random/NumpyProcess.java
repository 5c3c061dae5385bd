package org.torchparity.random;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Python with NumPy on this machine, run on {@code numpy_draws.py}. */
final class NumpyProcess {
  private static final List<String> CANDIDATES = List.of("python3", "/usr/bin/python3");

  private final String python;
  private final String numpyVersion;

  private NumpyProcess(String python, String numpyVersion) {
    this.python = python;
    this.numpyVersion = numpyVersion;
  }

  /** Returns the first Python that can import NumPy, or nothing where none can. */
  static Optional<NumpyProcess> find() {
    return CANDIDATES.stream().flatMap(python -> startedAs(python).stream()).findFirst();
  }

  private static Optional<NumpyProcess> startedAs(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import numpy; print(numpy.__version__)")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String version =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0
          ? Optional.of(new NumpyProcess(python, version))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no such program
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Returns one line of draws for each call.
   *
   * @param directory an empty one, for the files of the run
   */
  List<String> answers(List<String> calls, Path directory) {
    try {
      Path script = Files.write(directory.resolve("numpy_draws.py"), source());
      Path input = Files.write(directory.resolve("calls"), calls);
      Path output = directory.resolve("answers");
      Path errors = directory.resolve("errors");
      Process process =
          new ProcessBuilder(python, script.toString())
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException(this + " did not finish within two minutes");
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(this + " failed: " + Files.readString(errors));
      }
      return Files.readAllLines(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static byte[] source() throws IOException {
    try (InputStream source = NumpyProcess.class.getResourceAsStream("numpy_draws.py")) {
      return Objects.requireNonNull(source, "numpy_draws.py").readAllBytes();
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while Python was running", e);
  }

  @Override
  public String toString() {
    return python + " with NumPy " + numpyVersion;
  }
}
