package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Copies of chosen rows of a table, and the sums of rows that go back to it. */
public final class EmbeddingRows {
  private static final int NONE = -1;

  private EmbeddingRows() {}

  /** Returns row {@code rows[i]} of a table as row i. */
  public static Tensor gather(Tensor table, int[] rows, Shape shape) {
    Tensor y = Tensor.empty(table.dtype(), shape);
    int width = table.size(1);
    if (table.dtype() == DType.FLOAT32) {
      float[] from = table.floats();
      float[] to = y.floats();
      copies(rows, width, (source, target) -> System.arraycopy(from, source, to, target, width));
    } else {
      double[] from = table.doubles();
      double[] to = y.doubles();
      copies(rows, width, (source, target) -> System.arraycopy(from, source, to, target, width));
    }
    return y;
  }

  private interface Copy {
    void row(int source, int target);
  }

  private static void copies(int[] rows, int width, Copy copy) {
    Parallel.rows(
        rows.length,
        width,
        (first, end) -> {
          for (int i = first; i < end; i++) {
            copy.row(rows[i] * width, i * width);
          }
        });
  }

  /**
   * Returns a table in which row r is Σ factors[i]·g[i] over the i with {@code rows[i] = r}, in
   * their order, in float64 and rounded once; a negative row is left out.
   */
  public static Tensor scatterAdd(Tensor g, int[] rows, double[] factors, Shape table) {
    Tensor y = Zeros.of(g.dtype(), table);
    int width = table.size(1);
    // The occurrences of a row as a list: its first, and behind each the next.
    int[] first = new int[table.size(0)];
    int[] next = new int[rows.length];
    Arrays.fill(first, NONE);
    for (int i = rows.length - 1; i >= 0; i--) {
      if (rows[i] >= 0) {
        next[i] = first[rows[i]];
        first[rows[i]] = i;
      }
    }
    Parallel.rows(
        rows.length,
        width,
        (from, to) -> {
          double[] sum = new double[width];
          for (int i = from; i < to; i++) {
            if (rows[i] < 0 || first[rows[i]] != i) {
              continue;
            }
            if (next[i] == NONE && factors[i] == 1 && g.dtype() == DType.FLOAT32) {
              place(g.floats(), i * width, y.floats(), rows[i] * width, width);
            } else {
              Arrays.fill(sum, 0);
              for (int at = i; at != NONE; at = next[at]) {
                add(g, at * width, factors[at], sum);
              }
              store(sum, y, rows[i] * width);
            }
          }
        });
    return y;
  }

  /** A row that is looked up once; the sum with 0 makes a zero of −0, as any sum does. */
  private static void place(float[] g, int from, float[] y, int to, int width) {
    for (int d = 0; d < width; d++) {
      y[to + d] = 0 + g[from + d];
    }
  }

  private static void add(Tensor g, int from, double factor, double[] sum) {
    if (g.dtype() == DType.FLOAT32) {
      float[] values = g.floats();
      for (int d = 0; d < sum.length; d++) {
        sum[d] = Math.fma(factor, values[from + d], sum[d]);
      }
    } else {
      double[] values = g.doubles();
      for (int d = 0; d < sum.length; d++) {
        sum[d] = Math.fma(factor, values[from + d], sum[d]);
      }
    }
  }

  private static void store(double[] sum, Tensor y, int to) {
    if (y.dtype() == DType.FLOAT32) {
      float[] values = y.floats();
      for (int d = 0; d < sum.length; d++) {
        values[to + d] = (float) sum[d];
      }
    } else {
      System.arraycopy(sum, 0, y.doubles(), to, sum.length);
    }
  }
}
