package org.torchparity.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.Tensor;

/** The text of a verdict: who, where, by how much, what would pass, and how to run it again. */
final class VerdictMessage {
  private final Verdict verdict;
  private final List<String> lines = new ArrayList<>();

  private VerdictMessage(Verdict verdict) {
    this.verdict = verdict;
  }

  /** The headline, a section for every quantity that does not simply agree, and the command. */
  static String of(Verdict verdict, String rerun) {
    VerdictMessage message = new VerdictMessage(verdict);
    message.lines.add(verdict.caseId() + ": " + message.headline());
    verdict.quantities().stream()
        .filter(quantity -> quantity.outcome() != Outcome.AGREES)
        .forEach(message::section);
    message.lines.add("Rerun: " + rerun);
    return String.join("\n", message.lines);
  }

  private String headline() {
    List<String> parts = new ArrayList<>();
    if (!verdict.refusal().isEmpty()) {
      parts.add(verdict.refusal());
    }
    Map<Culprit, String> blames = new LinkedHashMap<>();
    blames.put(Culprit.JAVA, "Java is wrong in ");
    blames.put(Culprit.REFERENCE, verdict.reference() + " is wrong in ");
    blames.put(Culprit.BOTH, "Java and " + verdict.reference() + " are both wrong in ");
    blames.put(Culprit.UNKNOWN, "Java and " + verdict.reference() + " disagree in ");
    blames.forEach(
        (culprit, blame) ->
            add(parts, blame, q -> q.outcome() == Outcome.DISAGREES && q.culprit() == culprit));
    add(parts, "the case is at fault in ", q -> !q.note().isEmpty());
    if (parts.isEmpty()) {
      add(
          parts,
          Outcome.AGREES_WITHIN_ROUNDING + " in ",
          q -> q.outcome() == Outcome.AGREES_WITHIN_ROUNDING);
    }
    return parts.isEmpty() ? verdict.outcome().toString() : String.join("; ", parts);
  }

  private void add(List<String> parts, String text, Predicate<QuantityVerdict> which) {
    List<String> names =
        verdict.quantities().stream().filter(which).map(QuantityVerdict::name).toList();
    if (!names.isEmpty()) {
      parts.add(text + String.join(", ", names));
    }
  }

  private void section(QuantityVerdict quantity) {
    lines.add("");
    lines.add(quantity.name() + (quantity.note().isEmpty() ? "" : ": " + quantity.note()));
    Comparison comparison = quantity.comparison();
    if (comparison.agrees()) {
      return;
    }
    Sides sides = new Sides("Java", verdict.reference(), oracle(quantity));
    indented(DifferenceText.of(comparison, sides));
    OracleError java = quantity.javaError();
    OracleError reference = quantity.referenceError();
    if (java != null && reference != null) {
      indented(errors(java, reference));
    }
  }

  private static @Nullable Tensor oracle(QuantityVerdict quantity) {
    Tensor oracle = quantity.oracle();
    return oracle != null && oracle.shape().equals(quantity.comparison().expected().shape())
        ? oracle
        : null;
  }

  private String errors(OracleError java, OracleError reference) {
    return "Error against the "
        + Figures.ORACLE
        + ": Java "
        + java
        + ", "
        + verdict.reference()
        + " "
        + reference
        + "\nRoot mean square of it: Java "
        + Figures.number(java.rootMeanSquare())
        + ", "
        + verdict.reference()
        + " "
        + Figures.number(reference.rootMeanSquare());
  }

  private void indented(String text) {
    text.lines().forEach(line -> lines.add("  " + line));
  }
}
