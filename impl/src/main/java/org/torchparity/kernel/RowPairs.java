package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The rows, along the last axis, of two tensors of one shape and one dtype, pair by pair. */
public final class RowPairs {
  private final Tensor x;
  private final Tensor y;
  private final int rows;
  private final int length;

  /** Sees two tensors that have an axis at least, float32 or float64. */
  public RowPairs(Tensor x, Tensor y) {
    this.x = x;
    this.y = y;
    this.rows = x.shape().elements(0, x.rank() - 1);
    this.length = x.size(-1);
  }

  /**
   * Sums over each pair of rows, in float64 and in the order of the elements.
   *
   * @param squaresOfFirst Σ x²
   * @param squaresOfSecond Σ y²
   * @param products Σ x·y
   */
  public record Moments(double[] squaresOfFirst, double[] squaresOfSecond, double[] products) {}

  /** Returns the second moments. */
  public Moments moments() {
    Moments moments = new Moments(new double[rows], new double[rows], new double[rows]);
    Parallel.rows(
        Panels.count(rows, 2),
        4L * length,
        (from, to) -> {
          double[] sums = new double[6];
          for (int row = 2 * from; row < Math.min(rows, 2 * to); row += 2) {
            int next = Math.min(row + 1, rows - 1);
            if (x.dtype() == DType.FLOAT32) {
              moments(x.floats(), y.floats(), row * length, next * length, length, sums);
            } else {
              moments(x.doubles(), y.doubles(), row * length, next * length, length, sums);
            }
            store(sums, 0, moments, row);
            store(sums, 3, moments, next);
          }
        });
    return moments;
  }

  private static void store(double[] sums, int at, Moments moments, int row) {
    moments.squaresOfFirst[row] = sums[at];
    moments.squaresOfSecond[row] = sums[at + 1];
    moments.products[row] = sums[at + 2];
  }

  /** Six sums of two pairs of rows together: one waits for its last addition. */
  private static void moments(float[] x, float[] y, int row, int other, int length, double[] sums) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    for (int i = 0; i < length; i++) {
      double u = x[row + i];
      double v = y[row + i];
      a = Math.fma(u, u, a);
      b = Math.fma(v, v, b);
      c = Math.fma(u, v, c);
      double s = x[other + i];
      double t = y[other + i];
      d = Math.fma(s, s, d);
      e = Math.fma(t, t, e);
      f = Math.fma(s, t, f);
    }
    store(a, b, c, d, e, f, sums);
  }

  private static void moments(
      double[] x, double[] y, int row, int other, int length, double[] sums) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    for (int i = 0; i < length; i++) {
      double u = x[row + i];
      double v = y[row + i];
      a = Math.fma(u, u, a);
      b = Math.fma(v, v, b);
      c = Math.fma(u, v, c);
      double s = x[other + i];
      double t = y[other + i];
      d = Math.fma(s, s, d);
      e = Math.fma(t, t, e);
      f = Math.fma(s, t, f);
    }
    store(a, b, c, d, e, f, sums);
  }

  private static void store(
      double a, double b, double c, double d, double e, double f, double[] sums) {
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
    sums[4] = e;
    sums[5] = f;
  }

  /** Work on a pair of rows, which are what is in two arrays from one position to another. */
  @FunctionalInterface
  public interface Work {
    /** Replaces both rows. */
    void run(int row, double[] x, double[] y, int from, int to);
  }

  /** Returns, of each pair of rows, the sum of what the first becomes. */
  public double[] sums(Work work) {
    double[] sums = new double[rows];
    Parallel.rows(
        Panels.count(rows, RowSums.ROWS),
        2L * RowSums.ROWS * length,
        (from, to) ->
            withRoom(
                RowSums.ROWS,
                (a, b) -> {
                  double[] ofBlock = new double[RowSums.ROWS];
                  for (int block = from; block < to; block++) {
                    int first = block * RowSums.ROWS;
                    int count = Math.min(RowSums.ROWS, rows - first);
                    run(work, first, count, a, b);
                    Arrays.fill(ofBlock, 0);
                    RowSums.add(a, count, length, ofBlock);
                    System.arraycopy(ofBlock, 0, sums, first, count);
                  }
                }));
    return sums;
  }

  /** Stores what each pair of rows becomes, rounded once. */
  public void map(Work work, Tensor first, Tensor second) {
    Parallel.rows(
        rows,
        2L * length,
        (from, to) ->
            withRoom(
                1,
                (a, b) -> {
                  for (int row = from; row < to; row++) {
                    run(work, row, 1, a, b);
                    Planes.store(a, first, row * length, length);
                    Planes.store(b, second, row * length, length);
                  }
                }));
  }

  private void run(Work work, int first, int count, double[] a, double[] b) {
    Planes.load(x, first * length, a, 0, count * length);
    Planes.load(y, first * length, b, 0, count * length);
    for (int i = 0; i < count; i++) {
      work.run(first + i, a, b, i * length, (i + 1) * length);
    }
  }

  private interface Rows {
    void run(double[] a, double[] b);
  }

  private void withRoom(int most, Rows work) {
    int elements = Math.min(rows, most) * length;
    Tensor a = Scratch.take(DType.FLOAT64, elements);
    Tensor b = Scratch.take(DType.FLOAT64, elements);
    work.run(a.doubles(), b.doubles());
    Scratch.give(b);
    Scratch.give(a);
  }
}
