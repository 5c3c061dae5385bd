package org.torchparity.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.FixtureFormatException;
import org.torchparity.harness.CaseResult;
import org.torchparity.report.Environment;
import org.torchparity.report.JsonReport;
import org.torchparity.shrink.Smallest;
import picocli.CommandLine.Help.Ansi;

/**
 * Receives results one by one: a line a module on the console, the whole message of every failing
 * case below it, and the report where one is wanted.
 */
final class Results {
  private final PrintWriter out;
  private final @Nullable JsonReport report;
  private final ModuleTable table;
  private boolean failed;

  Results(PrintWriter out, @Nullable Path folder, String reference) {
    this(out, folder, reference, Ansi.AUTO);
  }

  Results(PrintWriter out, @Nullable Path folder, String reference, Ansi ansi) {
    this.out = out;
    table = new ModuleTable(ansi);
    try {
      report = folder == null ? null : new JsonReport(folder, environment(reference));
    } catch (IOException e) {
      throw new UsageException("--report: cannot make the folder " + folder + ": " + e);
    }
  }

  /** What a run depends on, for reports. */
  static Map<String, String> environment(String reference) {
    return Environment.of(reference);
  }

  void add(CaseResult result) {
    String failure = null;
    try {
      if (report != null) {
        report.add(result, command(result));
      }
      if (!result.verdict().outcome().isAgreement()) {
        failed = true;
        failure = failure(result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    table.add(result, failure);
  }

  private static String command(CaseResult result) {
    return "torchparity " + result.rerun();
  }

  private String failure(CaseResult result) throws IOException {
    String message = result.verdict().message(command(result));
    Fixture recording = result.recording();
    if (report != null && recording != null) {
      message += "\nRecorded: " + report.failure(recording);
    }
    Smallest smallest = result.smallest();
    return smallest == null ? message : message + "\n\n" + text(smallest);
  }

  private String text(Smallest smallest) throws IOException {
    if (report == null) {
      return smallest.description()
          + "\nWith --report DIR it is saved, and can be run again alone.";
    }
    try {
      Path saved = report.failure(smallest.recording());
      return smallest.description() + "\nRerun: torchparity verify " + saved;
    } catch (FixtureFormatException notAFixture) {
      return smallest.description() + "\nIt cannot be saved: " + notAFixture.getMessage();
    }
  }

  /** How many cases there were. */
  int cases() {
    return table.cases();
  }

  /** Prints everything, writes the report, and returns the exit code. */
  int finish() {
    table.print(out);
    try {
      if (report != null) {
        report.write();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return failed ? Torchparity.DISAGREE : Torchparity.AGREE;
  }
}
