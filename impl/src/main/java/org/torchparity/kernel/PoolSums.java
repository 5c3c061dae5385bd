package org.torchparity.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
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
   * Returns Σ x / divisor over each region, 0 for one that is empty, computed in float64 and
   * rounded once.
   *
   * @param divisors of the output positions of one plane
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
              divided(
                  x, plane * r.inputElements(), r, divisors, y, plane * r.outputElements(), room);
            }
          }
        });
    return y;
  }

  /** Room of a thread: a line of the input and one of the output, and the lines of a region. */
  static final class Room {
    final double[] row;
    final double[] results;
    final int[] lines;
    final int[] offsets = new int[MOST];
    final double[] ones;
    final PoolRegions.Sliding sliding;

    /** The outputs of a line that see none of its columns. */
    final int[] empty;

    Room(PoolRegions r) {
      sliding = r.sliding();
      row = new double[r.input[2]];
      results = new double[r.output[2]];
      lines = new int[r.input[0] * r.input[1]];
      ones = new double[Math.max(lines.length, MOST)];
      Arrays.fill(ones, 1);
      empty =
          IntStream.range(0, results.length).filter(w -> r.end(2, w) <= r.start(2, w)).toArray();
    }
  }

  private static void divide(double[] x, double[] divisors, int from) {
    for (int i = 0; i < x.length; i++) {
      x[i] /= divisors[from + i];
    }
  }

  /** The same of the plane that begins at a position of x, to one of y. */
  static void divided(
      Tensor x, int at, PoolRegions r, double[] divisors, Tensor y, int to, Room room) {
    int out = 0;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        int count = r.lines(at, d, h, room.lines);
        if (x.dtype() == DType.FLOAT32) {
          addColumns(x.floats(), r, count, room);
        } else {
          addInOrder(x.doubles(), r, count, room);
        }
        divide(room.results, divisors, out);
        if (count == 0) {
          Arrays.fill(room.results, 0);
        }
        for (int w : room.empty) {
          room.results[w] = 0;
        }
        Planes.store(room.results, y, to + out);
        out += room.results.length;
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
    sumEach(x, r, count, room, 0, first);
    sumEach(x, r, count, room, end, room.results.length);
  }

  /** Sums of the outputs in {@code [first, end)} side by side: one waits for its last addition. */
  private static void sumEach(double[] x, PoolRegions r, int count, Room room, int first, int end) {
    if (first < end) {
      Arrays.fill(room.results, first, end, 0);
    }
    for (int line = 0; line < count; line++) {
      int at = room.lines[line];
      for (int w = first; w < end; w++) {
        double sum = room.results[w];
        for (int k = at + r.start(2, w), to = at + r.end(2, w); k < to; k += r.step(2)) {
          sum += x[k];
        }
        room.results[w] = sum;
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
              spread(g, plane * r.outputElements(), r, divisors, room, sums);
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
          spreadLine(g, plane * r.outputElements(), r, divisors, d * r.output[1] + h, room);
        }
        for (int line = 0; line < count; line++) {
          Planes.store(room.row, y, room.lines[line]);
        }
      }
    }
  }

  /** Adds the shares of the plane that begins at a position of g. */
  static void spread(Tensor g, int at, PoolRegions r, double[] divisors, Room room, double[] sums) {
    double[] row = room.row;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        int count = r.lines(0, d, h, room.lines);
        if (g.dtype() == DType.FLOAT32) {
          spreadLine(g, at, r, divisors, d * r.output[1] + h, room);
          for (int line = 0; line < count; line++) {
            int to = room.lines[line];
            for (int i = 0; i < row.length; i++) {
              sums[to + i] += row[i];
            }
          }
        } else {
          // Share by share, see addInOrder.
          share(g, at, r, divisors, d * r.output[1] + h, room);
          for (int line = 0; line < count; line++) {
            add(room, r, room.lines[line], sums);
          }
        }
      }
    }
  }

  private static void spreadLine(
      Tensor g, int at, PoolRegions r, double[] divisors, int line, Room room) {
    share(g, at, r, divisors, line, room);
    Arrays.fill(room.row, 0);
    add(room, r, 0, room.row);
  }

  /** What each output of a line gives to every element it has seen. */
  private static void share(
      Tensor g, int at, PoolRegions r, double[] divisors, int line, Room room) {
    int out = line * r.output[2];
    Planes.load(g, at + out, room.results);
    divide(room.results, divisors, out);
  }

  /**
   * Adds the shares of a line of outputs to a line of sums, each sum's in the order of the outputs:
   * where regions slide, what their last positions see comes first.
   */
  private static void add(Room room, PoolRegions r, int line, double[] sums) {
    double[] shares = room.results;
    PoolRegions.Sliding sliding = room.sliding;
    int first = sliding.first();
    int outputs = sliding.end() - first;
    addEach(shares, r, line, 0, first, sums);
    if (outputs > 0) {
      int last = (sliding.width() - 1) / r.step(2) * r.step(2);
      for (int k = last; k >= 0; k -= r.step(2)) {
        addStrided(shares, first, outputs, sums, line + r.start(2, first) + k, sliding.stride());
      }
    }
    addEach(shares, r, line, sliding.end(), shares.length, sums);
  }

  private static void addStrided(
      double[] shares, int first, int count, double[] sums, int to, int stride) {
    if (stride == 1) {
      for (int i = 0; i < count; i++) {
        sums[to + i] += shares[first + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        sums[to + i * stride] += shares[first + i];
      }
    }
  }

  private static void addEach(
      double[] shares, PoolRegions r, int line, int first, int end, double[] sums) {
    for (int w = first; w < end; w++) {
      for (int k = line + r.start(2, w), to = line + r.end(2, w); k < to; k += r.step(2)) {
        sums[k] += shares[w];
      }
    }
  }
}
