package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A {@link Correlation} of groups so small, as a depthwise convolution's are, that a product of
 * matrices would be of vectors: line by line, each kernel position scales a line of one side and
 * adds it to a line of the other. The stride along the last axis is 1.
 */
final class PlaneCorrelation {
  private final Window window;
  private final int inputs;
  private final int outputs;
  private final int groups;

  PlaneCorrelation(Correlation map) {
    window = map.window();
    groups = map.groups();
    inputs = map.inChannels() / groups;
    outputs = map.outChannels() / groups;
  }

  /** Whether the lines' elements follow each other, and the groups are small. */
  static boolean fits(Correlation map) {
    return map.window().stride[2] == 1
        && map.inChannels() / map.groups() <= 2
        && map.outChannels() / map.groups() <= 2;
  }

  /** Lines of an input plane and an output plane that a kernel position ties together. */
  private interface Lines {
    void run(int xAt, int yAt, int column, int count);
  }

  /** Adds the map of x to y, in place. */
  void addTo(Tensor y, Tensor x, Tensor weight) {
    planes(
        x.size(0) * groups,
        (n, g) ->
            eachPlane(
                n,
                g,
                (xPlane, yPlane, k, w) ->
                    eachLine(
                        k,
                        xPlane,
                        yPlane,
                        (xAt, yAt, column, count) -> addScaled(weight, w, x, xAt, y, yAt, count))));
  }

  /** Adds the adjoint map of y to x, in place. */
  void addAdjointTo(Tensor x, Tensor y, Tensor weight) {
    planes(
        x.size(0) * groups,
        (n, g) ->
            eachPlane(
                n,
                g,
                (xPlane, yPlane, k, w) ->
                    eachLine(
                        k,
                        xPlane,
                        yPlane,
                        (xAt, yAt, column, count) -> addScaled(weight, w, y, yAt, x, xAt, count))));
  }

  /**
   * Returns the gradient of the weight: the products of a sample's lines are added up column by
   * column, the columns and samples in float64.
   */
  Tensor weightGradient(Tensor gradOutput, Tensor x, Shape weightShape) {
    double[] sums = new double[weightShape.elements()];
    int samples = x.size(0);
    planes(
        groups,
        (unused, g) -> {
          Tensor columns = Tensor.zeros(x.dtype(), Shape.of(window.width()));
          for (int n = 0; n < samples; n++) {
            eachPlane(
                n,
                g,
                (xPlane, yPlane, k, w) -> {
                  Panels.clear(columns);
                  eachLine(
                      k,
                      xPlane,
                      yPlane,
                      (xAt, yAt, column, count) ->
                          addProducts(x, xAt, gradOutput, yAt, columns, column, count));
                  sums[w] += sum(columns);
                });
          }
        });
    return Tensor.ofDoubles(x.dtype(), weightShape, sums);
  }

  private interface Group {
    void run(int n, int g);
  }

  private void planes(int count, Group group) {
    long work = (long) inputs * outputs * window.kernelElements() * window.outputElements();
    Parallel.rows(
        count,
        work / 2 + 1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            group.run(i / groups, i % groups);
          }
        });
  }

  private interface Plane {
    void run(int xPlane, int yPlane, int k, int w);
  }

  /** Every pair of planes of a group of a sample, with every kernel position and its weight. */
  private void eachPlane(int n, int g, Plane plane) {
    int kernel = window.kernelElements();
    for (int o = 0; o < outputs; o++) {
      for (int c = 0; c < inputs; c++) {
        for (int k = 0; k < kernel; k++) {
          plane.run(
              ((n * groups + g) * inputs + c) * window.inputElements(),
              ((n * groups + g) * outputs + o) * window.outputElements(),
              k,
              ((g * outputs + o) * inputs + c) * kernel + k);
        }
      }
    }
  }

  private void eachLine(int k, int xPlane, int yPlane, Lines lines) {
    int shiftW = k % window.kernel[2] * window.dilation[2] - window.padding[2];
    int shiftH = k / window.kernel[2] % window.kernel[1] * window.dilation[1] - window.padding[1];
    int shiftD = k / (window.kernel[2] * window.kernel[1]) * window.dilation[0] - window.padding[0];
    int from = Math.max(0, -shiftW);
    int to = Math.min(window.width(), window.input[2] - shiftW);
    for (int line = 0; from < to && line < window.lines(); line++) {
      int h = line % window.output[1] * window.stride[1] + shiftH;
      int d = line / window.output[1] * window.stride[0] + shiftD;
      if (h >= 0 && h < window.input[1] && d >= 0 && d < window.input[0]) {
        int xAt = xPlane + (d * window.input[1] + h) * window.input[2] + from + shiftW;
        lines.run(xAt, yPlane + line * window.width() + from, from, to - from);
      }
    }
  }

  /** target += weight[w]·source, over {@code count} elements. */
  private static void addScaled(
      Tensor weight, int w, Tensor source, int from, Tensor target, int to, int count) {
    if (weight.dtype() == DType.FLOAT32) {
      float factor = weight.floats()[w];
      float[] x = source.floats();
      float[] y = target.floats();
      for (int i = 0; i < count; i++) {
        y[to + i] = Math.fma(factor, x[from + i], y[to + i]);
      }
    } else {
      double factor = weight.doubles()[w];
      double[] x = source.doubles();
      double[] y = target.doubles();
      for (int i = 0; i < count; i++) {
        y[to + i] = Math.fma(factor, x[from + i], y[to + i]);
      }
    }
  }

  /** columns += x·g, over {@code count} elements. */
  private static void addProducts(
      Tensor x, int xAt, Tensor g, int gAt, Tensor columns, int column, int count) {
    if (x.dtype() == DType.FLOAT32) {
      float[] a = x.floats();
      float[] b = g.floats();
      float[] y = columns.floats();
      for (int i = 0; i < count; i++) {
        y[column + i] = Math.fma(a[xAt + i], b[gAt + i], y[column + i]);
      }
    } else {
      double[] a = x.doubles();
      double[] b = g.doubles();
      double[] y = columns.doubles();
      for (int i = 0; i < count; i++) {
        y[column + i] = Math.fma(a[xAt + i], b[gAt + i], y[column + i]);
      }
    }
  }

  private static double sum(Tensor columns) {
    double sum = 0;
    for (int i = 0; i < columns.elements(); i++) {
      sum += columns.get(i);
    }
    return sum;
  }
}
