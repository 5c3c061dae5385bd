package org.torchparity.kernel;

/** Tiles of 4×4 in plain Java, sixteen sums in local variables. */
final class ScalarGemmKernels implements GemmKernels {
  private static final int ROWS = 4;
  private static final int COLUMNS = 4;

  @Override
  public int tileRows() {
    return ROWS;
  }

  @Override
  public int tileVectors() {
    return 1;
  }

  @Override
  public int floatLanes() {
    return COLUMNS;
  }

  @Override
  public int doubleLanes() {
    return COLUMNS;
  }

  @Override
  public void multiplyTile(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int vectors,
      int depth,
      float[] c,
      int cAt,
      int cStride) {
    float c00 = 0;
    float c01 = 0;
    float c02 = 0;
    float c03 = 0;
    float c10 = 0;
    float c11 = 0;
    float c12 = 0;
    float c13 = 0;
    float c20 = 0;
    float c21 = 0;
    float c22 = 0;
    float c23 = 0;
    float c30 = 0;
    float c31 = 0;
    float c32 = 0;
    float c33 = 0;
    for (int p = 0; p < depth; p++) {
      int u = aAt + p * ROWS;
      int v = bAt + p * COLUMNS;
      float b0 = b[v + 0];
      float b1 = b[v + 1];
      float b2 = b[v + 2];
      float b3 = b[v + 3];
      float a0 = a[u];
      c00 = Math.fma(a0, b0, c00);
      c01 = Math.fma(a0, b1, c01);
      c02 = Math.fma(a0, b2, c02);
      c03 = Math.fma(a0, b3, c03);
      float a1 = a[u + 1];
      c10 = Math.fma(a1, b0, c10);
      c11 = Math.fma(a1, b1, c11);
      c12 = Math.fma(a1, b2, c12);
      c13 = Math.fma(a1, b3, c13);
      float a2 = a[u + 2];
      c20 = Math.fma(a2, b0, c20);
      c21 = Math.fma(a2, b1, c21);
      c22 = Math.fma(a2, b2, c22);
      c23 = Math.fma(a2, b3, c23);
      float a3 = a[u + 3];
      c30 = Math.fma(a3, b0, c30);
      c31 = Math.fma(a3, b1, c31);
      c32 = Math.fma(a3, b2, c32);
      c33 = Math.fma(a3, b3, c33);
    }
    int at = cAt;
    c[at + 0] = c00;
    c[at + 1] = c01;
    c[at + 2] = c02;
    c[at + 3] = c03;
    at += cStride;
    c[at + 0] = c10;
    c[at + 1] = c11;
    c[at + 2] = c12;
    c[at + 3] = c13;
    at += cStride;
    c[at + 0] = c20;
    c[at + 1] = c21;
    c[at + 2] = c22;
    c[at + 3] = c23;
    at += cStride;
    c[at + 0] = c30;
    c[at + 1] = c31;
    c[at + 2] = c32;
    c[at + 3] = c33;
  }

  @Override
  public void multiplyTile(
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      int vectors,
      int depth,
      double[] c,
      int cAt,
      int cStride) {
    double c00 = 0;
    double c01 = 0;
    double c02 = 0;
    double c03 = 0;
    double c10 = 0;
    double c11 = 0;
    double c12 = 0;
    double c13 = 0;
    double c20 = 0;
    double c21 = 0;
    double c22 = 0;
    double c23 = 0;
    double c30 = 0;
    double c31 = 0;
    double c32 = 0;
    double c33 = 0;
    for (int p = 0; p < depth; p++) {
      int u = aAt + p * ROWS;
      int v = bAt + p * COLUMNS;
      double b0 = b[v + 0];
      double b1 = b[v + 1];
      double b2 = b[v + 2];
      double b3 = b[v + 3];
      double a0 = a[u];
      c00 = Math.fma(a0, b0, c00);
      c01 = Math.fma(a0, b1, c01);
      c02 = Math.fma(a0, b2, c02);
      c03 = Math.fma(a0, b3, c03);
      double a1 = a[u + 1];
      c10 = Math.fma(a1, b0, c10);
      c11 = Math.fma(a1, b1, c11);
      c12 = Math.fma(a1, b2, c12);
      c13 = Math.fma(a1, b3, c13);
      double a2 = a[u + 2];
      c20 = Math.fma(a2, b0, c20);
      c21 = Math.fma(a2, b1, c21);
      c22 = Math.fma(a2, b2, c22);
      c23 = Math.fma(a2, b3, c23);
      double a3 = a[u + 3];
      c30 = Math.fma(a3, b0, c30);
      c31 = Math.fma(a3, b1, c31);
      c32 = Math.fma(a3, b2, c32);
      c33 = Math.fma(a3, b3, c33);
    }
    int at = cAt;
    c[at + 0] = c00;
    c[at + 1] = c01;
    c[at + 2] = c02;
    c[at + 3] = c03;
    at += cStride;
    c[at + 0] = c10;
    c[at + 1] = c11;
    c[at + 2] = c12;
    c[at + 3] = c13;
    at += cStride;
    c[at + 0] = c20;
    c[at + 1] = c21;
    c[at + 2] = c22;
    c[at + 3] = c23;
    at += cStride;
    c[at + 0] = c30;
    c[at + 1] = c31;
    c[at + 2] = c32;
    c[at + 3] = c33;
  }

  @Override
  public void addTile(
      float[] sums, int at, int stride, float[] c, int cAt, int cStride, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        c[cAt + i * cStride + j] += sums[at + i * stride + j];
      }
    }
  }

  @Override
  public void addTile(
      double[] sums, int at, int stride, double[] c, int cAt, int cStride, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        c[cAt + i * cStride + j] += sums[at + i * stride + j];
      }
    }
  }

  @Override
  public void joinTiles(
      float[] sums, int at, int step, float[] y, int to, int stride, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int from = at + i * columns + j;
        y[to + i * stride + j] =
            sums[from] + sums[from + step] + sums[from + 2 * step] + sums[from + 3 * step];
      }
    }
  }

  @Override
  public void joinTiles(
      double[] sums, int at, int step, double[] y, int to, int stride, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int from = at + i * columns + j;
        y[to + i * stride + j] =
            sums[from] + sums[from + step] + sums[from + 2 * step] + sums[from + 3 * step];
      }
    }
  }

  @Override
  public void gather(
      float[] x,
      int at,
      int[] steps,
      int first,
      int depth,
      float[] panel,
      int to,
      int step,
      int vectors) {
    for (int p = 0; p < depth; p++) {
      System.arraycopy(x, at + steps[first + p], panel, to + p * COLUMNS, COLUMNS);
    }
  }

  @Override
  public void gather(
      double[] x,
      int at,
      int[] steps,
      int first,
      int depth,
      double[] panel,
      int to,
      int step,
      int vectors) {
    for (int p = 0; p < depth; p++) {
      System.arraycopy(x, at + steps[first + p], panel, to + p * COLUMNS, COLUMNS);
    }
  }

  @Override
  public void transpose(
      float[] x, int at, int stride, int rows, int columns, float[] y, int to, int width) {
    int i = 0;
    for (; i < rows - 3; i += 4) {
      int r0 = at + i * stride;
      int r1 = r0 + stride;
      int r2 = r1 + stride;
      int r3 = r2 + stride;
      for (int p = 0; p < columns; p++) {
        int target = to + i + p * width;
        y[target] = x[r0 + p];
        y[target + 1] = x[r1 + p];
        y[target + 2] = x[r2 + p];
        y[target + 3] = x[r3 + p];
      }
    }
    for (; i < rows; i++) {
      int row = at + i * stride;
      for (int p = 0; p < columns; p++) {
        y[to + i + p * width] = x[row + p];
      }
    }
  }

  @Override
  public void transpose(
      double[] x, int at, int stride, int rows, int columns, double[] y, int to, int width) {
    int i = 0;
    for (; i < rows - 3; i += 4) {
      int r0 = at + i * stride;
      int r1 = r0 + stride;
      int r2 = r1 + stride;
      int r3 = r2 + stride;
      for (int p = 0; p < columns; p++) {
        int target = to + i + p * width;
        y[target] = x[r0 + p];
        y[target + 1] = x[r1 + p];
        y[target + 2] = x[r2 + p];
        y[target + 3] = x[r3 + p];
      }
    }
    for (; i < rows; i++) {
      int row = at + i * stride;
      for (int p = 0; p < columns; p++) {
        y[to + i + p * width] = x[row + p];
      }
    }
  }

  @Override
  public double dot(float[] a, int aAt, float[] b, int bAt, int count) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i < count - 1; i += 2) {
      even = Math.fma((double) a[aAt + i], b[bAt + i], even);
      odd = Math.fma((double) a[aAt + i + 1], b[bAt + i + 1], odd);
    }
    return i < count ? Math.fma((double) a[aAt + i], b[bAt + i], even + odd) : even + odd;
  }

  @Override
  public double dot(double[] a, int aAt, double[] b, int bAt, int count) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i < count - 1; i += 2) {
      even = Math.fma(a[aAt + i], b[bAt + i], even);
      odd = Math.fma(a[aAt + i + 1], b[bAt + i + 1], odd);
    }
    return i < count ? Math.fma(a[aAt + i], b[bAt + i], even + odd) : even + odd;
  }

  @Override
  public void addScaled(float factor, float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i] = Math.fma(factor, x[from + i], y[to + i]);
    }
  }

  @Override
  public void addScaled(double factor, double[] x, int from, double[] y, int to, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i] = Math.fma(factor, x[from + i], y[to + i]);
    }
  }
}
