package org.torchparity.divergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.torchparity.compare.OracleError;
import org.torchparity.compare.QuantityVerdict;
import org.torchparity.tensor.DType;

/** The text of a report: where the models part, how, and the table of all layers. */
final class DivergenceText {
  private final DivergenceReport report;
  private final List<String> lines = new ArrayList<>();

  private DivergenceText(DivergenceReport report) {
    this.report = report;
  }

  static String of(DivergenceReport report) {
    DivergenceText text = new DivergenceText(report);
    text.write();
    return String.join("\n", text.lines);
  }

  private void write() {
    lines.add(
        report.java()
            + " against "
            + report.reference()
            + ", "
            + report.dtype().torchName()
            + ", "
            + report.mode().key()
            + ", "
            + (report.singleStep()
                ? "every layer on the reference's activations (single step)"
                : "each side on its own activations"));
    if (report.agrees()) {
      lines.add("No layer is out of line.");
    }
    if (!report.isComplete()) {
      lines.add("The run ended before the last layer: those behind show no figures.");
    }
    details("forward", report.firstForward(), LayerReport::forward);
    details("backward", report.firstBackward(), LayerReport::backward);
    lines.add("");
    lines.add(
        "Errors: greatest difference from the "
            + (report.dtype() == DType.FLOAT32 ? "float64 oracle" : "reference")
            + " over its greatest magnitude");
    lines.addAll(DivergenceTable.of(report));
  }

  private void details(
      String direction, Optional<LayerReport> first, Function<LayerReport, LayerErrors> errors) {
    first.ifPresent(
        layer -> {
          lines.add(
              "Going "
                  + direction
                  + ", the first layer out of line is "
                  + named(layer)
                  + ": "
                  + what(errors.apply(layer)));
          if (!errors.apply(layer).refusal().isEmpty()) {
            lines.add("  " + errors.apply(layer).refusal());
          }
          errors.apply(layer).failing().ifPresent(this::details);
          if (!layer.differingState().isEmpty()) {
            lines.add(
                "  Its state is not the reference's to begin with: "
                    + String.join(", ", layer.differingState()));
          }
        });
  }

  private static String named(LayerReport layer) {
    String name = layer.name().isEmpty() ? "the whole model" : layer.name();
    return layer.type().isEmpty() ? name : name + " (" + layer.type() + ")";
  }

  private static String what(LayerErrors errors) {
    return errors
        .failing()
        .map(QuantityVerdict::name)
        .orElse("Java refuses what the reference runs");
  }

  private void details(QuantityVerdict quantity) {
    quantity
        .comparison()
        .describe(report.java(), report.reference())
        .lines()
        .forEach(line -> lines.add("  " + line));
    OracleError java = quantity.javaError();
    OracleError reference = quantity.referenceError();
    if (java != null && reference != null) {
      lines.add(
          "  Error against the float64 oracle: "
              + report.java()
              + " "
              + java
              + ", "
              + report.reference()
              + " "
              + reference);
    }
  }
}
