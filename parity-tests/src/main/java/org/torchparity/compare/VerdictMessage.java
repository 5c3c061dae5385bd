package org.torchparity.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.Tensor;

/** The text of a verdict: who, where, by how much, what would pass, and how to run it again. */
final class VerdictMessage {
  private final StringBuilder text = new StringBuilder();

  private VerdictMessage() {}

  static String of(Verdict verdict, String rerun) {
    VerdictMessage message = new VerdictMessage();
    message.line(headline(verdict));
    for (QuantityVerdict quantity : verdict.quantities()) {
      if (!quantity.outcome().isAgreement()) {
        message.quantity(quantity, verdict.reference());
      }
    }
    message.text.append("Rerun: ").append(rerun);
    return message.text.toString();
  }

  private static String headline(Verdict verdict) {
    String names = String.join(", ", verdict.failing());
    if (!verdict.refusal().isEmpty()) {
      return verdict.caseId() + ": " + verdict.refusal();
    }
    if (verdict.outcome() == Outcome.VACUOUS) {
      return verdict.caseId() + ": the case proves nothing about " + names;
    }
    if (verdict.outcome().isAgreement()) {
      return verdict.caseId() + ": " + verdict.outcome();
    }
    return verdict.caseId()
        + ": "
        + switch (verdict.culprit()) {
          case JAVA -> "Java is wrong in " + names;
          case REFERENCE -> verdict.reference() + " is wrong in " + names;
          case BOTH -> "Java and " + verdict.reference() + " are both wrong in " + names;
          case NONE, UNKNOWN -> "Java and " + verdict.reference() + " disagree in " + names;
        };
  }

  private void quantity(QuantityVerdict verdict, String reference) {
    Comparison comparison = verdict.comparison();
    line("");
    line(verdict.name() + (verdict.note().isEmpty() ? "" : ": " + verdict.note()));
    Tensor actual = comparison.actual();
    if (actual == null) {
      line(
          "  Java has no such quantity; "
              + reference
              + " has one of "
              + comparison.expected().shape());
      return;
    }
    if (comparison.kind() == Comparison.Kind.SHAPE) {
      line(
          "  The shapes differ: Java "
              + actual.shape()
              + ", "
              + reference
              + " "
              + comparison.expected().shape());
      return;
    }
    if (comparison.kind() == Comparison.Kind.DTYPE) {
      line(
          "  The dtypes differ: Java "
              + actual.dtype().torchName()
              + ", "
              + reference
              + " "
              + comparison.expected().dtype().torchName());
      return;
    }
    if (comparison.mismatched() > 0) {
      values(verdict, comparison, actual, reference);
    }
  }

  private void values(
      QuantityVerdict verdict, Comparison comparison, Tensor actual, String reference) {
    line(
        String.format(
            Locale.ROOT,
            "  Mismatched elements: %d / %d (%.1f%%)",
            comparison.mismatched(),
            comparison.elements(),
            100.0 * comparison.mismatched() / comparison.elements()));
    int at = comparison.maxAbsoluteAt();
    String index = Figures.index(actual.shape(), at);
    String sides = sides(comparison, actual, verdict.oracle(), reference, at);
    if (Double.isInfinite(comparison.maxAbsolute())) {
      line("  Not finite on one side at index " + index + ": " + sides);
    } else {
      line(
          "  Greatest absolute difference: "
              + Figures.number(comparison.maxAbsolute())
              + " at index "
              + index
              + ": "
              + sides);
      line(
          "  Greatest relative difference: "
              + Figures.number(comparison.maxRelative())
              + (comparison.maxRelativeAt() < 0
                  ? ""
                  : " at index " + Figures.index(actual.shape(), comparison.maxRelativeAt()))
              + String.format(Locale.ROOT, "; greatest distance %.0f ULP", comparison.maxUlp()));
    }
    line("  Allowed: " + comparison.tolerance());
    OracleError java = verdict.javaError();
    OracleError torch = verdict.referenceError();
    if (java != null && torch != null) {
      line(
          "  Error against the float64 oracle: Java "
              + Figures.number(java.greatest())
              + ", "
              + reference
              + " "
              + Figures.number(torch.greatest())
              + " (root mean square "
              + Figures.number(java.rootMeanSquare())
              + ", "
              + Figures.number(torch.rootMeanSquare())
              + ")");
    }
    line(
        Double.isInfinite(comparison.smallestTolerance())
            ? "  No tolerance passes"
            : "  Smallest tolerance that passes: atol = rtol = "
                + Figures.number(comparison.smallestTolerance()));
  }

  private static String sides(
      Comparison comparison,
      Tensor actual,
      @Nullable Tensor oracle,
      String reference,
      int position) {
    boolean float32 = comparison.isFloat32();
    String text =
        "Java "
            + Figures.element(actual.get(position), float32)
            + ", "
            + reference
            + " "
            + Figures.element(comparison.expected().get(position), float32);
    return oracle == null
        ? text
        : text + ", oracle " + Figures.element(oracle.get(position), false);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
