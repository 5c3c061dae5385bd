package org.torchparity.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Backend;
import org.torchparity.isolate.IsolatedBackend;
import org.torchparity.isolate.LibtorchWorker;
import picocli.CommandLine.Option;

/** The options of subcommands that run libtorch, and the libtorch they ask for. */
final class ReferenceOptions implements AutoCloseable {
  @Option(
      names = "--isolate",
      description =
          "run libtorch in a process of its own: if it crashes or hangs, that is the case's outcome,"
              + " and the run goes on")
  private boolean isolate;

  @Option(
      names = "--case-timeout",
      paramLabel = "SECONDS",
      description = "how long libtorch may take for a case, with --isolate (default: 60)")
  private double caseTimeout = 60;

  private @Nullable IsolatedBackend child;

  /** Libtorch in this process, or in another. */
  Backend open() {
    if (!isolate) {
      return References.libtorch();
    }
    if (!(caseTimeout > 0 && caseTimeout <= 1e6)) {
      throw new UsageException(
          "--case-timeout: expected a positive number of seconds, but got " + caseTimeout);
    }
    try {
      IsolatedBackend started =
          new IsolatedBackend(
              LibtorchWorker.class,
              List.of(),
              Runtime.getRuntime().availableProcessors(),
              Duration.ofNanos((long) (caseTimeout * 1e9)));
      child = started;
      return started;
    } catch (IllegalStateException e) {
      throw References.unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** Ends the process, if there is one. */
  @Override
  public void close() {
    if (child != null) {
      child.close();
    }
  }
}
