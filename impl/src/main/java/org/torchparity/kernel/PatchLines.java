package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The kernels of patches of one dtype. */
final class PatchLines {
  private final PatchKernels kernels = Kernels.patches();
  private final boolean floats;

  PatchLines(DType dtype) {
    this.floats = dtype == DType.FLOAT32;
  }

  /** Columns that lines are multiplied with at a time. */
  int columns() {
    return floats ? kernels.floatColumns() : kernels.doubleColumns();
  }

  /** See {@link PatchKernels#copy}. */
  void copy(
      Tensor x,
      int from,
      int fromStride,
      Tensor y,
      int to,
      int toStride,
      int step,
      int rows,
      int count) {
    if (floats) {
      kernels.copy(x.floats(), from, fromStride, y.floats(), to, toStride, step, rows, count);
    } else {
      kernels.copy(x.doubles(), from, fromStride, y.doubles(), to, toStride, step, rows, count);
    }
  }

  /** See {@link PatchKernels#addProducts}. */
  void addProducts(
      Tensor x,
      int from,
      int stride,
      Tensor panel,
      int panelAt,
      int depth,
      Tensor y,
      int to,
      int yStride) {
    if (floats) {
      kernels.addProducts(
          x.floats(), from, stride, panel.floats(), panelAt, depth, y.floats(), to, yStride);
    } else {
      kernels.addProducts(
          x.doubles(), from, stride, panel.doubles(), panelAt, depth, y.doubles(), to, yStride);
    }
  }
}
