package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Sums over regions, divided by a number for each output position, and the adjoint. All arrays are
 * planes one behind the other.
 */
public final class PoolSums {
  private PoolSums() {}

  /**
   * Returns Σ x / divisor over each region, 0 for one that is empty.
   *
   * @param divisors of the output positions of one plane
   */
  public static double[] divided(double[] x, int planes, PoolRegions r, double[] divisors) {
    double[] y = new double[planes * r.outputElements()];
    Parallel.rows(
        planes,
        r.inputElements(),
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int inputAt = plane * r.inputElements();
            int outputAt = plane * r.outputElements();
            positions(
                r,
                (out, d, h, w) -> {
                  double sum = 0;
                  boolean empty = true;
                  for (int i = r.start(0, d); i < r.end(0, d); i += r.step(0)) {
                    for (int j = r.start(1, h); j < r.end(1, h); j += r.step(1)) {
                      int line = inputAt + (i * r.input[1] + j) * r.input[2];
                      for (int k = r.start(2, w); k < r.end(2, w); k += r.step(2)) {
                        sum += x[line + k];
                        empty = false;
                      }
                    }
                  }
                  y[outputAt + out] = empty ? 0 : sum / divisors[out];
                });
          }
        });
    return y;
  }

  /** Returns, at each position, Σ g / divisor over the regions that hold it. */
  public static double[] spread(double[] g, int planes, PoolRegions r, double[] divisors) {
    double[] sums = new double[planes * r.inputElements()];
    Parallel.rows(
        planes,
        r.inputElements(),
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int inputAt = plane * r.inputElements();
            int outputAt = plane * r.outputElements();
            positions(
                r,
                (out, d, h, w) -> {
                  double share = g[outputAt + out] / divisors[out];
                  for (int i = r.start(0, d); i < r.end(0, d); i += r.step(0)) {
                    for (int j = r.start(1, h); j < r.end(1, h); j += r.step(1)) {
                      int line = inputAt + (i * r.input[1] + j) * r.input[2];
                      for (int k = r.start(2, w); k < r.end(2, w); k += r.step(2)) {
                        sums[line + k] += share;
                      }
                    }
                  }
                });
          }
        });
    return sums;
  }

  /**
   * Returns Σ x / divisor over each region, computed in float64 and rounded once.
   *
   * @param shape of the result
   */
  public static Tensor divided(
      Tensor x, int planes, PoolRegions r, double[] divisors, Shape shape) {
    if (x.dtype() != DType.FLOAT32) {
      return Tensor.of(divided(x.doubles(), planes, r, divisors), shape.toArray());
    }
    Tensor y = Tensor.zeros(x.dtype(), shape);
    Parallel.rows(
        planes,
        r.inputElements(),
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            divided(x.floats(), plane, r, divisors, y.floats());
          }
        });
    return y;
  }

  private static void divided(float[] x, int plane, PoolRegions r, double[] divisors, float[] y) {
    int inputAt = plane * r.inputElements();
    int outputAt = plane * r.outputElements();
    int out = 0;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        for (int w = 0; w < r.output[2]; w++) {
          double sum = 0;
          boolean empty = r.end(2, w) <= r.start(2, w);
          int lines = 0;
          for (int i = r.start(0, d); i < r.end(0, d); i += r.step(0)) {
            for (int j = r.start(1, h); j < r.end(1, h); j += r.step(1)) {
              int line = inputAt + (i * r.input[1] + j) * r.input[2];
              sum += line(x, line + r.start(2, w), line + r.end(2, w), r.step(2));
              lines++;
            }
          }
          y[outputAt + out] = empty || lines == 0 ? 0 : (float) (sum / divisors[out]);
          out++;
        }
      }
    }
  }

  /** Where elements are neighbours, four sums at a time: one waits for its last addition. */
  private static double line(float[] x, int start, int end, int step) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = start;
    if (step == 1) {
      for (; i < end - 3; i += 4) {
        a += x[i];
        b += x[i + 1];
        c += x[i + 2];
        d += x[i + 3];
      }
    }
    for (; i < end; i += step) {
      a += x[i];
    }
    return a + b + (c + d);
  }

  /**
   * Returns, at each position, Σ g / divisor over the regions that hold it, computed in float64 and
   * rounded once.
   *
   * @param shape of the result
   */
  public static Tensor spread(Tensor g, int planes, PoolRegions r, double[] divisors, Shape shape) {
    if (g.dtype() != DType.FLOAT32) {
      return Tensor.of(spread(g.doubles(), planes, r, divisors), shape.toArray());
    }
    Tensor y = Tensor.zeros(g.dtype(), shape);
    Parallel.rows(
        planes,
        r.inputElements(),
        (from, to) -> {
          double[] sums = new double[r.inputElements()];
          for (int plane = from; plane < to; plane++) {
            Arrays.fill(sums, 0);
            spread(g.floats(), plane * r.outputElements(), r, divisors, sums);
            Planes.store(sums, y.floats(), plane * sums.length);
          }
        });
    return y;
  }

  private static void spread(
      float[] g, int outputAt, PoolRegions r, double[] divisors, double[] sums) {
    int out = 0;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        for (int w = 0; w < r.output[2]; w++) {
          double share = g[outputAt + out] / divisors[out];
          out++;
          for (int i = r.start(0, d); i < r.end(0, d); i += r.step(0)) {
            for (int j = r.start(1, h); j < r.end(1, h); j += r.step(1)) {
              int line = (i * r.input[1] + j) * r.input[2];
              for (int k = line + r.start(2, w); k < line + r.end(2, w); k += r.step(2)) {
                sums[k] += share;
              }
            }
          }
        }
      }
    }
  }

  /** An output position: its row-major number and its place on each axis. */
  private interface Position {
    void at(int out, int d, int h, int w);
  }

  private static void positions(PoolRegions r, Position position) {
    int out = 0;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        for (int w = 0; w < r.output[2]; w++) {
          position.at(out++, d, h, w);
        }
      }
    }
  }
}
