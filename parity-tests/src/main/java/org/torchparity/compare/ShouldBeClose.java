package org.torchparity.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The text where values differ: how many, where most, and what would pass. */
final class ShouldBeClose {
  private final Comparison comparison;
  private final Tensor actual;
  private final Differences differences;
  private final Sides sides;
  private final List<String> lines = new ArrayList<>();

  private ShouldBeClose(
      Comparison comparison, Tensor actual, Differences differences, Sides sides) {
    this.comparison = comparison;
    this.actual = actual;
    this.differences = differences;
    this.sides = sides;
  }

  static String text(Comparison comparison, Tensor actual, Differences differences, Sides sides) {
    return new ShouldBeClose(comparison, actual, differences, sides).text();
  }

  private String text() {
    int elements = comparison.elements();
    lines.add(
        String.format(
            Locale.ROOT,
            "Mismatched elements: %d / %d (%.1f%%)",
            differences.mismatched,
            elements,
            elements == 0 ? 0 : 100.0 * differences.mismatched / elements));
    if (differences.notFinite > 0) {
      lines.add(
          "Not finite on both sides alike: "
              + differences.notFinite
              + ", the first"
              + where(differences.firstNotFinite));
    }
    if (differences.absoluteAt >= 0) {
      peaks();
    }
    lines.add("Allowed: " + comparison.tolerance());
    lines.add(
        Double.isInfinite(differences.smallestTolerance)
            ? "No tolerance passes"
            : "Smallest tolerance that passes: atol = rtol = "
                + Figures.roundedUp(differences.smallestTolerance));
    return String.join("\n", lines);
  }

  private void peaks() {
    double allowed =
        comparison.tolerance().allowed(comparison.expected().get(differences.absoluteAt));
    lines.add(
        "Greatest absolute difference: "
            + Figures.beside(differences.absolute, allowed)
            + where(differences.absoluteAt)
            + " (up to "
            + Figures.number(allowed)
            + " allowed)");
    if (differences.relativeAt >= 0) {
      lines.add(
          "Greatest relative difference: "
              + Figures.number(differences.relative)
              + where(differences.relativeAt));
    }
    if (comparison.expected().dtype() != DType.INT64) {
      lines.add(
          String.format(Locale.ROOT, "Greatest distance: %.0f ULP", differences.ulp)
              + (differences.ulpAt < 0 ? "" : where(differences.ulpAt)));
    }
  }

  private String where(int position) {
    return " at index "
        + Figures.index(actual.shape(), position)
        + ": "
        + sides.element(actual, comparison.expected(), position);
  }
}
