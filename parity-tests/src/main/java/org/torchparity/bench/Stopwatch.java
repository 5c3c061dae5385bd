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
      javaTimes[run] = turn(effort, java, javaCalls);
      torchTimes[run] = turn(effort, libtorch, torchCalls);
    }
    return new Times(Quartiles.of(javaTimes), Quartiles.of(torchTimes));
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

  /** A run after some that are not timed, in which processors and caches become this side's own. */
  private static double turn(Effort effort, Runnable work, int calls) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(effort.settleMillis());
    do {
      millis(work, calls);
    } while (System.nanoTime() < end);
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
