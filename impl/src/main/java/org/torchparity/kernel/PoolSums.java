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
    Tensor y = Tensor.empty(x.dtype(), shape);
    Parallel.rows(
        planes,
        r.inputElements(),
        (from, to) -> {
          Scratch scratch = new Scratch(r);
          for (int plane = from; plane < to; plane++) {
            if (r.isWhole()) {
              int at = plane * r.inputElements();
              double sum = Kernels.planes().sum(x.floats(), at, r.inputElements());
              y.floats()[plane] = r.inputElements() == 0 ? 0 : (float) (sum / divisors[0]);
            } else {
              divided(x.floats(), plane, r, divisors, y.floats(), scratch);
            }
          }
        });
    return y;
  }

  /** Room of a thread: one line, and the lines of a region. */
  private static final class Scratch {
    final double[] row;
    final int[] lines;
    final double[] ones;

    Scratch(PoolRegions r) {
      row = new double[r.input[2]];
      lines = new int[r.input[0] * r.input[1]];
      ones = new double[lines.length];
      Arrays.fill(ones, 1);
    }
  }

  /** First the sums of the lines that a line of the output sees, column by column. */
  private static void divided(
      float[] x, int plane, PoolRegions r, double[] divisors, float[] y, Scratch scratch) {
    int inputAt = plane * r.inputElements();
    int outputAt = plane * r.outputElements();
    double[] row = scratch.row;
    int out = 0;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        int count = r.lines(inputAt, d, h, scratch.lines);
        Kernels.planes().mix(x, 0, scratch.lines, scratch.ones, 0, count, row, 0, row.length);
        for (int w = 0; w < r.output[2]; w++, out++) {
          double sum = 0;
          for (int k = r.start(2, w), end = r.end(2, w); k < end; k += r.step(2)) {
            sum += row[k];
          }
          boolean empty = count == 0 || r.end(2, w) <= r.start(2, w);
          y[outputAt + out] = empty ? 0 : (float) (sum / divisors[out]);
        }
      }
    }
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
    boolean disjoint = r.isDisjoint(2);
    Tensor y = disjoint ? Zeros.of(g.dtype(), shape) : Tensor.empty(g.dtype(), shape);
    Parallel.rows(
        planes,
        r.inputElements(),
        (from, to) -> {
          Scratch scratch = new Scratch(r);
          double[] sums = new double[disjoint ? 0 : r.inputElements()];
          for (int plane = from; plane < to; plane++) {
            if (disjoint) {
              spread(g.floats(), plane, r, divisors, scratch, y.floats());
            } else {
              Arrays.fill(sums, 0);
              spread(g.floats(), plane, r, divisors, scratch, sums);
              Planes.store(sums, y.floats(), plane * sums.length);
            }
          }
        });
    return y;
  }

  /** Where no line is seen twice, each is the one spread over the columns. */
  private static void spread(
      float[] g, int plane, PoolRegions r, double[] divisors, Scratch scratch, float[] y) {
    int at = plane * r.inputElements();
    int width = scratch.row.length;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        int count = r.lines(at, d, h, scratch.lines);
        if (count > 0) {
          spreadLine(g, plane, r, divisors, d * r.output[1] + h, scratch.row);
          Planes.store(scratch.row, y, scratch.lines[0]);
        }
        for (int line = 1; line < count; line++) {
          System.arraycopy(y, scratch.lines[0], y, scratch.lines[line], width);
        }
      }
    }
  }

  private static void spread(
      float[] g, int plane, PoolRegions r, double[] divisors, Scratch scratch, double[] sums) {
    double[] row = scratch.row;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        spreadLine(g, plane, r, divisors, d * r.output[1] + h, row);
        int count = r.lines(0, d, h, scratch.lines);
        for (int line = 0; line < count; line++) {
          int to = scratch.lines[line];
          for (int i = 0; i < row.length; i++) {
            sums[to + i] += row[i];
          }
        }
      }
    }
  }

  private static void spreadLine(
      float[] g, int plane, PoolRegions r, double[] divisors, int line, double[] row) {
    int outputAt = plane * r.outputElements();
    int out = line * r.output[2];
    Arrays.fill(row, 0);
    for (int w = 0; w < r.output[2]; w++, out++) {
      double share = g[outputAt + out] / divisors[out];
      for (int k = r.start(2, w), end = r.end(2, w); k < end; k += r.step(2)) {
        row[k] += share;
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
