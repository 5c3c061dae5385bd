package org.torchparity.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether, and for how long, to look for smaller cases that fail. */
final class ShrinkOptions {
  @Option(names = "--no-shrink", description = "do not look for smaller cases that fail")
  private boolean off;

  @Option(
      names = "--shrink-seconds",
      paramLabel = "SECONDS",
      description =
          "how long to look for a smaller case that fails in the same way, for the first failing"
              + " case of each kind (default: 3)")
  private double seconds = 3;

  /** The time for a search, zero for none. */
  Duration limit() {
    if (!(seconds >= 0 && seconds <= 1e6)) {
      throw new UsageException(
          "--shrink-seconds: expected a number of seconds that is not negative, but got "
              + seconds);
    }
    return off ? Duration.ZERO : Duration.ofNanos((long) (seconds * 1e9));
  }
}
