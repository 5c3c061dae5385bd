package org.torchparity.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.Figures;
import org.torchparity.fixtures.WholeFiles;
import org.torchparity.harness.Drift;

/** Drift by module: a line for each, and behind them every case that drifted, module by module. */
public final class DriftReport {
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** Adds a case. */
  public void add(Drift drift) {
    groups.computeIfAbsent(drift.c().spec().simpleName(), module -> new Group()).add(drift);
  }

  /** The number of cases. */
  public int cases() {
    return groups.values().stream().mapToInt(group -> group.all.size()).sum();
  }

  /** The number of cases that drifted. */
  public int drifted() {
    return groups.values().stream().mapToInt(group -> group.drifted().size()).sum();
  }

  /**
   * Prints everything.
   *
   * @param now what ran the cases again
   */
  public void print(PrintWriter out, String now) {
    out.printf(
        Locale.ROOT,
        "%-28s %6s %6s %10s %12s  %s%n",
        "module",
        "cases",
        "drift",
        "worst abs",
        "worst ULP",
        "quantities");
    groups.forEach((module, group) -> out.printf(Locale.ROOT, "%-28s %s%n", module, group));
    groups.values().stream()
        .flatMap(group -> group.drifted().stream())
        .forEach(drift -> out.println(System.lineSeparator() + drift.message(now)));
    out.println();
    out.println(
        cases() + " cases: " + (cases() - drifted()) + " as recorded, " + drifted() + " drift");
  }

  /**
   * Writes {@code report.json} into a folder, in one step:
   *
   * <pre>
   * {"environment": {…}, "cases": [{"id", "module", "dtype", "mode", "recorded_by", "drift",
   *   "refusal"?, "quantities": [{"name", "elements", "mismatched", "max_abs", "max_ulp"}]}]}
   * </pre>
   *
   * <p>Only the quantities that drifted are listed. A figure that is not finite is the string
   * {@code "inf"}.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path folder, Map<String, String> environment) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    environment.forEach(root.putObject("environment")::put);
    ArrayNode cases = root.putArray("cases");
    groups.values().forEach(group -> group.all.forEach(drift -> add(cases.addObject(), drift)));
    Files.createDirectories(folder);
    WholeFiles.write(
        folder.resolve("report.json"),
        mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }

  private static void add(ObjectNode node, Drift drift) {
    node.put("id", drift.c().id());
    node.put("module", drift.c().spec().module());
    node.put("dtype", drift.c().dtype().torchName());
    node.put("mode", drift.c().mode().key());
    node.put("recorded_by", drift.producer());
    node.put("drift", drift.isDrift());
    if (!drift.refusal().isEmpty()) {
      node.put("refusal", drift.refusal());
    }
    ArrayNode quantities = node.putArray("quantities");
    for (Comparison comparison : drift.drifted()) {
      ObjectNode quantity = quantities.addObject();
      quantity.put("name", comparison.quantity());
      quantity.put("elements", comparison.elements());
      quantity.put("mismatched", comparison.mismatched());
      number(quantity, "max_abs", comparison.maxAbsolute());
      number(quantity, "max_ulp", comparison.maxUlp());
    }
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.put(name, "inf");
    }
  }

  /** The cases of one module. */
  private static final class Group {
    private final List<Drift> all = new ArrayList<>();
    private final Map<String, Integer> quantities = new LinkedHashMap<>();
    private double absolute;
    private double ulp;

    List<Drift> drifted() {
      return all.stream().filter(Drift::isDrift).toList();
    }

    void add(Drift drift) {
      all.add(drift);
      for (Comparison comparison : drift.drifted()) {
        quantities.merge(comparison.quantity(), 1, Integer::sum);
        absolute = Math.max(absolute, comparison.maxAbsolute());
        ulp = Math.max(ulp, comparison.maxUlp());
      }
    }

    @Override
    public String toString() {
      List<String> names = new ArrayList<>();
      quantities.forEach((name, count) -> names.add(name + " (" + count + ")"));
      String row =
          String.format(
              Locale.ROOT,
              "%6d %6d %10s %12s  %s",
              all.size(),
              drifted().size(),
              Figures.number(absolute),
              Double.isInfinite(ulp) ? "inf" : String.format(Locale.ROOT, "%.0f", ulp),
              String.join(", ", names));
      return row.stripTrailing();
    }
  }
}
