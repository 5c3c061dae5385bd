package org.torchparity.divergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.torchparity.compare.Figures;
import org.torchparity.tensor.DType;

/** The model as a tree, a line a layer, with the error of each and a mark at the first ones. */
final class DivergenceTable {
  private static final String GAP = "   ";

  private final DivergenceReport report;
  private final List<Column> columns = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /** Errors of one kind in one direction: of each side in float32, where an oracle tells. */
  private record Column(
      String head,
      boolean both,
      Function<LayerReport, LayerErrors> direction,
      ToDoubleFunction<LayerErrors> java,
      ToDoubleFunction<LayerErrors> reference) {

    String of(LayerReport layer) {
      LayerErrors errors = direction.apply(layer);
      return cells(cell(java.applyAsDouble(errors)), cell(reference.applyAsDouble(errors)));
    }

    String sides() {
      return cells("Java", "torch");
    }

    private String cells(String left, String right) {
      String text = String.format(Locale.ROOT, "%8s", left);
      return padded(both ? text + String.format(Locale.ROOT, " %8s", right) : text);
    }

    String padded(String text) {
      return GAP + text + " ".repeat(Math.max(head.length(), both ? 17 : 8) - text.length());
    }

    private static String cell(double value) {
      return Double.isNaN(value) ? "-" : Figures.number(value);
    }
  }

  /** A layer, or the name above some. */
  private record Row(String name, String cells, String mark) {}

  private DivergenceTable(DivergenceReport report) {
    this.report = report;
  }

  static List<String> of(DivergenceReport report) {
    DivergenceTable table = new DivergenceTable(report);
    table.columns("forward", LayerReport::forward);
    if (report.layers().stream().anyMatch(layer -> layer.backward().wasRun())) {
      table.columns("backward", LayerReport::backward);
    }
    table.rows();
    return table.lines();
  }

  private void columns(String name, Function<LayerReport, LayerErrors> direction) {
    boolean both = report.dtype() == DType.FLOAT32;
    if (!report.singleStep()) {
      columns.add(
          new Column(
              name + ", so far", both, direction, LayerErrors::soFar, LayerErrors::soFarReference));
    }
    columns.add(
        new Column(name + ", own", both, direction, LayerErrors::own, LayerErrors::ownReference));
  }

  private void rows() {
    Optional<String> forward = report.firstForward().map(LayerReport::name);
    Optional<String> backward = report.firstBackward().map(LayerReport::name);
    List<String> above = List.of();
    for (LayerReport layer : report.layers()) {
      List<String> path = List.of(layer.name().split("\\.", -1));
      List<String> parents = path.subList(0, path.size() - 1);
      for (int depth = common(above, parents); depth < parents.size(); depth++) {
        rows.add(new Row("  ".repeat(depth + 1) + parents.get(depth), "", ""));
      }
      above = parents;
      StringBuilder cells = new StringBuilder();
      columns.forEach(column -> cells.append(column.of(layer)));
      boolean isForward = forward.filter(layer.name()::equals).isPresent();
      boolean isBackward = backward.filter(layer.name()::equals).isPresent();
      rows.add(
          new Row(
              (isForward || isBackward ? "> " : "  ")
                  + "  ".repeat(parents.size())
                  + path.get(path.size() - 1)
                  + (layer.type().isEmpty() ? "" : " " + layer.type()),
              cells.toString(),
              mark(isForward, isBackward)));
    }
  }

  private static String mark(boolean forward, boolean backward) {
    if (!forward && !backward) {
      return "";
    }
    return "  <- first going "
        + (forward && backward ? "forward and backward" : forward ? "forward" : "backward");
  }

  private static int common(List<String> a, List<String> b) {
    int common = 0;
    while (common < Math.min(a.size(), b.size()) && a.get(common).equals(b.get(common))) {
      common++;
    }
    return common;
  }

  private List<String> lines() {
    int width = "layer".length();
    for (Row row : rows) {
      width = Math.max(width, row.name().length());
    }
    StringBuilder heads = new StringBuilder(" ".repeat(width));
    StringBuilder sides = new StringBuilder(" ".repeat(width));
    for (Column column : columns) {
      heads.append(column.padded(column.head()));
      sides.append(column.sides());
    }
    List<String> lines = new ArrayList<>();
    lines.add(heads.toString().stripTrailing());
    lines.add(("layer" + sides.substring("layer".length())).stripTrailing());
    for (Row row : rows) {
      lines.add(
          (row.name() + " ".repeat(width - row.name().length()) + row.cells() + row.mark())
              .stripTrailing());
    }
    return lines;
  }
}
