package org.torchparity.kernel;

/** The passes in plain Java, which every machine runs. */
final class ScalarRowKernels implements RowKernels {

  @Override
  public void squares(float[] x, int columns, int from, int to, double[] squares) {
    for (int r = from; r < to; r++) {
      double sum = 0;
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        sum = Math.fma((double) x[i], x[i], sum);
      }
      squares[r] = sum;
    }
  }

  @Override
  public void affine(
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] weight,
      double[] bias,
      float[] y) {
    for (int r = from; r < to; r++) {
      affineFrom(x, columns, r, 0, mean, scale, weight, bias, y);
    }
  }

  /** The columns of a row from {@code first} on. */
  static void affineFrom(
      float[] x,
      int columns,
      int r,
      int first,
      double[] mean,
      double[] scale,
      double[] weight,
      double[] bias,
      float[] y) {
    for (int j = first; j < columns; j++) {
      int i = r * columns + j;
      y[i] = (float) Math.fma((x[i] - mean[r]) * scale[r], weight[j], bias[j]);
    }
  }

  @Override
  public void products(
      float[] g,
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] sum,
      double[] product) {
    for (int r = from; r < to; r++) {
      sum[r] = 0;
      product[r] = 0;
      productsFrom(g, x, columns, r, 0, mean, weight, sum, product);
    }
  }

  /** Adds the columns of a row from {@code first} on. */
  static void productsFrom(
      float[] g,
      float[] x,
      int columns,
      int r,
      int first,
      double[] mean,
      double[] weight,
      double[] sum,
      double[] product) {
    double s = sum[r];
    double p = product[r];
    for (int j = first; j < columns; j++) {
      int i = r * columns + j;
      double weighted = g[i] * weight[j];
      s += weighted;
      p = Math.fma(weighted, x[i] - mean[r], p);
    }
    sum[r] = s;
    product[r] = p;
  }

  @Override
  public void combine(
      float[] g,
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] a,
      double[] b,
      double[] c,
      float[] y) {
    for (int r = from; r < to; r++) {
      combineFrom(g, x, columns, r, 0, mean, weight, a, b, c, y);
    }
  }

  /** The columns of a row from {@code first} on. */
  static void combineFrom(
      float[] g,
      float[] x,
      int columns,
      int r,
      int first,
      double[] mean,
      double[] weight,
      double[] a,
      double[] b,
      double[] c,
      float[] y) {
    for (int j = first; j < columns; j++) {
      int i = r * columns + j;
      y[i] = (float) Math.fma(a[r], g[i] * weight[j], Math.fma(b[r], x[i] - mean[r], c[r]));
    }
  }

  @Override
  public void columns(
      float[] g,
      float[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] sum,
      double[] product) {
    for (int r = from; r < to; r++) {
      columnsFrom(g, x, columns, r, 0, mean, scale, sum, product);
    }
  }

  /** The columns of a row from {@code first} on. */
  static void columnsFrom(
      float[] g,
      float[] x,
      int columns,
      int r,
      int first,
      double[] mean,
      double[] scale,
      double[] sum,
      double[] product) {
    for (int j = first; j < columns; j++) {
      int i = r * columns + j;
      sum[j] += g[i];
      product[j] = Math.fma(g[i], (x[i] - mean[r]) * scale[r], product[j]);
    }
  }

  @Override
  public void squares(double[] x, int columns, int from, int to, double[] squares) {
    for (int r = from; r < to; r++) {
      double sum = 0;
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        sum = Math.fma(x[i], x[i], sum);
      }
      squares[r] = sum;
    }
  }

  @Override
  public void affine(
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] weight,
      double[] bias,
      double[] y) {
    for (int r = from; r < to; r++) {
      affineFrom(x, columns, r, 0, mean, scale, weight, bias, y);
    }
  }

  /** The columns of a row from {@code first} on. */
  static void affineFrom(
      double[] x,
      int columns,
      int r,
      int first,
      double[] mean,
      double[] scale,
      double[] weight,
      double[] bias,
      double[] y) {
    for (int j = first; j < columns; j++) {
      int i = r * columns + j;
      y[i] = Math.fma((x[i] - mean[r]) * scale[r], weight[j], bias[j]);
    }
  }

  @Override
  public void products(
      double[] g,
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] sum,
      double[] product) {
    for (int r = from; r < to; r++) {
      sum[r] = 0;
      product[r] = 0;
      productsFrom(g, x, columns, r, 0, mean, weight, sum, product);
    }
  }

  /** Adds the columns of a row from {@code first} on. */
  static void productsFrom(
      double[] g,
      double[] x,
      int columns,
      int r,
      int first,
      double[] mean,
      double[] weight,
      double[] sum,
      double[] product) {
    double s = sum[r];
    double p = product[r];
    for (int j = first; j < columns; j++) {
      int i = r * columns + j;
      double weighted = g[i] * weight[j];
      s += weighted;
      p = Math.fma(weighted, x[i] - mean[r], p);
    }
    sum[r] = s;
    product[r] = p;
  }

  @Override
  public void combine(
      double[] g,
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] weight,
      double[] a,
      double[] b,
      double[] c,
      double[] y) {
    for (int r = from; r < to; r++) {
      combineFrom(g, x, columns, r, 0, mean, weight, a, b, c, y);
    }
  }

  /** The columns of a row from {@code first} on. */
  static void combineFrom(
      double[] g,
      double[] x,
      int columns,
      int r,
      int first,
      double[] mean,
      double[] weight,
      double[] a,
      double[] b,
      double[] c,
      double[] y) {
    for (int j = first; j < columns; j++) {
      int i = r * columns + j;
      y[i] = Math.fma(a[r], g[i] * weight[j], Math.fma(b[r], x[i] - mean[r], c[r]));
    }
  }

  @Override
  public void columns(
      double[] g,
      double[] x,
      int columns,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] sum,
      double[] product) {
    for (int r = from; r < to; r++) {
      columnsFrom(g, x, columns, r, 0, mean, scale, sum, product);
    }
  }

  /** The columns of a row from {@code first} on. */
  static void columnsFrom(
      double[] g,
      double[] x,
      int columns,
      int r,
      int first,
      double[] mean,
      double[] scale,
      double[] sum,
      double[] product) {
    for (int j = first; j < columns; j++) {
      int i = r * columns + j;
      sum[j] += g[i];
      product[j] = Math.fma(g[i], (x[i] - mean[r]) * scale[r], product[j]);
    }
  }
}
