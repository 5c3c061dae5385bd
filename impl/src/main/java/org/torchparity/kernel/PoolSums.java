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
    Tensor y = Tensor.empty(x.dtype(), shape);
    Parallel.rows(
        planes,
        r.inputElements(),
        (from, to) -> {
          Room room = new Room(r);
          for (int plane = from; plane < to; plane++) {
            if (r.isWhole() && x.dtype() == DType.FLOAT32) {
              int at = plane * r.inputElements();
              double sum = Kernels.planes().sum(x.floats(), at, r.inputElements());
              y.floats()[plane] = r.inputElements() == 0 ? 0 : (float) (sum / divisors[0]);
            } else {
              divided(x, plane, r, divisors, y, room);
            }
          }
        });
    return y;
  }

  /** Room of a thread: a line of the input and one of the output, and the lines of a region. */
  private static final class Room {
    final double[] row;
    final double[] results;
    final int[] lines;
    final double[] ones;

    Room(PoolRegions r) {
      row = new double[r.input[2]];
      results = new double[r.output[2]];
      lines = new int[r.input[0] * r.input[1]];
      ones = new double[lines.length];
      Arrays.fill(ones, 1);
    }
  }

  /** First the sums of the lines that a line of the output sees, column by column. */
  private static void divided(
      Tensor x, int plane, PoolRegions r, double[] divisors, Tensor y, Room room) {
    PlaneKernels kernels = Kernels.planes();
    int inputAt = plane * r.inputElements();
    double[] row = room.row;
    int out = 0;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        int count = r.lines(inputAt, d, h, room.lines);
        if (x.dtype() == DType.FLOAT32) {
          kernels.mix(x.floats(), 0, room.lines, room.ones, 0, count, row, 0, row.length);
        } else {
          kernels.mix(x.doubles(), 0, room.lines, room.ones, 0, count, row, 0, row.length);
        }
        int first = out;
        for (int w = 0; w < r.output[2]; w++, out++) {
          double sum = 0;
          for (int k = r.start(2, w), end = r.end(2, w); k < end; k += r.step(2)) {
            sum += row[k];
          }
          boolean empty = count == 0 || r.end(2, w) <= r.start(2, w);
          room.results[w] = empty ? 0 : sum / divisors[out];
        }
        Planes.store(room.results, y, plane * r.outputElements() + first);
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
    boolean disjoint = r.isDisjoint(2);
    Tensor y = disjoint ? Zeros.of(g.dtype(), shape) : Tensor.empty(g.dtype(), shape);
    Parallel.rows(
        planes,
        r.inputElements(),
        (from, to) -> {
          Room room = new Room(r);
          double[] sums = new double[disjoint ? 0 : r.inputElements()];
          for (int plane = from; plane < to; plane++) {
            if (disjoint) {
              spread(g, plane, r, divisors, room, y);
            } else {
              Arrays.fill(sums, 0);
              spread(g, plane, r, divisors, room, sums);
              Planes.store(sums, y, plane * sums.length);
            }
          }
        });
    return y;
  }

  /** Where no line is seen twice, each is the one spread over the columns. */
  private static void spread(
      Tensor g, int plane, PoolRegions r, double[] divisors, Room room, Tensor y) {
    int at = plane * r.inputElements();
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        int count = r.lines(at, d, h, room.lines);
        if (count > 0) {
          spreadLine(g, plane, r, divisors, d * r.output[1] + h, room);
        }
        for (int line = 0; line < count; line++) {
          Planes.store(room.row, y, room.lines[line]);
        }
      }
    }
  }

  private static void spread(
      Tensor g, int plane, PoolRegions r, double[] divisors, Room room, double[] sums) {
    double[] row = room.row;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        spreadLine(g, plane, r, divisors, d * r.output[1] + h, room);
        int count = r.lines(0, d, h, room.lines);
        for (int line = 0; line < count; line++) {
          int to = room.lines[line];
          for (int i = 0; i < row.length; i++) {
            sums[to + i] += row[i];
          }
        }
      }
    }
  }

  private static void spreadLine(
      Tensor g, int plane, PoolRegions r, double[] divisors, int line, Room room) {
    double[] row = room.row;
    int out = line * r.output[2];
    Planes.load(g, plane * r.outputElements() + out, room.results);
    Arrays.fill(row, 0);
    for (int w = 0; w < r.output[2]; w++, out++) {
      double share = room.results[w] / divisors[out];
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
