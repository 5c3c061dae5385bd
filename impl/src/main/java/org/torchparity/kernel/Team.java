package org.torchparity.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that take parts of a job from whoever has one. The caller takes parts too, and waits only
 * for those that another has begun: it never waits for a thread to wake. A thread that runs out of
 * parts looks for the next job for a moment before it sleeps, since one kernel follows another and
 * waking takes longer than many a kernel.
 */
final class Team {
  private static final long MOMENT_NANOS = 100_000;
  private static final int LOOKS = 64;

  private final AtomicReference<@Nullable Job> offered = new AtomicReference<>();
  private final Helper[] helpers;

  /** A team of so many threads beside the caller's; they begin with the first job. */
  Team(int helpers) {
    this.helpers = new Helper[helpers];
  }

  /**
   * Runs {@code work} on each of {@code [0, parts)}, in any order and by several threads, and
   * returns when all are done.
   *
   * @throws RuntimeException what a part throws, once no part runs any longer; or an error
   */
  void run(int parts, IntConsumer work) {
    Job job = new Job(parts, work);
    offered.set(job);
    wake(Math.min(helpers.length, parts - 1));
    job.takeParts();
    offered.compareAndSet(job, null);
    job.await();
  }

  private void wake(int count) {
    for (int i = 0; i < count; i++) {
      Helper helper = helpers[i];
      if (helper == null) {
        begin(i);
      } else if (helper.sleeps) {
        LockSupport.unpark(helper);
      }
    }
  }

  private synchronized void begin(int i) {
    if (helpers[i] == null) {
      helpers[i] = new Helper("torchparity-kernel-" + (i + 1));
      helpers[i].start();
    }
  }

  /** What a part has thrown. */
  private record Failure(int part, Throwable thrown) {}

  private static final class Job {
    private final int parts;
    private final IntConsumer work;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    Job(int parts, IntConsumer work) {
      this.parts = parts;
      this.work = work;
    }

    void takeParts() {
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        try {
          work.accept(part);
        } catch (RuntimeException | Error e) {
          Failure failed = new Failure(part, e);
          failure.accumulateAndGet(
              failed, (was, is) -> was != null && was.part < is.part ? was : is);
        } finally {
          done.incrementAndGet();
        }
      }
    }

    void await() {
      for (int look = 1; done.get() < parts; look++) {
        if (look % LOOKS == 0) {
          // The thread that has the last part may wait for this processor.
          Thread.yield();
        }
        Thread.onSpinWait();
      }
      Failure failed = failure.get();
      if (failed != null && failed.thrown instanceof Error error) {
        throw error;
      }
      if (failed != null) {
        throw (RuntimeException) failed.thrown;
      }
    }
  }

  private final class Helper extends Thread {
    volatile boolean sleeps;

    Helper(String name) {
      super(name);
      setDaemon(true);
    }

    @Override
    public void run() {
      while (true) {
        Job job = look();
        if (job == null) {
          job = sleep();
        }
        if (job != null) {
          job.takeParts();
          offered.compareAndSet(job, null);
        }
      }
    }

    private @Nullable Job look() {
      long end = System.nanoTime() + MOMENT_NANOS;
      do {
        for (int i = 0; i < LOOKS; i++) {
          Job job = offered.get();
          if (job != null) {
            return job;
          }
          Thread.onSpinWait();
        }
      } while (System.nanoTime() < end);
      return null;
    }

    /** Sleeps, unless a job has been offered to one that did not seem to sleep yet. */
    private @Nullable Job sleep() {
      sleeps = true;
      Job job = offered.get();
      if (job == null) {
        LockSupport.park(Team.this);
      }
      sleeps = false;
      return job;
    }
  }
}
