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

  /** See {@link ShiftKernels#combineAndMultiply}. */
  void combineAndMultiply(
      Tensor x,
      int at,
      int[] steps,
      Tensor weights,
      int first,
      Tensor y,
      Tensor z,
      int to,
      int count,
      double[] sums,
      int sum) {
    if (floats) {
      kernels.combineAndMultiply(
          x.floats(),
          at,
          steps,
          weights.floats(),
          first,
          y.floats(),
          z.floats(),
          to,
          count,
          sums,
          sum);
    } else {
      kernels.combineAndMultiply(
          x.doubles(),
          at,
          steps,
          weights.doubles(),
          first,
          y.doubles(),
          z.doubles(),
          to,
          count,
          sums,
          sum);
    }
  }
}
