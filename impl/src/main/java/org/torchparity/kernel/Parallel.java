package org.torchparity.kernel;

/**
 * Splits independent rows of work over threads. How the rows are split never changes a result: each
 * row is computed whole, by one thread.
 */
final class Parallel {
  /** Elements below which handing work to another thread costs more than it saves. */
  private static final int THRESHOLD = 1 << 15;

  /** Parts a thread, so that one that is late or slow leaves its parts to the others. */
  private static final int PARTS = 4;

  static final int THREADS =
      Integer.getInteger("torchparity.threads", Runtime.getRuntime().availableProcessors());

  private static final Team TEAM = new Team(THREADS - 1);

  private Parallel() {}

  /** Work on the rows in {@code [from, to)}. */
  interface Rows {
    void run(int from, int to);
  }

  /** Runs {@code work} over {@code rows} rows of {@code elementsPerRow} elements each. */
  static void rows(int rows, long elementsPerRow, Rows work) {
    long most = Math.min(rows, rows * elementsPerRow / THRESHOLD);
    if (THREADS == 1 || most < 2) {
      work.run(0, rows);
      return;
    }
    int parts = (int) Math.min(most, (long) PARTS * THREADS);
    TEAM.run(
        parts,
        part -> work.run((int) (rows * (long) part / parts), (int) (rows * (part + 1L) / parts)));
  }
}
