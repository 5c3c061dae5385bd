package org.torchparity.golden;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far from the golden set each module may be, a line each: its name, two errors, a count.
 *
 * @param byModule by torch's name without its package
 */
record AccuracyBudgets(Map<String, Worst> byModule) {
  /** What a budget has beyond the error measured: other vectors, another JDK round otherwise. */
  private static final double HEADROOM = 4;

  /** An error this many times below its budget is an improvement, not another rounding. */
  private static final double SHRUNK = 16;

  /** Between 1 and the next number: an error that is smaller is measured as this. */
  private static final double EPSILON32 = Math.ulp(1f);

  private static final double EPSILON64 = Math.ulp(1.0);

  private static final String HEADING =
      """
      # How far from the golden set each module may be: the smallest t for which every quantity has
      # |java - torch| <= t + t * |torch|, in float32 and in float64, and the number of quantities that
      # agree only within torch's own rounding. What was measured, times four. docs/fixtures.md tells
      # how to replace this file.
      """;

  /** Copies and sorts the map. */
  AccuracyBudgets {
    byModule = new TreeMap<>(byModule);
  }

  /**
   * The worst of a module.
   *
   * @param float32 smallest tolerance that its quantities in float32 pass, but for those of
   *     rounding
   * @param float64 smallest tolerance that its quantities in float64 pass
   * @param rounding number of its quantities that agree only within torch's rounding
   */
  record Worst(double float32, double float64, int rounding) {
    static final Worst NONE = new Worst(0, 0, 0);

    /** The worst of both. */
    Worst and(Worst other) {
      return new Worst(
          Math.max(float32, other.float32),
          Math.max(float64, other.float64),
          rounding + other.rounding);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s %s %d", text(float32), text(float64), rounding);
    }

    private static String text(double error) {
      return error == 0 ? "0" : String.format(Locale.ROOT, "%.1e", error);
    }
  }

  /** The budgets that a run's worst errors give. */
  static AccuracyBudgets of(Map<String, Worst> measured) {
    Map<String, Worst> budgets = new TreeMap<>();
    measured.forEach(
        (module, worst) ->
            budgets.put(
                module,
                new Worst(
                    budget(worst.float32(), EPSILON32),
                    budget(worst.float64(), EPSILON64),
                    worst.rounding())));
    return new AccuracyBudgets(budgets);
  }

  /** Two digits, never below the error; of an error of zero zero. */
  private static double budget(double error, double epsilon) {
    return error == 0 ? 0 : roundedUp(HEADROOM * Math.max(error, epsilon));
  }

  private static double roundedUp(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(2, RoundingMode.CEILING)).doubleValue();
  }

  /** Reads the checked-in file. */
  static AccuracyBudgets read(Path file) throws IOException {
    Map<String, Worst> budgets = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        String[] fields = line.split(" ", -1);
        if (fields.length != 4) {
          throw new IOException(file + ": expected a module and three numbers: '" + line + "'");
        }
        budgets.put(
            fields[0],
            new Worst(
                Double.parseDouble(fields[1]),
                Double.parseDouble(fields[2]),
                Integer.parseInt(fields[3])));
      }
    }
    return new AccuracyBudgets(budgets);
  }

  /** The file's text. */
  String text() {
    StringBuilder text = new StringBuilder(HEADING);
    byModule.forEach((module, worst) -> text.append(module).append(' ').append(worst).append('\n'));
    return text.toString();
  }

  /** The budget of each module here or in the other, whichever is wider. */
  AccuracyBudgets widenedBy(AccuracyBudgets other) {
    Map<String, Worst> wider = new TreeMap<>(byModule);
    other.byModule.forEach(
        (module, theirs) ->
            wider.merge(
                module,
                theirs,
                (a, b) ->
                    new Worst(
                        Math.max(a.float32(), b.float32()),
                        Math.max(a.float64(), b.float64()),
                        Math.max(a.rounding(), b.rounding()))));
    return new AccuracyBudgets(wider);
  }

  /** How a module's worst is beyond its budget, in one line; empty if it is within. */
  String grown(String module, Worst measured) {
    Worst budget = byModule.get(module);
    if (budget == null) {
      return module + " has no budget: measured " + measured;
    }
    return measured.float32() <= budget.float32()
            && measured.float64() <= budget.float64()
            && measured.rounding() <= budget.rounding()
        ? ""
        : module + " is less accurate than it was: measured " + measured + ", budget " + budget;
  }

  /** How a module's worst is far below its budget, in one line; empty if it is not. */
  String shrunk(String module, Worst measured) {
    Worst budget = byModule.get(module);
    return budget != null
            && (isFarBelow(measured.float32(), budget.float32(), EPSILON32)
                || isFarBelow(measured.float64(), budget.float64(), EPSILON64)
                || measured.rounding() < budget.rounding())
        ? module + " is more accurate than it was: measured " + measured + ", budget " + budget
        : "";
  }

  private static boolean isFarBelow(double measured, double budget, double epsilon) {
    return SHRUNK * Math.max(measured, epsilon) < budget;
  }
}
