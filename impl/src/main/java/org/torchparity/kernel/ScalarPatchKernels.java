package org.torchparity.kernel;

/** The kernels of patches without the Vector API. */
final class ScalarPatchKernels implements PatchKernels {
  private static final int COLUMNS = 4;

  @Override
  public int floatColumns(int left) {
    return COLUMNS;
  }

  @Override
  public int doubleColumns(int left) {
    return COLUMNS;
  }

  @Override
  public void copy(
      float[] x, int from, int fromStride, float[] y, int to, int toStride, int rows, int count) {
    for (int r = 0; r < rows; r++) {
      int source = from + r * fromStride;
      int target = to + r * toStride;
      for (int i = 0; i < count; i++) {
        y[target + i] = x[source + i];
      }
    }
  }

  @Override
  public void copy(
      double[] x, int from, int fromStride, double[] y, int to, int toStride, int rows, int count) {
    for (int r = 0; r < rows; r++) {
      int source = from + r * fromStride;
      int target = to + r * toStride;
      for (int i = 0; i < count; i++) {
        y[target + i] = x[source + i];
      }
    }
  }

  @Override
  public void pick(
      float[] x,
      int from,
      int fromStride,
      int step,
      float[] y,
      int to,
      int toStride,
      int rows,
      int count) {
    for (int r = 0; r < rows; r++) {
      int source = from + r * fromStride;
      int target = to + r * toStride;
      for (int i = 0; i < count; i++) {
        y[target + i] = x[source + i * step];
      }
    }
  }

  @Override
  public void pick(
      double[] x,
      int from,
      int fromStride,
      int step,
      double[] y,
      int to,
      int toStride,
      int rows,
      int count) {
    for (int r = 0; r < rows; r++) {
      int source = from + r * fromStride;
      int target = to + r * toStride;
      for (int i = 0; i < count; i++) {
        y[target + i] = x[source + i * step];
      }
    }
  }

  @Override
  public void spread(
      float[] x,
      int from,
      int fromStride,
      float[] y,
      int to,
      int toStride,
      int step,
      int rows,
      int count) {
    for (int r = 0; r < rows; r++) {
      int source = from + r * fromStride;
      int target = to + r * toStride;
      for (int i = 0; i < count; i++) {
        y[target + i * step] = x[source + i];
      }
    }
  }

  @Override
  public void spread(
      double[] x,
      int from,
      int fromStride,
      double[] y,
      int to,
      int toStride,
      int step,
      int rows,
      int count) {
    for (int r = 0; r < rows; r++) {
      int source = from + r * fromStride;
      int target = to + r * toStride;
      for (int i = 0; i < count; i++) {
        y[target + i * step] = x[source + i];
      }
    }
  }

  @Override
  public void interleave(
      float[] x,
      int first,
      int second,
      int fromStride,
      float[] y,
      int to,
      int toStride,
      int rows,
      int count) {
    spread(x, first, fromStride, y, to, toStride, 2, rows, count);
    spread(x, second, fromStride, y, to + 1, toStride, 2, rows, count);
  }

  @Override
  public void interleave(
      double[] x,
      int first,
      int second,
      int fromStride,
      double[] y,
      int to,
      int toStride,
      int rows,
      int count) {
    spread(x, first, fromStride, y, to, toStride, 2, rows, count);
    spread(x, second, fromStride, y, to + 1, toStride, 2, rows, count);
  }

  @Override
  public void addProducts(
      float[] x,
      int from,
      int[] steps,
      int row,
      float[] panel,
      int panelAt,
      int columns,
      int depth,
      float[] y,
      int to,
      int[] places) {
    for (int r = 0; r < ROWS; r++) {
      int line = from + steps[row + r];
      float sum0 = 0;
      float sum1 = 0;
      float sum2 = 0;
      float sum3 = 0;
      for (int p = 0; p < depth; p++) {
        float factor = x[line + p];
        int at = panelAt + p * COLUMNS;
        sum0 = Math.fma(factor, panel[at], sum0);
        sum1 = Math.fma(factor, panel[at + 1], sum1);
        sum2 = Math.fma(factor, panel[at + 2], sum2);
        sum3 = Math.fma(factor, panel[at + 3], sum3);
      }
      int at = to + places[row + r];
      y[at] += sum0;
      y[at + 1] += sum1;
      y[at + 2] += sum2;
      y[at + 3] += sum3;
    }
  }

  @Override
  public void addProducts(
      double[] x,
      int from,
      int[] steps,
      int row,
      double[] panel,
      int panelAt,
      int columns,
      int depth,
      double[] y,
      int to,
      int[] places) {
    for (int r = 0; r < ROWS; r++) {
      int line = from + steps[row + r];
      double sum0 = 0;
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      for (int p = 0; p < depth; p++) {
        double factor = x[line + p];
        int at = panelAt + p * COLUMNS;
        sum0 = Math.fma(factor, panel[at], sum0);
        sum1 = Math.fma(factor, panel[at + 1], sum1);
        sum2 = Math.fma(factor, panel[at + 2], sum2);
        sum3 = Math.fma(factor, panel[at + 3], sum3);
      }
      int at = to + places[row + r];
      y[at] += sum0;
      y[at + 1] += sum1;
      y[at + 2] += sum2;
      y[at + 3] += sum3;
    }
  }
}
