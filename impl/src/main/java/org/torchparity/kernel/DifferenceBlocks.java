package org.torchparity.kernel;

import org.torchparity.tensor.Tensor;

/**
 * Functions of the differences x − t of two floating-point tensors of one dtype and shape, in
 * float64, by blocks that stay in the cache.
 */
public final class DifferenceBlocks {
  private static final int BLOCK = 1 << 9;

  private DifferenceBlocks() {}

  /** A function of each of the first {@code length} values, which it replaces. */
  @FunctionalInterface
  public interface Function {
    void replace(double[] values, int length);
  }

  /** Returns Σ f(x − t), added up block after block, however many threads there are. */
  public static double sum(Tensor x, Tensor t, Function f) {
    int elements = x.elements();
    double[] sums = new double[(elements + BLOCK - 1) / BLOCK];
    Parallel.rows(
        sums.length,
        BLOCK,
        (from, to) -> {
          double[] block = new double[BLOCK];
          double[] other = new double[BLOCK];
          for (int i = from; i < to; i++) {
            int start = i * BLOCK;
            int length = Math.min(BLOCK, elements - start);
            subtract(x, t, start, length, block, other);
            f.replace(block, length);
            sums[i] = sum(block, length);
          }
        });
    double sum = 0;
    for (double each : sums) {
      sum += each;
    }
    return sum;
  }

  /** Returns factor·f(x − t), of the dtype and shape of x. */
  public static Tensor scaled(Tensor x, Tensor t, Function f, double factor) {
    int elements = x.elements();
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    Parallel.rows(
        (elements + BLOCK - 1) / BLOCK,
        BLOCK,
        (from, to) -> {
          double[] block = new double[BLOCK];
          double[] other = new double[BLOCK];
          for (int i = from; i < to; i++) {
            int start = i * BLOCK;
            int length = Math.min(BLOCK, elements - start);
            subtract(x, t, start, length, block, other);
            f.replace(block, length);
            for (int k = 0; k < length; k++) {
              block[k] *= factor;
            }
            Planes.store(block, y, start, length);
          }
        });
    return y;
  }

  /** Stores x − t of a block; {@code other} is room for as much. */
  private static void subtract(
      Tensor x, Tensor t, int start, int length, double[] block, double[] other) {
    Planes.load(x, start, block, 0, length);
    Planes.load(t, start, other, 0, length);
    for (int i = 0; i < length; i++) {
      block[i] -= other[i];
    }
  }

  /** Four sums at a time, as one would wait for each addition. */
  private static double sum(double[] values, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < length; i++) {
      a += values[i];
    }
    return a + b + (c + d);
  }
}
