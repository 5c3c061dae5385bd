package org.torchparity.kernel;

import org.torchparity.tensor.Tensor;

/** Sums of squared differences of float32 tensors of one shape, and their gradients. */
public final class SquaredErrors {
  /** Elements that are added up by one thread, the same for any number of threads. */
  private static final int BLOCK = 1 << 12;

  private SquaredErrors() {}

  /** Returns Σ (x − t)². */
  public static double sum(Tensor x, Tensor t) {
    int elements = x.elements();
    double[] sums = new double[(elements + BLOCK - 1) / BLOCK];
    LossKernels kernels = Kernels.losses();
    Parallel.rows(
        sums.length,
        BLOCK,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            int start = block * BLOCK;
            sums[block] =
                kernels.squaredErrors(
                    x.floats(), t.floats(), start, Math.min(elements, start + BLOCK));
          }
        });
    double sum = 0;
    for (double each : sums) {
      sum += each;
    }
    return sum;
  }

  /**
   * The gradients of the two.
   *
   * @param input factor·(x − t)
   * @param target factor·(t − x)
   */
  public record Differences(Tensor input, Tensor target) {}

  /** Returns factor·(x − t) and factor·(t − x). */
  public static Differences differences(Tensor x, Tensor t, double factor) {
    Differences y =
        new Differences(Tensor.empty(x.dtype(), x.shape()), Tensor.empty(x.dtype(), x.shape()));
    LossKernels kernels = Kernels.losses();
    Parallel.rows(
        x.elements(),
        1,
        (from, to) ->
            kernels.differences(
                x.floats(),
                t.floats(),
                (float) factor,
                from,
                to,
                y.input().floats(),
                y.target().floats()));
    return y;
  }
}
