package org.torchparity.kernel;

import org.torchparity.tensor.DType;

/**
 * The product of a few rows with a matrix whose columns lie in one piece each: a dot product an
 * element, in float64 and rounded once. Nothing is packed, for every element of B counts only a few
 * times.
 */
final class FewRows {
  private static final int ROWS = 3;

  private FewRows() {}

  static boolean fits(Matrix a, Matrix b) {
    return a.rows() <= ROWS && a.columnStride() == 1 && b.rowStride() == 1;
  }

  /** C = start + A·B. */
  static void sum(Matrix c, Matrix start, Matrix a, Matrix b) {
    GemmKernels kernels = Kernels.gemm();
    Parallel.rows(
        b.columns(),
        (long) a.rows() * a.columns(),
        (from, to) -> {
          for (int j = from; j < to; j++) {
            for (int i = 0; i < a.rows(); i++) {
              int aAt = a.offset() + i * a.rowStride();
              int bAt = b.offset() + j * b.columnStride();
              int at = c.offset() + i * c.rowStride() + j;
              int startAt = start.offset() + i * start.rowStride() + j;
              if (c.data().dtype() == DType.FLOAT32) {
                double sum =
                    kernels.dot(a.data().floats(), aAt, b.data().floats(), bAt, a.columns());
                c.data().floats()[at] = (float) (start.data().floats()[startAt] + sum);
              } else {
                double sum =
                    kernels.dot(a.data().doubles(), aAt, b.data().doubles(), bAt, a.columns());
                c.data().doubles()[at] = start.data().doubles()[startAt] + sum;
              }
            }
          }
        });
  }
}
