package org.torchparity.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.compare.Tolerance;
import org.torchparity.harness.FixtureCheck;
import org.torchparity.harness.FixtureFile;
import org.torchparity.harness.FixtureFiles;

/**
 * How many fixtures a second {@code verify} checks, after its start-up: on one core, by its
 * processor time, so that what else the machine does is not counted.
 */
@Tag("soak")
class VerifyRateTest {
  private static final double LEAST_RATE = 2000;
  private static final int ROUNDS = 5;

  @Test
  void two_thousand_fixtures_a_second_are_checked_once_java_is_warm() throws IOException {
    List<FixtureFile> files = FixtureFiles.of(List.of(GoldenSetTest.GOLDEN)).files();
    FixtureCheck check =
        new FixtureCheck(
            new JavaBackend(Catalogue.standard()),
            fixture -> dtype -> Tolerance.askedBy(fixture, dtype));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (FixtureFile file : files) {
        assertThat(check.check(file).fault()).isEmpty();
      }
      double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      best = Math.max(best, files.size() / seconds);
    }
    System.getLogger(VerifyRateTest.class.getName())
        .log(Level.INFO, String.format(Locale.ROOT, "verify: %.0f fixtures a second", best));
    assertThat(best).isGreaterThanOrEqualTo(LEAST_RATE);
  }
}
