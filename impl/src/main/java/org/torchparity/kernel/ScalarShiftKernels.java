package org.torchparity.kernel;

import java.util.Arrays;

/** The kernels of shifted planes without the Vector API. */
final class ScalarShiftKernels implements ShiftKernels {
  /** One sum waits for its last addition. */
  private static final int LANES = 4;

  @Override
  public int floatLanes() {
    return LANES;
  }

  @Override
  public int doubleLanes() {
    return LANES;
  }

  @Override
  public void combine(
      float[] x,
      int at,
      int[] steps,
      float[] weights,
      int first,
      float start,
      float[] y,
      int count) {
    Arrays.fill(y, 0, count, start);
    for (int t = 0; t < steps.length; t++) {
      float weight = weights[first + t];
      int seen = at + steps[t];
      for (int i = 0; i < count; i++) {
        y[i] = Math.fma(weight, x[seen + i], y[i]);
      }
    }
  }

  @Override
  public void combine(
      double[] x,
      int at,
      int[] steps,
      double[] weights,
      int first,
      double start,
      double[] y,
      int count) {
    Arrays.fill(y, 0, count, start);
    for (int t = 0; t < steps.length; t++) {
      double weight = weights[first + t];
      int seen = at + steps[t];
      for (int i = 0; i < count; i++) {
        y[i] = Math.fma(weight, x[seen + i], y[i]);
      }
    }
  }

  @Override
  public void addProducts(
      float[] x, int at, int[] steps, float[] g, int count, double[] sums, int first) {
    for (int t = 0; t < steps.length; t++) {
      int seen = at + steps[t];
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      int i = 0;
      for (; i < count - 3; i += 4) {
        a = Math.fma(x[seen + i], g[i], a);
        b = Math.fma(x[seen + i + 1], g[i + 1], b);
        c = Math.fma(x[seen + i + 2], g[i + 2], c);
        d = Math.fma(x[seen + i + 3], g[i + 3], d);
      }
      for (; i < count; i++) {
        a = Math.fma(x[seen + i], g[i], a);
      }
      add(a, b, c, d, sums, first + t * LANES);
    }
  }

  @Override
  public void addProducts(
      double[] x, int at, int[] steps, double[] g, int count, double[] sums, int first) {
    for (int t = 0; t < steps.length; t++) {
      int seen = at + steps[t];
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int i = 0;
      for (; i < count - 3; i += 4) {
        a = Math.fma(x[seen + i], g[i], a);
        b = Math.fma(x[seen + i + 1], g[i + 1], b);
        c = Math.fma(x[seen + i + 2], g[i + 2], c);
        d = Math.fma(x[seen + i + 3], g[i + 3], d);
      }
      for (; i < count; i++) {
        a = Math.fma(x[seen + i], g[i], a);
      }
      add(a, b, c, d, sums, first + t * LANES);
    }
  }

  private static void add(double a, double b, double c, double d, double[] sums, int at) {
    sums[at] += a;
    sums[at + 1] += b;
    sums[at + 2] += c;
    sums[at + 3] += d;
  }
}
