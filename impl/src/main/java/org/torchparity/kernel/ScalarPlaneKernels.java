package org.torchparity.kernel;

import java.util.Arrays;

/** The kernels of planes without the Vector API. */
final class ScalarPlaneKernels implements PlaneKernels {

  /** Four sums at a time: one waits for its last addition. */
  @Override
  public double sum(float[] x, int from, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (int bound = from + count - 3; i < bound; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < from + count; i++) {
      a += x[i];
    }
    return a + b + (c + d);
  }

  @Override
  public void widen(float[] x, int from, double[] y, int to, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i] = x[from + i];
    }
  }

  @Override
  public void narrow(double[] x, float[] y, int to, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i] = (float) x[i];
    }
  }

  @Override
  public void mix(
      float[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      double[] y,
      int to,
      int width) {
    Arrays.fill(y, to, to + width, 0);
    for (int t = first; t < end; t++) {
      int line = at + offsets[t];
      double weight = weights[t];
      for (int i = 0; i < width; i++) {
        y[to + i] = Math.fma(weight, x[line + i], y[to + i]);
      }
    }
  }

  @Override
  public void mix(
      double[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      float[] y,
      int to,
      int width) {
    for (int i = 0; i < width; i++) {
      double sum = 0;
      for (int t = first; t < end; t++) {
        sum = Math.fma(weights[t], x[at + offsets[t] + i], sum);
      }
      y[to + i] = (float) sum;
    }
  }

  @Override
  public void mix(
      double[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      double[] y,
      int to,
      int width) {
    for (int i = 0; i < width; i++) {
      double sum = 0;
      for (int t = first; t < end; t++) {
        sum = Math.fma(weights[t], x[at + offsets[t] + i], sum);
      }
      y[to + i] = sum;
    }
  }

  @Override
  public boolean greatest(
      float[] x, int at, int[] offsets, int terms, float[] max, int[] place, int width) {
    float check = 0;
    for (int i = 0; i < width; i++) {
      float best = Float.NEGATIVE_INFINITY;
      int where = 0;
      for (int t = 0; t < terms; t++) {
        float value = x[at + offsets[t] + i];
        check = Math.fma(value, 0, check);
        if (value > best) {
          best = value;
          where = offsets[t];
        }
      }
      max[i] = best;
      place[i] = where + i;
    }
    return check == 0;
  }

  @Override
  public boolean greatest(
      double[] x, int at, int[] offsets, int terms, double[] max, int[] place, int width) {
    double check = 0;
    for (int i = 0; i < width; i++) {
      double best = Double.NEGATIVE_INFINITY;
      int where = 0;
      for (int t = 0; t < terms; t++) {
        double value = x[at + offsets[t] + i];
        check = Math.fma(value, 0, check);
        if (value > best) {
          best = value;
          where = offsets[t];
        }
      }
      max[i] = best;
      place[i] = where + i;
    }
    return check == 0;
  }

  @Override
  public void pick(int[] x, int step, int add, long[] y, int to, int count) {
    for (int i = 0; i < count; i++) {
      y[to + i] = x[i * step] + add;
    }
  }

  @Override
  public boolean within(double[] x, int count, double least, double most) {
    return withinFrom(0, x, count, least, most);
  }

  /** The elements from {@code first} on. */
  static boolean withinFrom(int first, double[] x, int count, double least, double most) {
    boolean within = true;
    for (int i = first; i < count; i++) {
      double size = Math.abs(x[i]);
      within &= size <= most && (size >= least || size == 0);
    }
    return within;
  }
}
