package org.torchparity.gradcheck;

/** What a numerical derivative says of a gradient; of several, the greatest decides. */
public enum GradientVerdict {
  /** Every value within the numerical error is close enough. */
  AGREES("agrees"),
  /** Some value within the numerical error is close enough and some is not. */
  CANNOT_TELL("cannot tell"),
  /** No value within the numerical error is close enough. */
  DISAGREES("disagrees");

  private final String words;

  GradientVerdict(String words) {
    this.words = words;
  }

  /** As a message says it: {@code agrees}, {@code cannot tell} or {@code disagrees}. */
  @Override
  public String toString() {
    return words;
  }
}
