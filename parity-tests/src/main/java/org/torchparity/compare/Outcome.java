package org.torchparity.compare;

/** How a quantity, or a case, comes out; from best to worst. */
public enum Outcome {
  /** Within the tolerance. */
  AGREES("agrees"),
  /**
   * Beyond it, but in float32 Java's error against the oracle is at most twice torch's, and in
   * float64 no more than rounding of what goes in changes torch's own results by.
   */
  AGREES_WITHIN_ROUNDING("agrees within torch's rounding"),
  /** The case checks nothing here, or says it checks nothing where it does: mend the case. */
  VACUOUS("proves nothing"),
  /** Beyond the tolerance, misshapen, missing, or refused by one side. */
  DISAGREES("disagrees"),
  /** The reference crashed, hung, or ended otherwise than with an answer. */
  REFERENCE_DIED("the reference died");

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  /** Whether the outcome is a success. */
  public boolean isAgreement() {
    return this == AGREES || this == AGREES_WITHIN_ROUNDING;
  }

  /** The worse of two. */
  Outcome or(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** In words. */
  @Override
  public String toString() {
    return text;
  }
}
