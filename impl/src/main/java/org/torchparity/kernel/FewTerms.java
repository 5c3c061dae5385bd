package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;

/**
 * A product of which A has a few rows, or each sum a few terms, and whose B lies in rows: multiples
 * of B's rows are added to those of C. Sums are those of {@link Gemm}, blocks of {@link Gemm#DEPTH}
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

  /** C = start + A·B. */
  static void sum(Matrix c, Matrix start, Matrix a, Matrix b) {
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
            Matrix first = start.rows(task / stripes, 1).columns(j, columns);
            if (narrow) {
              sum(row, first, a.rows(task / stripes, 1), b.columns(j, columns), floats);
            } else {
              sum(row, first, a.rows(task / stripes, 1), b.columns(j, columns), doubles);
            }
          }
        });
  }

  private static void sum(Matrix c, Matrix start, Matrix a, Matrix b, float[] sums) {
    GemmKernels kernels = Kernels.gemm();
    float[] factors = a.data().floats();
    float[] x = b.data().floats();
    int p = 0;
    Matrix before = start;
    do {
      for (int end = Math.min(b.rows(), p + Gemm.DEPTH); p < end; p++) {
        float factor = factors[a.offset() + p * a.columnStride()];
        kernels.addScaled(factor, x, b.offset() + p * b.rowStride(), sums, 0, c.columns());
      }
      kernels.addScaled(1, before.data().floats(), before.offset(), sums, 0, c.columns());
      System.arraycopy(sums, 0, c.data().floats(), c.offset(), c.columns());
      Arrays.fill(sums, 0);
      before = c;
    } while (p < b.rows());
  }

  private static void sum(Matrix c, Matrix start, Matrix a, Matrix b, double[] sums) {
    GemmKernels kernels = Kernels.gemm();
    double[] factors = a.data().doubles();
    double[] x = b.data().doubles();
    int p = 0;
    Matrix before = start;
    do {
      for (int end = Math.min(b.rows(), p + Gemm.DEPTH); p < end; p++) {
        double factor = factors[a.offset() + p * a.columnStride()];
        kernels.addScaled(factor, x, b.offset() + p * b.rowStride(), sums, 0, c.columns());
      }
      kernels.addScaled(1, before.data().doubles(), before.offset(), sums, 0, c.columns());
      System.arraycopy(sums, 0, c.data().doubles(), c.offset(), c.columns());
      Arrays.fill(sums, 0);
      before = c;
    } while (p < b.rows());
  }
}
