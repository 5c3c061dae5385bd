package org.torchparity.compare;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * How the errors of a comparison spread: how many elements miss by which part of what is allowed,
 * and where the worst are. A share is {@code |actual − expected| / (atol + rtol·|expected|)}: at
 * most 1 where the tolerance accepts, infinite where nothing finite is allowed or measured.
 */
public final class ErrorSpread {
  /** Bins of a histogram: each half a decade of shares wide. */
  public static final int BINS = 24;

  /** The decimal logarithm at which the first bin begins; it also holds whatever is less. */
  public static final int FIRST_DECADE = -8;

  private final Tolerance tolerance;
  private final int[] counts = new int[BINS];
  private final List<Element> worst = new ArrayList<>();
  private final int most;

  /**
   * An element that differs.
   *
   * @param position its row-major position
   * @param share its error as a part of what is allowed
   */
  public record Element(int position, double share) {}

  private ErrorSpread(Tolerance tolerance, int most) {
    this.tolerance = tolerance;
    this.most = most;
  }

  /**
   * Spreads the errors of a comparison of values.
   *
   * @param most the greatest number of worst elements
   * @throws IllegalArgumentException if shape or dtype differ, or the quantity is missing
   */
  public static ErrorSpread of(Comparison comparison, int most) {
    Tensor actual = comparison.actual();
    Tensor expected = comparison.expected();
    if (actual == null || comparison.kind() != Comparison.Kind.VALUES) {
      throw new IllegalArgumentException(comparison.quantity() + " has no values to compare");
    }
    ErrorSpread spread = new ErrorSpread(comparison.tolerance(), most);
    if (actual.dtype() == DType.INT64 && expected.dtype() == DType.INT64) {
      spread.add(actual.longs(), expected.longs());
    } else {
      spread.add(actual.toDoubles(), expected.toDoubles());
    }
    return spread;
  }

  private void add(long[] actual, long[] expected) {
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != expected[i]) {
        add(i, Math.abs((double) actual[i] - expected[i]), (double) expected[i]);
      }
    }
  }

  private void add(double[] actual, double[] expected) {
    for (int i = 0; i < actual.length; i++) {
      boolean same =
          actual[i] == expected[i] || (Double.isNaN(actual[i]) && Double.isNaN(expected[i]));
      if (!same) {
        add(i, Math.abs(actual[i] - expected[i]), expected[i]);
      }
    }
  }

  private void add(int position, double error, double expected) {
    double share = error / tolerance.allowed(expected);
    // Not finite: NaN or an infinity on one side, or nothing is allowed.
    share = error < Double.POSITIVE_INFINITY ? share : Double.POSITIVE_INFINITY;
    counts[bin(share)]++;
    if (worst.size() < most || share > worst.get(most - 1).share()) {
      int at = worst.size();
      while (at > 0 && share > worst.get(at - 1).share()) {
        at--;
      }
      worst.add(at, new Element(position, share));
      if (worst.size() > most) {
        worst.remove(most);
      }
    }
  }

  private static int bin(double share) {
    double halves = Math.floor(2 * (Math.log10(share) - FIRST_DECADE));
    return (int) Math.max(0, Math.min(BINS - 1, halves));
  }

  /** How many elements differ, by bin; the last bin holds whatever is more, infinity too. */
  public int[] counts() {
    return counts.clone();
  }

  /** The worst elements that differ, the very worst first, earlier ones before later ones. */
  public List<Element> worst() {
    return List.copyOf(worst);
  }

  /** The greatest share, 0 where no element differs. */
  public double greatest() {
    return worst.isEmpty() ? 0 : worst.get(0).share();
  }
}
