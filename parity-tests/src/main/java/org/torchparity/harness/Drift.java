package org.torchparity.harness;

import java.util.List;
import org.torchparity.compare.Comparison;
import org.torchparity.fixtures.Case;

/**
 * How far a recorded case has drifted.
 *
 * @param c the case
 * @param producer what recorded it
 * @param drifted the quantities that are no longer what they were
 * @param refusal why the case no longer runs; empty if it does
 */
public record Drift(Case c, String producer, List<Comparison> drifted, String refusal) {
  /** Whether anything is other than recorded. */
  public boolean isDrift() {
    return !drifted.isEmpty() || !refusal.isEmpty();
  }

  /**
   * The case, and below it each quantity that drifted.
   *
   * @param now what messages call the backend that ran it again
   */
  public String message(String now) {
    String recorded = "recorded by " + producer;
    if (!refusal.isEmpty()) {
      return c.id() + ": " + now + " refuses what was " + recorded + ": " + refusal;
    }
    StringBuilder text = new StringBuilder(c.id() + ": " + now + " is not as " + recorded);
    for (Comparison comparison : drifted) {
      text.append("\n  ").append(comparison.quantity());
      (comparison.agrees()
              ? "The values are equal, but the signs of zeros or the bits of NaNs differ"
              : comparison.describe("now", "recorded"))
          .lines()
          .forEach(line -> text.append("\n    ").append(line));
    }
    return text.toString();
  }
}
