package org.torchparity.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A {@link Correlation} of groups so small, as a depthwise convolution's are, that a product of
 * matrices would be of vectors: to each line of one side are added lines of the other, each times a
 * weight. The stride along the last axis is 1.
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

  /** Work on a plane of the input and one of the output, by their beginnings, and its weights. */
  private interface Planes {
    void run(int xPlane, int yPlane, int weightAt);
  }

  /** Returns start + the map of x, see {@link Correlation#of}. */
  Tensor of(Tensor x, Tensor weight, Tensor start, Shape shape) {
    LineTaps taps = LineTaps.of(window);
    Tensor y = Tensor.empty(x.dtype(), shape);
    each(
        x.size(0) * groups,
        i -> fill(y, i, outputs, window.outputElements(), start),
        (xPlane, yPlane, weightAt) -> addLines(x, xPlane, taps, weight, weightAt, y, yPlane));
    return y;
  }

  /** Returns start + the adjoint map of y, see {@link Correlation#adjoint}. */
  Tensor adjoint(Tensor y, Tensor weight, Tensor start, Shape shape) {
    LineTaps taps = LineTaps.adjoint(window);
    Tensor x = Tensor.empty(y.dtype(), shape);
    each(
        y.size(0) * groups,
        i -> fill(x, i, inputs, window.inputElements(), start),
        (xPlane, yPlane, weightAt) -> addLines(y, yPlane, taps, weight, weightAt, x, xPlane));
    return x;
  }

  /** Fills the planes of a group of a sample; groups count on from sample to sample. */
  private void fill(Tensor planes, int i, int channels, int elements, Tensor start) {
    for (int c = 0; c < channels; c++) {
      Biases.fill(
          planes, (i * channels + c) * elements, elements, start, i % groups * channels + c);
    }
  }

  /**
   * Returns the gradient of the weight: the products of a sample's lines are added up column by
   * column, the columns and samples in float64.
   */
  Tensor weightGradient(Tensor gradOutput, Tensor x, Shape weightShape) {
    LineTaps taps = LineTaps.of(window);
    double[] sums = new double[weightShape.elements()];
    int samples = x.size(0);
    Parallel.rows(
        groups,
        samples * work(),
        (from, to) -> {
          Tensor columns = Tensor.zeros(x.dtype(), Shape.of(window.width()));
          for (int n = 0; n < samples; n++) {
            for (int g = from; g < to; g++) {
              group(
                  n * groups + g,
                  (xPlane, yPlane, weightAt) -> {
                    for (int k = 0; k < window.kernelElements(); k++) {
                      sums[weightAt + k] +=
                          products(x, xPlane, gradOutput, yPlane, taps, k, columns);
                    }
                  });
            }
          }
        });
    return Tensor.ofDoubles(x.dtype(), weightShape, sums);
  }

  private long work() {
    return (long) inputs * outputs * window.kernelElements() * window.outputElements() / 2 + 1;
  }

  private void each(int count, IntConsumer fill, Planes planes) {
    Parallel.rows(
        count,
        work(),
        (from, to) -> {
          for (int i = from; i < to; i++) {
            fill.accept(i);
            group(i, planes);
          }
        });
  }

  /** Every pair of planes of a group of a sample; groups count on from sample to sample. */
  private void group(int i, Planes planes) {
    for (int o = 0; o < outputs; o++) {
      for (int c = 0; c < inputs; c++) {
        planes.run(
            (i * inputs + c) * window.inputElements(),
            (i * outputs + o) * window.outputElements(),
            ((i % groups * outputs + o) * inputs + c) * window.kernelElements());
      }
    }
  }

  private static void addLines(
      Tensor source,
      int sourceAt,
      LineTaps taps,
      Tensor weight,
      int weightAt,
      Tensor target,
      int targetAt) {
    if (weight.dtype() == DType.FLOAT32) {
      Kernels.planes()
          .addLines(
              source.floats(),
              sourceAt,
              taps,
              weight.floats(),
              weightAt,
              target.floats(),
              targetAt);
      return;
    }
    double[] x = source.doubles();
    double[] y = target.doubles();
    for (int line = 0; line < taps.lines; line++) {
      int at = targetAt + line * taps.width;
      for (int t = taps.start[line]; t < taps.start[line + 1]; t++) {
        int k = taps.kernel[t];
        double factor = weight.doubles()[weightAt + k];
        int from = sourceAt + taps.offset[t];
        int end = taps.end(k);
        for (int i = taps.first(k); i < end; i++) {
          y[at + i] = Math.fma(factor, x[from + i], y[at + i]);
        }
      }
    }
  }

  private static double products(
      Tensor x, int xPlane, Tensor g, int gPlane, LineTaps taps, int kernel, Tensor columns) {
    if (x.dtype() == DType.FLOAT32) {
      return Kernels.planes()
          .products(x.floats(), xPlane, g.floats(), gPlane, taps, kernel, columns.floats());
    }
    double[] a = x.doubles();
    double[] b = g.doubles();
    double[] sums = columns.doubles();
    Arrays.fill(sums, 0);
    for (int pair = taps.pairStart[kernel]; pair < taps.pairStart[kernel + 1]; pair++) {
      int xAt = xPlane + taps.pairOffset[pair];
      int gAt = gPlane + taps.pairLine[pair] * taps.width;
      for (int i = taps.first(kernel); i < taps.end(kernel); i++) {
        sums[i] = Math.fma(a[xAt + i], b[gAt + i], sums[i]);
      }
    }
    double sum = 0;
    for (double column : sums) {
      sum += column;
    }
    return sum;
  }
}
