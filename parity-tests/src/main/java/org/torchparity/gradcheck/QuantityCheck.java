package org.torchparity.gradcheck;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.torchparity.tensor.Shape;

/**
 * One gradient, element by element.
 *
 * @param name such as {@code grad_input.0} or {@code grad.weight}
 * @param shape of the gradient
 * @param entries its elements in row-major order
 */
public record QuantityCheck(String name, Shape shape, List<EntryCheck> entries) {
  /** Copies the list. */
  public QuantityCheck {
    entries = List.copyOf(entries);
  }

  /** How many elements have that verdict. */
  public long count(GradientVerdict verdict) {
    return entries.stream().filter(entry -> entry.verdict() == verdict).count();
  }

  /** Disagrees if any element does, else cannot tell if any element cannot, else agrees. */
  public GradientVerdict verdict() {
    return entries.stream()
        .map(EntryCheck::verdict)
        .max(Comparator.naturalOrder())
        .orElse(GradientVerdict.AGREES);
  }

  /** The element of greatest relative error among those that have the verdict of the whole. */
  public Optional<EntryCheck> worst() {
    GradientVerdict whole = verdict();
    return entries.stream()
        .filter(entry -> entry.verdict() == whole)
        .max(Comparator.comparingDouble(EntryCheck::relativeError));
  }
}
