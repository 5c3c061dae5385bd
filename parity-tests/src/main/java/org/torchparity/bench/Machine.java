package org.torchparity.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.torchparity.kernel.PeakLoop;
import org.torchparity.tensor.DType;

/**
 * What the machine itself can do with so many threads.
 *
 * @param gflops multiply-adds on registers alone, by dtype
 * @param gbytes {@code a[i] = b[i] + s·c[i]} over arrays greater than the caches, 24 bytes an
 *     element
 */
record Machine(Map<DType, Double> gflops, double gbytes) {
  private static final int PEAK_STEPS = 1 << 22;
  private static final int STREAM_ELEMENTS = 1 << 23;
  private static final int TRIES = 5;
  private static volatile double sink;

  /** Measures it, each figure the best of five tries. */
  static Machine measure(int threads, boolean quick) {
    int shift = quick ? 6 : 0;
    int steps = PEAK_STEPS >> shift;
    Map<DType, Double> gflops = new EnumMap<>(DType.class);
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      double seconds = best(threads, part -> sink = PeakLoop.run(dtype, steps));
      gflops.put(dtype, 1e-9 * threads * steps * PeakLoop.flopsPerStep(dtype) / seconds);
    }
    int elements = (STREAM_ELEMENTS >> shift) / threads;
    double[][][] arrays = new double[threads][3][elements];
    double seconds =
        best(threads, part -> triad(arrays[part][0], arrays[part][1], arrays[part][2]));
    return new Machine(gflops, 1e-9 * threads * elements * 3 * Double.BYTES / seconds);
  }

  /** The share of the machine's peak that a rate is, by what the row counts. */
  double share(Cost cost, DType dtype, double rate) {
    return rate / (cost == Cost.PRODUCT ? gflops.getOrDefault(dtype, Double.NaN) : gbytes);
  }

  private static void triad(double[] a, double[] b, double[] c) {
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + 3 * c[i];
    }
  }

  private interface Part {
    void run(int part);
  }

  private static double best(int threads, Part work) {
    double best = Double.POSITIVE_INFINITY;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      best = Math.min(best, seconds(threads, work));
    }
    return best;
  }

  /** From the moment all threads are there until the last has done its part. */
  private static double seconds(int threads, Part work) {
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> others = new ArrayList<>();
    for (int part = 0; part < threads; part++) {
      int own = part;
      Thread thread =
          new Thread(
              () -> {
                ready.countDown();
                await(go);
                work.run(own);
              });
      thread.start();
      others.add(thread);
    }
    await(ready);
    long start = System.nanoTime();
    go.countDown();
    for (Thread thread : others) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
