package org.torchparity.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Figures;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.QuantityVerdict;
import org.torchparity.harness.CaseResult;
import org.torchparity.tensor.DType;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Results as a table: a line a module, its worst figures last, and below the line of a module that
 * fails the whole message of every failing case. Coloured where the console is.
 */
final class ModuleTable {
  private static final List<DType> DTYPES = List.of(DType.FLOAT32, DType.FLOAT64);

  private final Ansi ansi;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Line total = new Line();

  ModuleTable(Ansi ansi) {
    this.ansi = ansi;
  }

  /**
   * Counts a result in.
   *
   * @param failure the message of a case that fails, null for others
   */
  void add(CaseResult result, @Nullable String failure) {
    Line line = lines.computeIfAbsent(result.c().spec().simpleName(), module -> new Line());
    line.add(result);
    total.add(result);
    if (failure != null) {
      line.failures.add(failure);
    }
  }

  /** How many cases there were. */
  int cases() {
    return total.cases();
  }

  void print(PrintWriter out) {
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    width = Math.max(width, "module".length());
    out.println(
        paint(
            String.format(
                Locale.ROOT,
                "%-" + width + "s  %6s %6s %9s %6s   %s",
                "module",
                "cases",
                "agree",
                "rounding",
                "fail",
                "worst float32, float64"),
            Style.bold));
    for (var each : lines.entrySet()) {
      Line line = each.getValue();
      String name = String.format(Locale.ROOT, "%-" + width + "s", each.getKey());
      out.println(
          (line.failing() > 0 ? paint(name, Style.fg_red, Style.bold) : name) + counts(line));
      line.failures.forEach(failure -> out.println(expanded(failure)));
    }
    out.println();
    out.println(paint(sentence(), Style.bold, total.failing() > 0 ? Style.fg_red : Style.fg_green));
    String peaks = String.join(", ", DTYPES.stream().flatMap(total::peak).toList());
    if (!peaks.isEmpty()) {
      out.println("worst (the smallest atol = rtol that passes): " + peaks);
    }
  }

  private String counts(Line line) {
    int rounding = line.count(Outcome.AGREES_WITHIN_ROUNDING);
    int failing = line.failing();
    String roundings = String.format(Locale.ROOT, "%9d", rounding);
    String failures = String.format(Locale.ROOT, "%6d", failing);
    return String.format(
        Locale.ROOT,
        "  %6d %6d %s %s   %13s %8s",
        line.cases(),
        line.count(Outcome.AGREES),
        rounding > 0 ? paint(roundings, Style.fg_yellow) : roundings,
        failing > 0 ? paint(failures, Style.fg_red, Style.bold) : failures,
        line.worst(DType.FLOAT32),
        line.worst(DType.FLOAT64));
  }

  /** A message below its module's line, its headline in red. */
  private String expanded(String message) {
    StringBuilder text = new StringBuilder();
    message
        .lines()
        .forEach(
            line -> {
              boolean headline = text.isEmpty();
              text.append(headline ? "" : System.lineSeparator())
                  .append(line.isEmpty() ? "" : "  ")
                  .append(headline ? paint(line, Style.fg_red) : line);
            });
    return text.append(System.lineSeparator()).toString();
  }

  private String sentence() {
    StringBuilder text = new StringBuilder(total.cases() + " cases: ");
    text.append(total.count(Outcome.AGREES)).append(" agree, ");
    text.append(total.count(Outcome.AGREES_WITHIN_ROUNDING))
        .append(" agree within torch's rounding, ");
    text.append(total.count(Outcome.DISAGREES)).append(" disagree");
    total.counts.forEach(
        (outcome, count) -> {
          if (!outcome.isAgreement() && outcome != Outcome.DISAGREES) {
            text.append(", ")
                .append(count)
                .append(' ')
                .append(
                    switch (outcome) {
                      case VACUOUS -> "prove nothing";
                      case REFERENCE_DIED -> "the reference did not survive";
                      default -> outcome.toString();
                    });
          }
        });
    return text.toString();
  }

  /** Ends with a reset: what picocli ends bold text with is an underline to many terminals. */
  private String paint(String text, IStyle... styles) {
    return ansi.enabled() ? Style.on(styles) + text + Style.reset.on() : text;
  }

  /** What is counted of a module, or of all. */
  private static final class Line {
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<DType, Peak> peaks = new EnumMap<>(DType.class);
    private final List<String> failures = new ArrayList<>();

    /** The greatest of the smallest tolerances that pass, and whose it is. */
    private record Peak(double tolerance, String of) {}

    void add(CaseResult result) {
      counts.merge(result.verdict().outcome(), 1, Integer::sum);
      for (QuantityVerdict quantity : result.verdict().quantities()) {
        double tolerance = quantity.comparison().smallestTolerance();
        Peak peak = peaks.get(result.c().dtype());
        if (peak == null || tolerance > peak.tolerance()) {
          peaks.put(
              result.c().dtype(), new Peak(tolerance, quantity.name() + " of " + result.c().id()));
        }
      }
    }

    int count(Outcome outcome) {
      return counts.getOrDefault(outcome, 0);
    }

    int cases() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    int failing() {
      return cases() - count(Outcome.AGREES) - count(Outcome.AGREES_WITHIN_ROUNDING);
    }

    String worst(DType dtype) {
      Peak peak = peaks.get(dtype);
      return peak == null ? "-" : Figures.number(peak.tolerance());
    }

    /** The peak in words, if there is one above 0. */
    Stream<String> peak(DType dtype) {
      Peak peak = peaks.get(dtype);
      return peak == null || peak.tolerance() == 0
          ? Stream.empty()
          : Stream.of(Figures.number(peak.tolerance()) + " in " + peak.of());
    }
  }
}
