package org.torchparity.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Copies along one to three trailing axes by index: y(…, i, j, k) = x(…, a[i], b[j], c[k]), and the
 * adjoint. It pads by what the input holds: reflected, replicated, wrapped around; or, where an
 * index is {@link #OUTSIDE}, by one value.
 */
public final class AxisMaps {
  /** The index of a position that no element of the input is copied to. */
  public static final int OUTSIDE = -1;

  private static final int AXES = 3;

  private final int[] input = {1, 1, 1};
  private final int[][] maps = {{0}, {0}, {0}};
  private final int axes;

  /** All copies within the axes. */
  private final List<Run> runs = new ArrayList<>();

  /** Whether no element is copied to some positions. */
  private final boolean fills;

  /** Neighbouring elements: the first's positions in the input and in the output. */
  private record Run(int in, int out, int count) {}

  /**
   * Makes the copying.
   *
   * @param input sizes of the trailing axes
   * @param maps for each of them, the input position of every output position, or {@link #OUTSIDE}
   */
  public AxisMaps(int[] input, int[][] maps) {
    axes = input.length;
    System.arraycopy(input, 0, this.input, AXES - axes, axes);
    System.arraycopy(maps, 0, this.maps, AXES - axes, axes);
    int out = 0;
    for (int a : this.maps[0]) {
      for (int b : this.maps[1]) {
        if (a != OUTSIDE && b != OUTSIDE) {
          addRuns((a * this.input[1] + b) * this.input[2], out);
        }
        out += this.maps[2].length;
      }
    }
    fills = runs.stream().mapToInt(Run::count).sum() < out;
  }

  /** Adds the copies of a line of the input to one of the output. */
  private void addRuns(int line, int to) {
    int[] last = maps[2];
    for (int first = 0, end; first < last.length; first = end) {
      end = first + 1;
      while (end < last.length && last[first] != OUTSIDE && last[end] == last[end - 1] + 1) {
        end++;
      }
      if (last[first] != OUTSIDE) {
        runs.add(new Run(line + last[first], to + first, end - first));
      }
    }
  }

  /** Returns the copy, zeros where no element is copied to. */
  public Tensor gather(Tensor x) {
    return gather(x, 0);
  }

  /** Returns the copy, {@code fill} where no element is copied to; int64 too. */
  public Tensor gather(Tensor x, double fill) {
    Tensor y = Tensor.empty(x.dtype(), shape(x, Arrays.stream(maps).mapToInt(m -> m.length)));
    Parallel.rows(
        leading(x),
        outputElements(),
        (from, to) -> {
          switch (x.dtype()) {
            case FLOAT32 -> copy(x.floats(), y.floats(), (float) fill, from, to);
            case FLOAT64 -> copy(x.doubles(), y.doubles(), fill, from, to);
            case INT64 -> copy(x.longs(), y.longs(), (long) fill, from, to);
          }
        });
    return y;
  }

  private void copy(float[] x, float[] y, float fill, int from, int to) {
    for (int leading = from; leading < to; leading++) {
      int source = leading * inputElements();
      int target = leading * outputElements();
      if (fills) {
        Arrays.fill(y, target, target + outputElements(), fill);
      }
      for (Run run : runs) {
        if (run.count == 1) {
          y[target + run.out] = x[source + run.in];
        } else {
          System.arraycopy(x, source + run.in, y, target + run.out, run.count);
        }
      }
    }
  }

  private void copy(double[] x, double[] y, double fill, int from, int to) {
    for (int leading = from; leading < to; leading++) {
      int source = leading * inputElements();
      int target = leading * outputElements();
      if (fills) {
        Arrays.fill(y, target, target + outputElements(), fill);
      }
      for (Run run : runs) {
        if (run.count == 1) {
          y[target + run.out] = x[source + run.in];
        } else {
          System.arraycopy(x, source + run.in, y, target + run.out, run.count);
        }
      }
    }
  }

  private void copy(long[] x, long[] y, long fill, int from, int to) {
    for (int leading = from; leading < to; leading++) {
      int source = leading * inputElements();
      int target = leading * outputElements();
      if (fills) {
        Arrays.fill(y, target, target + outputElements(), fill);
      }
      for (Run run : runs) {
        if (run.count == 1) {
          y[target + run.out] = x[source + run.in];
        } else {
          System.arraycopy(x, source + run.in, y, target + run.out, run.count);
        }
      }
    }
  }

  /** Returns the sum of all copies of each element, in float64 and rounded once. */
  public Tensor scatterAdd(Tensor y) {
    Tensor x = Tensor.empty(y.dtype(), shape(y, Arrays.stream(input)));
    Parallel.rows(
        leading(y),
        outputElements(),
        (from, to) -> {
          double[] copies = new double[outputElements()];
          double[] sums = new double[inputElements()];
          for (int leading = from; leading < to; leading++) {
            Planes.load(y, leading * copies.length, copies);
            Arrays.fill(sums, 0);
            for (Run run : runs) {
              for (int i = 0; i < run.count; i++) {
                sums[run.in + i] += copies[run.out + i];
              }
            }
            Planes.store(sums, x, leading * sums.length);
          }
        });
    return x;
  }

  private Shape shape(Tensor like, IntStream trailing) {
    int[] sizes = like.shape().toArray();
    int[] lifted = trailing.toArray();
    System.arraycopy(lifted, AXES - axes, sizes, sizes.length - axes, axes);
    return Shape.of(sizes);
  }

  private int leading(Tensor x) {
    return x.shape().elements(0, x.rank() - axes);
  }

  private int inputElements() {
    return input[0] * input[1] * input[2];
  }

  private int outputElements() {
    return maps[0].length * maps[1].length * maps[2].length;
  }
}
