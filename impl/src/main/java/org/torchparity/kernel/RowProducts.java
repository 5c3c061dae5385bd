package org.torchparity.kernel;

/** Products of a matrix's rows, row by row, in float64: what a bilinear form needs beside Gemm. */
public final class RowProducts {
  private RowProducts() {}

  /** y(n, column) += Σ a(n, i)·b(n, i), where y has {@code columns} columns. */
  public static void addDots(double[] a, double[] b, double[] y, int column, int columns) {
    int rows = y.length / columns;
    int width = rows == 0 ? 0 : a.length / rows;
    for (int n = 0; n < rows; n++) {
      double sum = 0;
      for (int i = n * width; i < (n + 1) * width; i++) {
        sum = Math.fma(a[i], b[i], sum);
      }
      y[n * columns + column] += sum;
    }
  }

  /** y(n, i) += g(n, column)·a(n, i), where g has {@code columns} columns. */
  public static void addScaled(double[] g, int column, int columns, double[] a, double[] y) {
    int rows = g.length / columns;
    int width = rows == 0 ? 0 : a.length / rows;
    for (int n = 0; n < rows; n++) {
      double factor = g[n * columns + column];
      for (int i = n * width; i < (n + 1) * width; i++) {
        y[i] = Math.fma(factor, a[i], y[i]);
      }
    }
  }
}
