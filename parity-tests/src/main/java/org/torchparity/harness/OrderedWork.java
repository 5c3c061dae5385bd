package org.torchparity.harness;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs work on every core and hands out the results in the order of the items. */
public final class OrderedWork {
  /** How many results a thread may be ahead of the one that is handed out. */
  private static final int AHEAD = 64;

  private OrderedWork() {}

  /**
   * Applies {@code work} to every item, at most {@code threads} at a time.
   *
   * @param results receives each result in order, on the caller's thread
   * @throws RuntimeException the first one that {@code work} throws; what has not begun then never
   *     does
   */
  public static <T, R> void run(
      List<T> items, int threads, Function<T, R> work, Consumer<R> results) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "torchparity");
              thread.setDaemon(true);
              return thread;
            });
    try {
      // Not all at once: a result holds tensors, and the next to hand out may be the slowest.
      Deque<Future<R>> pending = new ArrayDeque<>();
      for (T item : items) {
        if (pending.size() == AHEAD * threads) {
          results.accept(pending.remove().get());
        }
        pending.add(pool.submit(() -> work.apply(item)));
      }
      while (!pending.isEmpty()) {
        results.accept(pending.remove().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while cases were running", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
