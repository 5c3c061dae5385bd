package org.torchparity.kernel;

/**
 * Sums over rows of float64 that lie one behind the other, each in the order of its elements. Of
 * {@value #ROWS} rows, those of all are computed together: one waits for its last addition.
 */
final class RowSums {
  static final int ROWS = 4;

  private RowSums() {}

  /** Adds Σ x of each row, of at most {@value #ROWS}, to a sum. */
  static void add(double[] x, int rows, int length, double[] sums) {
    if (rows == ROWS) {
      addAll(x, length, sums);
      return;
    }
    for (int row = 0; row < rows; row++) {
      double sum = sums[row];
      for (int i = row * length; i < (row + 1) * length; i++) {
        sum += x[i];
      }
      sums[row] = sum;
    }
  }

  private static void addAll(double[] x, int length, double[] sums) {
    double a = sums[0];
    double b = sums[1];
    double c = sums[2];
    double d = sums[3];
    int second = length;
    int third = 2 * length;
    int fourth = 3 * length;
    for (int i = 0; i < length; i++) {
      a += x[i];
      b += x[second + i];
      c += x[third + i];
      d += x[fourth + i];
    }
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
  }

  /** Adds Σ x·y of each row, of at most {@value #ROWS}, to a sum. */
  static void addProducts(double[] x, double[] y, int rows, int length, double[] sums) {
    if (rows == ROWS) {
      addAllProducts(x, y, length, sums);
      return;
    }
    for (int row = 0; row < rows; row++) {
      double sum = sums[row];
      for (int i = row * length; i < (row + 1) * length; i++) {
        sum = Math.fma(x[i], y[i], sum);
      }
      sums[row] = sum;
    }
  }

  private static void addAllProducts(double[] x, double[] y, int length, double[] sums) {
    double a = sums[0];
    double b = sums[1];
    double c = sums[2];
    double d = sums[3];
    int second = length;
    int third = 2 * length;
    int fourth = 3 * length;
    for (int i = 0; i < length; i++) {
      a = Math.fma(x[i], y[i], a);
      b = Math.fma(x[second + i], y[second + i], b);
      c = Math.fma(x[third + i], y[third + i], c);
      d = Math.fma(x[fourth + i], y[fourth + i], d);
    }
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
  }
}
