package org.torchparity.bench;

/**
 * How much is spent on a figure.
 *
 * @param runs timed runs of either side
 * @param warmUpMillis each side runs at least so long before
 * @param runMillis a run repeats its pass until it takes so long
 */
public record Effort(int runs, long warmUpMillis, double runMillis) {
  /** Fewer runs make no quartiles to speak of. */
  public static final int LEAST_RUNS = 15;

  /** For figures to be quoted. */
  public static Effort full(int runs) {
    return new Effort(runs, 400, 2);
  }

  /** Only to see that everything works. */
  public static Effort quick() {
    return new Effort(3, 10, 0.1);
  }
}
