package org.torchparity.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
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
  }

  /** Returns the copy, zeros where no element is copied to. */
  public Tensor gather(Tensor x) {
    return gather(x, 0);
  }

  /** Returns the copy, {@code fill} where no element is copied to; int64 too. */
  public Tensor gather(Tensor x, double fill) {
    Tensor y = Tensor.full(x.dtype(), shape(x, Arrays.stream(maps).mapToInt(m -> m.length)), fill);
    Parallel.rows(
        leading(x),
        outputElements(),
        (from, to) -> {
          switch (x.dtype()) {
            case FLOAT32 -> {
              float[] source = x.floats();
              float[] target = y.floats();
              walk(from, to, (in, out) -> target[out] = source[in]);
            }
            case FLOAT64 -> {
              double[] source = x.doubles();
              double[] target = y.doubles();
              walk(from, to, (in, out) -> target[out] = source[in]);
            }
            case INT64 -> {
              long[] source = x.longs();
              long[] target = y.longs();
              walk(from, to, (in, out) -> target[out] = source[in]);
            }
          }
        });
    return y;
  }

  /** Returns the sum of all copies of each element. */
  public Tensor scatterAdd(Tensor y) {
    Tensor x = Tensor.zeros(y.dtype(), shape(y, Arrays.stream(input)));
    Parallel.rows(
        leading(y),
        outputElements(),
        (from, to) -> {
          if (y.dtype() == DType.FLOAT32) {
            float[] source = y.floats();
            float[] target = x.floats();
            walk(from, to, (in, out) -> target[in] += source[out]);
          } else {
            double[] source = y.doubles();
            double[] target = x.doubles();
            walk(from, to, (in, out) -> target[in] += source[out]);
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

  private int outputElements() {
    return maps[0].length * maps[1].length * maps[2].length;
  }

  /** One element: its positions in the input and in the output. */
  private interface Element {
    void at(int in, int out);
  }

  private void walk(int from, int to, Element element) {
    int out = from * outputElements();
    for (int leading = from; leading < to; leading++) {
      for (int a : maps[0]) {
        for (int b : maps[1]) {
          boolean inside = a != OUTSIDE && b != OUTSIDE;
          int line = ((leading * input[0] + a) * input[1] + b) * input[2];
          for (int c : maps[2]) {
            if (inside && c != OUTSIDE) {
              element.at(line + c, out);
            }
            out++;
          }
        }
      }
    }
  }
}
