package org.torchparity.bench;

import java.util.concurrent.TimeUnit;

/** Times two ways to compute one thing by turns, so that what disturbs one disturbs the other. */
final class Stopwatch {
  private static final int LEAST_WARM_UP = 3;

  private Stopwatch() {}

  /** The times of the two, in milliseconds a call. */
  record Times(Quartiles java, Quartiles libtorch) {}

  static Times compare(Effort effort, Runnable java, Runnable libtorch) {
    int javaCalls = warmUp(effort, java);
    int torchCalls = warmUp(effort, libtorch);
    double[] javaTimes = new double[effort.runs()];
    double[] torchTimes = new double[effort.runs()];
    for (int run = 0; run < effort.runs(); run++) {
      rest(effort);
      javaTimes[run] = turn(java, javaCalls);
      torchTimes[run] = turn(libtorch, torchCalls);
    }
    return new Times(Quartiles.of(javaTimes), Quartiles.of(torchTimes));
  }

  /** Lets libtorch's threads fall asleep: they look for work for a while, on Java's processors. */
  private static void rest(Effort effort) {
    try {
      Thread.sleep(effort.restMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Warms up, and returns the calls that make a run long enough for the clock. */
  private static int warmUp(Effort effort, Runnable work) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(effort.warmUpMillis());
    double fastest = Double.POSITIVE_INFINITY;
    for (int call = 0; call < LEAST_WARM_UP || System.nanoTime() < end; call++) {
      fastest = Math.min(fastest, millis(work, 1));
    }
    return (int) Math.max(1, Math.ceil(effort.runMillis() / Math.max(fastest, 1e-4)));
  }

  /** A run after one that is not timed, in which threads and caches become this side's own. */
  private static double turn(Runnable work, int calls) {
    millis(work, calls);
    return millis(work, calls);
  }

  private static double millis(Runnable work, int calls) {
    long start = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      work.run();
    }
    return (System.nanoTime() - start) / 1e6 / calls;
  }
}
