package org.torchparity.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Figures;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.QuantityVerdict;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.FixtureFormatException;
import org.torchparity.harness.CaseResult;
import org.torchparity.kernel.Kernels;
import org.torchparity.report.JsonReport;
import org.torchparity.shrink.Smallest;

/**
 * Receives results one by one: a line a module and dtype on the console, the whole message of every
 * failing case behind it, and the report where one is wanted.
 */
final class Results {
  private final PrintWriter out;
  private final @Nullable JsonReport report;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();

  Results(PrintWriter out, @Nullable Path folder, String reference) {
    this.out = out;
    try {
      report = folder == null ? null : new JsonReport(folder, environment(reference));
    } catch (IOException e) {
      throw new UsageException("--report: cannot make the folder " + folder + ": " + e);
    }
  }

  /** What a run depends on, for reports. */
  static Map<String, String> environment(String reference) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("java", Runtime.version().toString());
    environment.put("kernels", Kernels.description());
    environment.put("reference", reference);
    environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    return environment;
  }

  void add(CaseResult result) {
    tallies
        .computeIfAbsent(
            String.format(
                Locale.ROOT,
                "%-28s %s",
                result.c().spec().simpleName(),
                result.c().dtype().torchName()),
            key -> new Tally())
        .add(result);
    try {
      if (report != null) {
        report.add(result);
      }
      if (!result.verdict().outcome().isAgreement()) {
        failures.add(failure(result));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String failure(CaseResult result) throws IOException {
    String message = result.verdict().message("torchparity " + result.rerun());
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
    return tallies.values().stream().mapToInt(tally -> tally.cases).sum();
  }

  /** Prints everything, writes the report, and returns the exit code. */
  int finish() {
    out.printf(
        Locale.ROOT,
        "%-36s %6s %6s %9s %6s  %s%n",
        "module",
        "cases",
        "agree",
        "rounding",
        "fail",
        "worst (smallest tolerance that passes)");
    tallies.forEach((name, tally) -> out.printf(Locale.ROOT, "%-36s %s%n", name, tally));
    failures.forEach(message -> out.println(System.lineSeparator() + message));
    Tally total = new Tally();
    tallies.values().forEach(total::add);
    out.println();
    out.println(total.sentence());
    try {
      if (report != null) {
        report.write();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return failures.isEmpty() ? Torchparity.AGREE : Torchparity.DISAGREE;
  }

  /** Counts of one line. */
  private static final class Tally {
    private int cases;
    private int agree;
    private int rounding;
    private int vacuous;
    private int died;
    private double worst;

    void add(CaseResult result) {
      cases++;
      Outcome outcome = result.verdict().outcome();
      agree += outcome == Outcome.AGREES ? 1 : 0;
      rounding += outcome == Outcome.AGREES_WITHIN_ROUNDING ? 1 : 0;
      vacuous += outcome == Outcome.VACUOUS ? 1 : 0;
      died += outcome == Outcome.REFERENCE_DIED ? 1 : 0;
      for (QuantityVerdict quantity : result.verdict().quantities()) {
        worst = Math.max(worst, quantity.comparison().smallestTolerance());
      }
    }

    void add(Tally other) {
      cases += other.cases;
      agree += other.agree;
      rounding += other.rounding;
      vacuous += other.vacuous;
      died += other.died;
      worst = Math.max(worst, other.worst);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%6d %6d %9d %6d  %s",
          cases,
          agree,
          rounding,
          cases - agree - rounding,
          Figures.number(worst));
    }

    String sentence() {
      int failing = cases - agree - rounding;
      return String.format(
          Locale.ROOT,
          "%d cases: %d agree, %d agree within torch's rounding, %d disagree%s%s",
          cases,
          agree,
          rounding,
          failing - vacuous - died,
          vacuous == 0 ? "" : ", " + vacuous + " prove nothing",
          died == 0 ? "" : ", " + died + " the reference did not survive");
    }
  }
}
