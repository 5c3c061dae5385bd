package org.torchparity.bench;

/**
 * How much is spent on a figure.
 *
 * @param runs timed runs of either side
 * @param warmUpMillis each side runs at least so long before
 * @param runMillis a run repeats its pass until it takes so long
 * @param settleMillis a side runs so long, not timed, before each of its timed runs
 */
public record Effort(int runs, long warmUpMillis, double runMillis, long settleMillis) {
  /**
   * A side's caches and the clock of its processors have settled: after 10 ms a call of 6 ms took
   * half as long again. And the other side's threads sleep: before they do, GNU OpenMP's look for
   * work for 300,000 pauses, some 14 ms, and those of OpenBLAS for 2²⁸ ticks, some 103 ms at 2.6
   * GHz.
   */
  private static final long SETTLED = 150;

  /** Fewer runs make no quartiles to speak of. */
  public static final int LEAST_RUNS = 15;

  /** For figures to be quoted. */
  public static Effort full(int runs) {
    return new Effort(runs, 400, 2, SETTLED);
  }

  /** Only to see that everything works. */
  public static Effort quick() {
    return new Effort(3, 10, 0.1, 0);
  }
}
