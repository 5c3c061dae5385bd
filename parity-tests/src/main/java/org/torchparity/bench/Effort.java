package org.torchparity.bench;

/**
 * How much is spent on a figure.
 *
 * @param runs timed runs of either side
 * @param warmUpMillis each side runs at least so long before
 * @param runMillis a run repeats its pass until it takes so long
 * @param restMillis before a run of Java, while libtorch's threads still look for work
 */
public record Effort(int runs, long warmUpMillis, double runMillis, long restMillis) {
  /** GNU OpenMP's threads look for work for 300,000 pauses, some 14 ms, before they sleep. */
  private static final long OPENMP_MILLIS = 25;

  /** Fewer runs make no quartiles to speak of. */
  public static final int LEAST_RUNS = 15;

  /** For figures to be quoted. */
  public static Effort full(int runs, int threads) {
    return new Effort(runs, 400, 2, threads == 1 ? 0 : OPENMP_MILLIS);
  }

  /** Only to see that everything works. */
  public static Effort quick() {
    return new Effort(3, 10, 0.1, 0);
  }
}
