package org.torchparity.gradcheck;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.torchparity.tensor.Shape;

/**
 * What a {@link GradientCheck} found.
 *
 * @param caseId the case
 * @param backend whose gradients these are
 * @param tolerance greatest relative error allowed
 * @param quantities the gradients checked
 * @param unchecked names of the gradients of floating-point inputs that the backend did not give
 */
public record GradientReport(
    String caseId,
    String backend,
    double tolerance,
    List<QuantityCheck> quantities,
    List<String> unchecked) {
  /** Copies the lists. */
  public GradientReport {
    quantities = List.copyOf(quantities);
    unchecked = List.copyOf(unchecked);
  }

  /** Disagrees if any element does, else cannot tell if any element cannot, else agrees. */
  public GradientVerdict verdict() {
    return quantities.stream()
        .map(QuantityCheck::verdict)
        .max(Comparator.naturalOrder())
        .orElse(GradientVerdict.CANNOT_TELL);
  }

  /** How many elements of all gradients have that verdict. */
  public long count(GradientVerdict verdict) {
    return quantities.stream().mapToLong(quantity -> quantity.count(verdict)).sum();
  }

  /** The whole text: a headline, and a line for every gradient. */
  public String message() {
    StringBuilder text = new StringBuilder(caseId).append(": ").append(headline()).append('\n');
    for (QuantityCheck quantity : quantities) {
      text.append("  ").append(line(quantity)).append('\n');
    }
    for (String name : unchecked) {
      text.append("  ").append(name).append(": not given by ").append(backend).append('\n');
    }
    return text.toString();
  }

  private String headline() {
    if (quantities.isEmpty()) {
      return backend + " gives no gradient to check";
    }
    return switch (verdict()) {
      case AGREES -> "the gradients of " + backend + " agree with numerical derivatives";
      case CANNOT_TELL -> "numerical derivatives cannot tell whether " + backend + " is right";
      case DISAGREES -> backend + " is wrong in " + String.join(", ", names());
    };
  }

  private List<String> names() {
    return quantities.stream()
        .filter(quantity -> quantity.verdict() == GradientVerdict.DISAGREES)
        .map(QuantityCheck::name)
        .toList();
  }

  private String line(QuantityCheck quantity) {
    GradientVerdict verdict = quantity.verdict();
    long count = quantity.count(verdict);
    String found =
        quantity.name()
            + ": "
            + count
            + " of "
            + quantity.entries().size()
            + " entries "
            + switch (verdict) {
              case AGREES -> count == 1 ? "agrees" : "agree";
              case CANNOT_TELL -> "cannot be told";
              case DISAGREES -> count == 1 ? "disagrees" : "disagree";
            };
    return found + quantity.worst().map(worst -> "; worst at " + entry(quantity, worst)).orElse("");
  }

  private String entry(QuantityCheck quantity, EntryCheck entry) {
    if (!Double.isFinite(entry.numerical())) {
      return "index "
          + index(quantity.shape(), entry.position())
          + ": analytic "
          + number(entry.analytic())
          + ", no numerical derivative (the output is not finite, or no step converges)";
    }
    return String.format(
        Locale.ROOT,
        "index %s: analytic %s, numerical %s ± %.1e, relative error %.1e (up to %s allowed)%s",
        index(quantity.shape(), entry.position()),
        number(entry.analytic()),
        number(entry.numerical()),
        entry.error(),
        entry.relativeError(),
        allowed(),
        entry.smooth() ? "" : "; a kink: left and right derivatives differ");
  }

  private String allowed() {
    return String.format(Locale.ROOT, "%.0e", tolerance);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.9g", value);
  }

  private static String index(Shape shape, int position) {
    StringBuilder text = new StringBuilder("(");
    int[] index = shape.indexOf(position);
    for (int axis = 0; axis < index.length; axis++) {
      text.append(axis == 0 ? "" : ", ").append(index[axis]);
    }
    return text.append(index.length == 1 ? ",)" : ")").toString();
  }
}
