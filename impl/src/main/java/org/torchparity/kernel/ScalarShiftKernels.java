package org.torchparity.kernel;

import java.util.Arrays;

/** The kernels of shifted planes without the Vector API. */
final class ScalarShiftKernels implements ShiftKernels {
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
  public void combineAndMultiply(
      float[] x,
      int at,
      int[] steps,
      float[] weights,
      int first,
      float[] y,
      float[] z,
      int to,
      int count,
      double[] sums,
      int sum) {
    Arrays.fill(y, to, to + count, 0);
    for (int t = 0; t < steps.length; t++) {
      float weight = weights[first + t];
      int seen = at + steps[t];
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      int i = 0;
      for (; i < count - 3; i += 4) {
        a = Math.fma(x[seen + i], z[to + i], a);
        b = Math.fma(x[seen + i + 1], z[to + i + 1], b);
        c = Math.fma(x[seen + i + 2], z[to + i + 2], c);
        d = Math.fma(x[seen + i + 3], z[to + i + 3], d);
      }
      for (; i < count; i++) {
        a = Math.fma(x[seen + i], z[to + i], a);
      }
      sums[sum + t] += (double) a + b + c + d;
      for (i = 0; i < count; i++) {
        y[to + i] = Math.fma(weight, x[seen + i], y[to + i]);
      }
    }
  }

  @Override
  public void combineAndMultiply(
      double[] x,
      int at,
      int[] steps,
      double[] weights,
      int first,
      double[] y,
      double[] z,
      int to,
      int count,
      double[] sums,
      int sum) {
    Arrays.fill(y, to, to + count, 0);
    for (int t = 0; t < steps.length; t++) {
      double weight = weights[first + t];
      int seen = at + steps[t];
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int i = 0;
      for (; i < count - 3; i += 4) {
        a = Math.fma(x[seen + i], z[to + i], a);
        b = Math.fma(x[seen + i + 1], z[to + i + 1], b);
        c = Math.fma(x[seen + i + 2], z[to + i + 2], c);
        d = Math.fma(x[seen + i + 3], z[to + i + 3], d);
      }
      for (; i < count; i++) {
        a = Math.fma(x[seen + i], z[to + i], a);
      }
      sums[sum + t] += a + b + c + d;
      for (i = 0; i < count; i++) {
        y[to + i] = Math.fma(weight, x[seen + i], y[to + i]);
      }
    }
  }
}
