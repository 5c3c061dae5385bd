package org.torchparity.shrink;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.QuantityVerdict;
import org.torchparity.compare.Verdict;
import org.torchparity.tensor.Tensor;

/**
 * Whether a verdict is of the same kind as the one on the case to shrink: the same side is wrong,
 * in some of the same quantities, in the same way. A smaller case that fails for another reason,
 * such as a division by zero, would explain nothing.
 */
public final class SameFailure implements Predicate<Verdict> {
  private final Verdict original;
  private final Map<String, Way> ways;

  /** Verdicts of the kind of this one, a disagreement. */
  public SameFailure(Verdict original) {
    this.original = original;
    this.ways = ways(original);
  }

  private record Way(Comparison.Kind kind, boolean finite) {
    static Way of(Comparison comparison) {
      return new Way(
          comparison.kind(), isFinite(comparison.expected()) && isFinite(comparison.actual()));
    }

    private static boolean isFinite(@Nullable Tensor tensor) {
      if (tensor != null) {
        for (double value : tensor.toDoubles()) {
          if (!Double.isFinite(value)) {
            return false;
          }
        }
      }
      return true;
    }
  }

  private static Map<String, Way> ways(Verdict verdict) {
    Map<String, Way> ways = new LinkedHashMap<>();
    for (QuantityVerdict quantity : verdict.quantities()) {
      if (quantity.outcome() == Outcome.DISAGREES) {
        ways.put(quantity.name(), Way.of(quantity.comparison()));
      }
    }
    return ways;
  }

  @Override
  public boolean test(Verdict verdict) {
    if (verdict.outcome() != Outcome.DISAGREES || verdict.culprit() != original.culprit()) {
      return false;
    }
    if (ways.isEmpty()) {
      // Refusals name sizes and values, which are to change.
      return verdict.quantities().isEmpty()
          && withoutNumbers(verdict).equals(withoutNumbers(original));
    }
    Map<String, Way> theirs = ways(verdict);
    return !theirs.isEmpty() && ways.entrySet().containsAll(theirs.entrySet());
  }

  private static String withoutNumbers(Verdict verdict) {
    return verdict.refusal().replaceAll("\\d+", "#");
  }

  /** The quantities in which the sides disagree, or the refusal: what tells faults apart. */
  public static String key(Verdict verdict) {
    return ways(verdict).keySet() + withoutNumbers(verdict);
  }
}
