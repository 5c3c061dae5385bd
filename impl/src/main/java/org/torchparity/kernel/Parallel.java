package org.torchparity.kernel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/**
 * Splits independent rows of work over the common fork-join pool. How the rows are split never
 * changes a result: each row is computed whole, by one thread.
 */
final class Parallel {
  /** Elements below which handing work to another thread costs more than it saves. */
  private static final int THRESHOLD = 1 << 15;

  private static final int THREADS =
      Integer.getInteger("torchparity.threads", Runtime.getRuntime().availableProcessors());

  private Parallel() {}

  /** Work on the rows in {@code [from, to)}. */
  interface Rows {
    void run(int from, int to);
  }

  /** Runs {@code work} over {@code rows} rows of {@code elementsPerRow} elements each. */
  static void rows(int rows, long elementsPerRow, Rows work) {
    long parts = Math.min(Math.min(THREADS, rows), rows * elementsPerRow / THRESHOLD);
    if (parts < 2) {
      work.run(0, rows);
      return;
    }
    RecursiveAction[] tasks = new RecursiveAction[(int) parts];
    for (int part = 0; part < parts; part++) {
      int from = (int) (rows * (long) part / parts);
      int to = (int) (rows * (part + 1L) / parts);
      tasks[part] = new Slice(work, from, to);
    }
    for (int part = 1; part < parts; part++) {
      ForkJoinPool.commonPool().execute(tasks[part]);
    }
    tasks[0].invoke();
    for (int part = 1; part < parts; part++) {
      tasks[part].join();
    }
  }

  private static final class Slice extends RecursiveAction {
    private static final long serialVersionUID = 1;
    private final transient Rows work;
    private final int from;
    private final int to;

    Slice(Rows work, int from, int to) {
      this.work = work;
      this.from = from;
      this.to = to;
    }

    @Override
    protected void compute() {
      work.run(from, to);
    }
  }
}
