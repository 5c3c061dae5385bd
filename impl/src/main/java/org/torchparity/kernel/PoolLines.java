package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The greatest elements of planes, a line of outputs at a time. Where a window slides, all outputs
 * of a line see the same elements, each a little further on; otherwise the greatest of each column
 * comes first. Both are for finite elements: where NaN or infinities stand, each output is sought
 * by itself.
 */
final class PoolLines {
  /** Elements of a window, at most: greater ones overlap so much that columns come first. */
  private static final int MOST = 64;

  private final PatchLines patches;
  private final PoolRegions regions;
  private final PoolRegions.Sliding sliding;

  /** Where the lines begin that a line of outputs sees, and how many they are. */
  private final int[] lines;

  private int count;
  private final int[] offsets;

  /** The greatest elements of a line, and where they stand, counted from its first. */
  private final Tensor max;

  /** The greatest of each column, in float64. */
  private final double[] columns;

  private final int[] place;

  PoolLines(DType dtype, PoolRegions regions) {
    this.patches = new PatchLines(dtype);
    this.regions = regions;
    sliding = regions.sliding();
    lines = new int[regions.input[0] * regions.input[1]];
    offsets = new int[Math.max(lines.length, MOST)];
    max = Tensor.zeros(dtype, Shape.of(regions.input[2]));
    columns = new double[regions.input[2]];
    place = new int[regions.input[2]];
  }

  PoolRegions regions() {
    return regions;
  }

  /** Stores the greatest elements of a plane, and where they stand in it. */
  void store(Tensor x, int plane, Tensor values, long[] indices, int at) {
    int outputs = regions.output[2];
    if (outputs == 0) {
      return;
    }
    int to = at;
    for (int d = 0; d < regions.output[0]; d++) {
      for (int h = 0; h < regions.output[1]; h++, to += outputs) {
        count = regions.lines(plane, d, h, lines);
        if (count > 0 && count * sliding.width() <= MOST && slide(x, plane, values, indices, to)) {
          seek(x, plane, d, h, 0, sliding.first(), values, indices, to);
          seek(x, plane, d, h, sliding.end(), outputs, values, indices, to);
        } else if (count == 0 || !choose(x, plane, values, indices, to)) {
          seek(x, plane, d, h, 0, outputs, values, indices, to);
        }
      }
    }
  }

  /** What slides, or nothing if an element is not finite. */
  private boolean slide(Tensor x, int plane, Tensor values, long[] indices, int to) {
    int terms = 0;
    for (int line = 0; line < count; line++) {
      for (int k = 0; k < sliding.width(); k += regions.step(2)) {
        offsets[terms++] = lines[line] - lines[0] + k;
      }
    }
    int stride = sliding.stride();
    int outputs = sliding.end() - sliding.first();
    int from = lines[0] + regions.start(2, sliding.first());
    int width = (outputs - 1) * stride + 1;
    if (!greatest(x, from, terms, width)) {
      return false;
    }
    int at = to + sliding.first();
    patches.pick(max, 0, 0, stride, values, at, 0, 1, outputs);
    Kernels.planes().pick(place, stride, from - plane, indices, at, outputs);
    return true;
  }

  /** All outputs of a line, or none if an element is not finite. */
  private boolean choose(Tensor x, int plane, Tensor values, long[] indices, int to) {
    for (int line = 0; line < count; line++) {
      offsets[line] = lines[line] - lines[0];
    }
    int width = regions.input[2];
    if (!greatest(x, lines[0], count, width)) {
      return false;
    }
    Planes.load(max, 0, columns);
    for (int w = 0; w < regions.output[2]; w++) {
      int start = regions.start(2, w);
      if (start >= regions.end(2, w)) {
        set(values, to + w, Double.NEGATIVE_INFINITY);
        indices[to + w] = lines[0] - plane + start;
      } else {
        int best = start;
        for (int k = start + regions.step(2); k < regions.end(2, w); k += regions.step(2)) {
          // A choice of numbers needs no jump.
          int greater = columns[k] > columns[best] ? k : best;
          if (columns[k] == columns[best]) {
            greater = place[k] < place[best] ? k : best;
          }
          best = greater;
        }
        set(values, to + w, columns[best]);
        indices[to + w] = lines[0] - plane + place[best];
      }
    }
    return true;
  }

  /** The outputs [first, end) of a line, whatever they see. */
  private void seek(
      Tensor x,
      int plane,
      int d,
      int h,
      int first,
      int end,
      Tensor values,
      long[] indices,
      int to) {
    for (int w = first; w < end; w++) {
      double greatest = Double.NEGATIVE_INFINITY;
      int best = regions.first(d, h, w);
      for (int line = 0; line < count; line++) {
        int behind = lines[line] + regions.end(2, w);
        for (int k = lines[line] + regions.start(2, w); k < behind; k += regions.step(2)) {
          double value = x.get(k);
          if (value > greatest || Double.isNaN(value)) {
            greatest = value;
            best = k - plane;
          }
        }
      }
      set(values, to + w, greatest);
      indices[to + w] = best;
    }
  }

  private boolean greatest(Tensor x, int from, int terms, int width) {
    PlaneKernels kernels = Kernels.planes();
    return x.dtype() == DType.FLOAT32
        ? kernels.greatest(x.floats(), from, offsets, terms, max.floats(), place, width)
        : kernels.greatest(x.doubles(), from, offsets, terms, max.doubles(), place, width);
  }

  private static void set(Tensor values, int at, double value) {
    if (values.dtype() == DType.FLOAT32) {
      values.floats()[at] = (float) value;
    } else {
      values.doubles()[at] = value;
    }
  }
}
