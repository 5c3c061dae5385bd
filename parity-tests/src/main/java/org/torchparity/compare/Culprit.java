package org.torchparity.compare;

/** Who is wrong where two sides disagree. */
public enum Culprit {
  /** Nobody: they agree. */
  NONE,
  /** The Java side. */
  JAVA,
  /** The reference. */
  REFERENCE,
  /** Both are off the oracle. */
  BOTH,
  /** There is no oracle to tell. */
  UNKNOWN;

  /** Of two quantities of one case. */
  Culprit and(Culprit other) {
    if (this == NONE || this == other) {
      return other;
    }
    if (other == NONE) {
      return this;
    }
    return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : BOTH;
  }
}
