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
  public void mix(
      float[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      double[] y,
      int width) {
    Arrays.fill(y, 0, width, 0);
    for (int t = first; t < end; t++) {
      int line = at + offsets[t];
      double weight = weights[t];
      for (int i = 0; i < width; i++) {
        y[i] = Math.fma(weight, x[line + i], y[i]);
      }
    }
  }

  @Override
  public void mix(
      double[] x,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      float[] y,
      int yAt,
      int width) {
    for (int i = 0; i < width; i++) {
      double sum = 0;
      for (int t = first; t < end; t++) {
        sum = Math.fma(weights[t], x[offsets[t] + i], sum);
      }
      y[yAt + i] = (float) sum;
    }
  }

  @Override
  public void greatest(float[] x, int[] lines, int count, int width, float[] max, float[] number) {
    Arrays.fill(max, 0, width, Float.NEGATIVE_INFINITY);
    Arrays.fill(number, 0, width, 0);
    for (int line = 0; line < count; line++) {
      for (int i = 0; i < width; i++) {
        float value = x[lines[line] + i];
        if (value > max[i] || Float.isNaN(value)) {
          max[i] = value;
          number[i] = line;
        }
      }
    }
  }

  @Override
  public void addLines(
      float[] source,
      int sourceAt,
      LineTaps taps,
      float[] weight,
      int weightAt,
      float[] target,
      int targetAt) {
    for (int line = 0; line < taps.lines; line++) {
      int at = targetAt + line * taps.width;
      for (int t = taps.start[line]; t < taps.start[line + 1]; t++) {
        int k = taps.kernel[t];
        float factor = weight[weightAt + k];
        int from = sourceAt + taps.offset[t];
        int end = taps.end(k);
        for (int i = taps.first(k); i < end; i++) {
          target[at + i] = Math.fma(factor, source[from + i], target[at + i]);
        }
      }
    }
  }

  @Override
  public double products(
      float[] source,
      int sourceAt,
      float[] target,
      int targetAt,
      LineTaps taps,
      int kernel,
      float[] columns) {
    int first = taps.first(kernel);
    int width = taps.end(kernel) - first;
    if (width <= 0) {
      return 0;
    }
    Arrays.fill(columns, 0, width, 0);
    for (int pair = taps.pairStart[kernel]; pair < taps.pairStart[kernel + 1]; pair++) {
      int a = sourceAt + taps.pairOffset[pair] + first;
      int b = targetAt + taps.pairLine[pair] * taps.width + first;
      for (int i = 0; i < width; i++) {
        columns[i] = Math.fma(source[a + i], target[b + i], columns[i]);
      }
    }
    return sum(columns, 0, width);
  }
}
