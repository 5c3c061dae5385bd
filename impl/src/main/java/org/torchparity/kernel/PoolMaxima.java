package org.torchparity.kernel;

import java.util.function.IntFunction;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Greatest elements of regions, and moves of elements to and from the positions where they stood.
 * All tensors are planes one behind the other; an index counts within its plane.
 */
public final class PoolMaxima {
  private PoolMaxima() {}

  /**
   * Greatest elements and where they stand.
   *
   * @param values of the input's dtype
   * @param indices int64, row-major within the plane
   */
  public record Maxima(Tensor values, Tensor indices) {}

  /**
   * Returns the greatest element of each region: the first of equal ones, but the last NaN where
   * there is one. A region that holds nothing greater than −∞ gives −∞ at its first position.
   *
   * @param regions of each plane
   */
  public static Maxima of(Tensor x, int planes, IntFunction<PoolRegions> regions, Shape output) {
    double[] source = x.toDoubles();
    double[] values = new double[output.elements()];
    long[] indices = new long[values.length];
    Parallel.rows(
        planes,
        elementsPerPlane(source, planes),
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            PoolRegions seen = regions.apply(plane);
            int inputAt = plane * seen.inputElements();
            plane(source, inputAt, seen, values, indices, plane * seen.outputElements());
          }
        });
    return new Maxima(
        Tensor.ofDoubles(x.dtype(), output, values), Tensor.of(indices, output.toArray()));
  }

  private static void plane(
      double[] x, int inputAt, PoolRegions r, double[] values, long[] indices, int outputAt) {
    int out = outputAt;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        for (int w = 0; w < r.output[2]; w++) {
          int index = greatest(x, inputAt, r, d, h, w);
          indices[out] = index;
          values[out++] = isEmpty(r, d, h, w) ? Double.NEGATIVE_INFINITY : x[inputAt + index];
        }
      }
    }
  }

  private static boolean isEmpty(PoolRegions r, int d, int h, int w) {
    return r.start(0, d) >= r.end(0, d)
        || r.start(1, h) >= r.end(1, h)
        || r.start(2, w) >= r.end(2, w);
  }

  private static int greatest(double[] x, int at, PoolRegions r, int d, int h, int w) {
    int best = (r.start(0, d) * r.input[1] + r.start(1, h)) * r.input[2] + r.start(2, w);
    double max = Double.NEGATIVE_INFINITY;
    for (int i = r.start(0, d); i < r.end(0, d); i += r.step(0)) {
      for (int j = r.start(1, h); j < r.end(1, h); j += r.step(1)) {
        int line = (i * r.input[1] + j) * r.input[2];
        for (int k = line + r.start(2, w); k < line + r.end(2, w); k += r.step(2)) {
          double value = x[at + k];
          if (value > max || Double.isNaN(value)) {
            max = value;
            best = k;
          }
        }
      }
    }
    return best;
  }

  /**
   * Returns the sum, at each position, of the elements whose index it is: the adjoint of {@link
   * #gather}. An index beyond the plane, which is that of a region without elements, adds nothing.
   */
  public static Tensor scatterAdd(Tensor g, Tensor indices, int planes, Shape target) {
    double[] source = g.toDoubles();
    long[] to = indices.longs();
    double[] sums = new double[target.elements()];
    int from = elementsPerPlane(source, planes);
    int size = elementsPerPlane(sums, planes);
    each(
        planes,
        from,
        i -> {
          if (to[i] < size) {
            sums[i / from * size + (int) to[i]] += source[i];
          }
        });
    return Tensor.ofDoubles(g.dtype(), target, sums);
  }

  /** Returns zeros, and each element at its index; of several at one index the last. */
  public static Tensor place(Tensor x, Tensor indices, int planes, Shape target) {
    double[] source = x.toDoubles();
    long[] to = indices.longs();
    double[] placed = new double[target.elements()];
    int from = elementsPerPlane(source, planes);
    int size = elementsPerPlane(placed, planes);
    each(planes, from, i -> placed[i / from * size + (int) to[i]] = source[i]);
    return Tensor.ofDoubles(x.dtype(), target, placed);
  }

  /** Returns the element at each index. */
  public static Tensor gather(Tensor x, Tensor indices, int planes) {
    double[] source = x.toDoubles();
    long[] at = indices.longs();
    double[] gathered = new double[at.length];
    int size = elementsPerPlane(source, planes);
    int to = elementsPerPlane(gathered, planes);
    each(planes, to, i -> gathered[i] = source[i / to * size + (int) at[i]]);
    return Tensor.ofDoubles(x.dtype(), indices.shape(), gathered);
  }

  /** Position of the first index that does not lie within a plane, or -1. */
  public static int firstOutside(Tensor indices, int planeElements) {
    long[] all = indices.longs();
    for (int i = 0; i < all.length; i++) {
      if (all[i] < 0 || all[i] >= planeElements) {
        return i;
      }
    }
    return -1;
  }

  private static int elementsPerPlane(double[] elements, int planes) {
    return planes == 0 ? 0 : elements.length / planes;
  }

  /** Work on one element. */
  private interface Element {
    void at(int position);
  }

  private static void each(int planes, int elementsPerPlane, Element element) {
    Parallel.rows(
        planes,
        elementsPerPlane,
        (from, to) -> {
          for (int i = from * elementsPerPlane; i < to * elementsPerPlane; i++) {
            element.at(i);
          }
        });
  }
}
