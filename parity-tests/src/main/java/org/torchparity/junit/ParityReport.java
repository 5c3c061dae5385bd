package org.torchparity.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Fixture;
import org.torchparity.harness.CaseResult;
import org.torchparity.report.Environment;
import org.torchparity.report.JsonReport;

/**
 * The report of the tests of this process: {@code target/torchparity-report}, or the folder that
 * {@code -Dtorchparity.report} names. It is written when the tests are over, if any has added a
 * result; a test that is run again adds a second one. Safe for tests that run in parallel.
 */
final class ParityReport {
  private static final ParityReport OF_THIS_PROCESS =
      new ParityReport(
          Path.of(System.getProperty("torchparity.report", "target/torchparity-report")));

  private final Path folder;
  private @Nullable JsonReport report;

  ParityReport(Path folder) {
    this.folder = folder;
  }

  static ParityReport ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** Adds a result, whose {@code rerun} is the whole command that runs the case again. */
  synchronized void add(CaseResult result) {
    try {
      JsonReport begun = report;
      if (begun == null) {
        begun = new JsonReport(folder, Environment.of(result.verdict().reference()));
        report = begun;
      }
      begun.add(result, result.rerun());
      Fixture recording = result.recording();
      if (recording != null && !result.verdict().outcome().isAgreement()) {
        begun.failure(recording);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void write() {
    try {
      if (report != null) {
        report.write();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
