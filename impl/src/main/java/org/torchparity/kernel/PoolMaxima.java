package org.torchparity.kernel;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.torchparity.tensor.DType;
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
   * @param indices row-major within the plane, as torch gives them: int64, of the values' shape
   */
  public record Maxima(Tensor values, Tensor indices) {}

  /**
   * Returns the greatest element of each region: the first of equal ones, but the last NaN where
   * there is one. A region that holds nothing greater than −∞ gives −∞ at its first position.
   *
   * @param regions of each plane
   */
  public static Maxima of(Tensor x, int planes, IntFunction<PoolRegions> regions, Shape output) {
    Tensor values = Tensor.empty(x.dtype(), output);
    Tensor indices = Tensor.empty(DType.INT64, output);
    Parallel.rows(
        planes,
        planes == 0 ? 0 : x.elements() / planes,
        (from, to) -> {
          PoolLines lines = null;
          for (int plane = from; plane < to; plane++) {
            PoolRegions seen = regions.apply(plane);
            int inputAt = plane * seen.inputElements();
            int outputAt = plane * seen.outputElements();
            if (lines == null || lines.regions() != seen) {
              lines = new PoolLines(x.dtype(), seen);
            }
            lines.store(x, inputAt, values, indices.longs(), outputAt);
          }
        });
    return new Maxima(values, indices);
  }

  /**
   * Returns the sum, at each position, of the elements whose position it is: the adjoint of {@link
   * #gather}. A position beyond the plane, which is that of a region without elements, adds
   * nothing. Sums are float64 where regions overlap.
   *
   * @param regions of each plane, as for {@link #of}
   */
  public static Tensor scatterAdd(
      Tensor g, Tensor indices, int planes, IntFunction<PoolRegions> regions, Shape target) {
    Tensor y = Zeros.of(g.dtype(), target);
    int from = planes == 0 ? 0 : g.elements() / planes;
    int size = planes == 0 ? 0 : y.elements() / planes;
    boolean narrow = g.dtype() == DType.FLOAT32;
    long[] positions = indices.longs();
    Parallel.rows(
        planes,
        size,
        (first, end) -> {
          double[] sums = new double[narrow ? size : 0];
          for (int plane = first; plane < end; plane++) {
            if (!narrow) {
              add(g.doubles(), positions, plane * from, from, y.doubles(), plane * size, size);
            } else if (regions.apply(plane).isDisjoint()) {
              place(g.floats(), positions, plane * from, from, y.floats(), plane * size, size);
            } else {
              Arrays.fill(sums, 0);
              add(g.floats(), positions, plane * from, from, sums);
              Planes.store(sums, y, plane * size);
            }
          }
        });
    return y;
  }

  /** Where each is the only one at its position. */
  private static void place(
      float[] g, long[] to, int from, int count, float[] y, int plane, int size) {
    for (int i = from; i < from + count; i++) {
      if (to[i] < size) {
        y[plane + (int) to[i]] = 0 + g[i];
      }
    }
  }

  private static void add(float[] g, long[] to, int from, int count, double[] sums) {
    for (int i = from; i < from + count; i++) {
      if (to[i] < sums.length) {
        sums[(int) to[i]] += g[i];
      }
    }
  }

  private static void add(
      double[] g, long[] to, int from, int count, double[] y, int plane, int size) {
    for (int i = from; i < from + count; i++) {
      if (to[i] < size) {
        y[plane + (int) to[i]] += g[i];
      }
    }
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
