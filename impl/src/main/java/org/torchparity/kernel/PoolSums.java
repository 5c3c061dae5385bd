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
  /** Elements of a window, at most, that all outputs of a line are summed of at a time. */
  private static final int MOST = 64;

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
    final int[] offsets = new int[MOST];
    final double[] ones;
    final PoolRegions.Sliding sliding;

    Room(PoolRegions r) {
      sliding = r.sliding();
      row = new double[r.input[2]];
      results = new double[r.output[2]];
      lines = new int[r.input[0] * r.input[1]];
      ones = new double[Math.max(lines.length, MOST)];
      Arrays.fill(ones, 1);
    }
  }

  private static void divided(
      Tensor x, int plane, PoolRegions r, double[] divisors, Tensor y, Room room) {
    int inputAt = plane * r.inputElements();
    int out = 0;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        int count = r.lines(inputAt, d, h, room.lines);
        if (x.dtype() == DType.FLOAT32) {
          addColumns(x.floats(), r, count, room);
        } else {
          addInOrder(x.doubles(), r, count, room);
        }
        int first = out;
        for (int w = 0; w < r.output[2]; w++, out++) {
          boolean empty = count == 0 || r.end(2, w) <= r.start(2, w);
          room.results[w] = empty ? 0 : room.results[w] / divisors[out];
        }
        Planes.store(room.results, y, plane * r.outputElements() + first);
      }
    }
  }

  /** First the sums of the lines that a line of the output sees, column by column. */
  private static void addColumns(float[] x, PoolRegions r, int count, Room room) {
    double[] row = room.row;
    Kernels.planes().mix(x, 0, room.lines, room.ones, 0, count, row, 0, row.length);
    for (int w = 0; w < r.output[2]; w++) {
      double sum = 0;
      for (int k = r.start(2, w), end = r.end(2, w); k < end; k += r.step(2)) {
        sum += row[k];
      }
      room.results[w] = sum;
    }
  }

  /** In the order of the elements, as torch adds: of float64 another order gives other bits. */
  private static void addInOrder(double[] x, PoolRegions r, int count, Room room) {
    PoolRegions.Sliding sliding = room.sliding;
    boolean slides = count > 0 && count * sliding.width() <= MOST;
    int first = slides ? sliding.first() : 0;
    int end = slides ? sliding.end() : 0;
    if (first < end) {
      int terms = 0;
      for (int line = 0; line < count; line++) {
        for (int k = 0; k < sliding.width(); k += r.step(2)) {
          room.offsets[terms++] = room.lines[line] + k;
        }
      }
      int width = (end - first - 1) * sliding.stride() + 1;
      Kernels.planes()
          .mix(x, r.start(2, first), room.offsets, room.ones, 0, terms, room.row, 0, width);
      for (int w = first; w < end; w++) {
        room.results[w] = room.row[(w - first) * sliding.stride()];
      }
    }
    for (int w = 0; w < r.output[2]; w++) {
      if (w < first || w >= end) {
        room.results[w] = sum(x, r, w, count, room.lines);
      }
    }
  }

  private static double sum(double[] x, PoolRegions r, int w, int count, int[] lines) {
    double sum = 0;
    for (int line = 0; line < count; line++) {
      int end = lines[line] + r.end(2, w);
      for (int k = lines[line] + r.start(2, w); k < end; k += r.step(2)) {
        sum += x[k];
      }
    }
    return sum;
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
        int count = r.lines(0, d, h, room.lines);
        if (g.dtype() == DType.FLOAT32) {
          spreadLine(g, plane, r, divisors, d * r.output[1] + h, room);
          for (int line = 0; line < count; line++) {
            int to = room.lines[line];
            for (int i = 0; i < row.length; i++) {
              sums[to + i] += row[i];
            }
          }
        } else {
          // Share by share, see addInOrder.
          share(g, plane, r, divisors, d * r.output[1] + h, room);
          for (int line = 0; line < count; line++) {
            add(room.results, r, room.lines[line], sums);
          }
        }
      }
    }
  }

  private static void spreadLine(
      Tensor g, int plane, PoolRegions r, double[] divisors, int line, Room room) {
    share(g, plane, r, divisors, line, room);
    Arrays.fill(room.row, 0);
    add(room.results, r, 0, room.row);
  }

  /** What each output of a line gives to every element it has seen. */
  private static void share(
      Tensor g, int plane, PoolRegions r, double[] divisors, int line, Room room) {
    int out = line * r.output[2];
    Planes.load(g, plane * r.outputElements() + out, room.results);
    for (int w = 0; w < r.output[2]; w++) {
      room.results[w] /= divisors[out + w];
    }
  }

  private static void add(double[] shares, PoolRegions r, int line, double[] sums) {
    for (int w = 0; w < shares.length; w++) {
      for (int k = line + r.start(2, w), end = line + r.end(2, w); k < end; k += r.step(2)) {
        sums[k] += shares[w];
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
