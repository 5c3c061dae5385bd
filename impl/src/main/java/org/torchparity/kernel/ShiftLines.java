package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The kernels of shifted planes of one dtype. */
final class ShiftLines {
  private final ShiftKernels kernels = Kernels.shifts();
  private final boolean floats;

  ShiftLines(DType dtype) {
    this.floats = dtype == DType.FLOAT32;
  }

  /** Sums that {@link #addProducts} keeps of each term. */
  int lanes() {
    return floats ? kernels.floatLanes() : kernels.doubleLanes();
  }

  /** See {@link ShiftKernels#combine}; the start is an element of a tensor. */
  void combine(
      Tensor x,
      int at,
      int[] steps,
      Tensor weights,
      int first,
      Tensor start,
      int startAt,
      Tensor y,
      int count) {
    if (floats) {
      float begin = start.floats()[startAt];
      kernels.combine(x.floats(), at, steps, weights.floats(), first, begin, y.floats(), count);
    } else {
      double begin = start.doubles()[startAt];
      kernels.combine(x.doubles(), at, steps, weights.doubles(), first, begin, y.doubles(), count);
    }
  }

  /** See {@link ShiftKernels#addProducts}. */
  void addProducts(Tensor x, int at, int[] steps, Tensor g, int count, double[] sums, int first) {
    if (floats) {
      kernels.addProducts(x.floats(), at, steps, g.floats(), count, sums, first);
    } else {
      kernels.addProducts(x.doubles(), at, steps, g.doubles(), count, sums, first);
    }
  }
}
