package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;

/**
 * A product of which A has a few rows, or each sum a few terms, and whose B lies in rows: multiples
 * of B's rows are added to those of C. Sums are those of {@link Gemm}, blocks of {@link Gemm#depth}
 * terms.
 */
final class FewTerms {
  private static final int FEW = 3;

  /** Columns that are summed together: they stay in the first cache. */
  private static final int COLUMNS = 1024;

  private FewTerms() {}

  /** Whether an element of B counts a few times only, or a sum has a few terms only. */
  static boolean fits(Matrix a, Matrix b) {
    return (a.rows() <= FEW || b.rows() <= FEW) && b.columnStride() == 1;
  }

  /** C += A·B, in place. */
  static void addTo(Matrix c, Matrix a, Matrix b) {
    int stripes = (b.columns() + COLUMNS - 1) / COLUMNS;
    Parallel.rows(
        c.rows() * stripes,
        (long) b.rows() * Math.min(COLUMNS, b.columns()),
        (from, to) -> {
          boolean narrow = c.data().dtype() == DType.FLOAT32;
          float[] floats = new float[narrow ? COLUMNS : 0];
          double[] doubles = new double[narrow ? 0 : COLUMNS];
          for (int task = from; task < to; task++) {
            int j = task % stripes * COLUMNS;
            int columns = Math.min(COLUMNS, b.columns() - j);
            Matrix row = c.rows(task / stripes, 1).columns(j, columns);
            if (narrow) {
              add(row, a.rows(task / stripes, 1), b.columns(j, columns), floats);
            } else {
              add(row, a.rows(task / stripes, 1), b.columns(j, columns), doubles);
            }
          }
        });
  }

  private static void add(Matrix c, Matrix a, Matrix b, float[] sums) {
    GemmKernels kernels = Kernels.gemm();
    int depth = Gemm.depth(c.data().dtype());
    float[] factors = a.data().floats();
    float[] x = b.data().floats();
    float[] y = c.data().floats();
    for (int p = 0; p < b.rows(); p++) {
      float factor = factors[a.offset() + p * a.columnStride()];
      int from = b.offset() + p * b.rowStride();
      kernels.addScaled(factor, x, from, sums, 0, c.columns());
      if ((p + 1) % depth == 0 || p == b.rows() - 1) {
        kernels.addScaled(1, sums, 0, y, c.offset(), c.columns());
        Arrays.fill(sums, 0);
      }
    }
  }

  private static void add(Matrix c, Matrix a, Matrix b, double[] sums) {
    GemmKernels kernels = Kernels.gemm();
    int depth = Gemm.depth(c.data().dtype());
    double[] factors = a.data().doubles();
    double[] x = b.data().doubles();
    double[] y = c.data().doubles();
    for (int p = 0; p < b.rows(); p++) {
      double factor = factors[a.offset() + p * a.columnStride()];
      int from = b.offset() + p * b.rowStride();
      kernels.addScaled(factor, x, from, sums, 0, c.columns());
      if ((p + 1) % depth == 0 || p == b.rows() - 1) {
        kernels.addScaled(1, sums, 0, y, c.offset(), c.columns());
        Arrays.fill(sums, 0);
      }
    }
  }
}
