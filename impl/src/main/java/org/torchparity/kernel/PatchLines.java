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

  /** Columns that lines are multiplied with where so many are left. */
  int columns(int left) {
    return floats ? kernels.floatColumns(left) : kernels.doubleColumns(left);
  }

  /** See {@link PatchKernels#copy}. */
  void copy(
      Tensor x, int from, int fromStride, Tensor y, int to, int toStride, int rows, int count) {
    if (floats) {
      kernels.copy(x.floats(), from, fromStride, y.floats(), to, toStride, rows, count);
    } else {
      kernels.copy(x.doubles(), from, fromStride, y.doubles(), to, toStride, rows, count);
    }
  }

  /** See {@link PatchKernels#pick}. */
  void pick(
      Tensor x,
      int from,
      int fromStride,
      int step,
      Tensor y,
      int to,
      int toStride,
      int rows,
      int count) {
    if (step == 1) {
      copy(x, from, fromStride, y, to, toStride, rows, count);
    } else if (floats) {
      kernels.pick(x.floats(), from, fromStride, step, y.floats(), to, toStride, rows, count);
    } else {
      kernels.pick(x.doubles(), from, fromStride, step, y.doubles(), to, toStride, rows, count);
    }
  }

  /** See {@link PatchKernels#spread}. */
  void spread(
      Tensor x,
      int from,
      int fromStride,
      Tensor y,
      int to,
      int toStride,
      int step,
      int rows,
      int count) {
    if (step == 1) {
      copy(x, from, fromStride, y, to, toStride, rows, count);
    } else if (floats) {
      kernels.spread(x.floats(), from, fromStride, y.floats(), to, toStride, step, rows, count);
    } else {
      kernels.spread(x.doubles(), from, fromStride, y.doubles(), to, toStride, step, rows, count);
    }
  }

  /** See {@link PatchKernels#interleave}. */
  void interleave(
      Tensor x,
      int first,
      int second,
      int fromStride,
      Tensor y,
      int to,
      int toStride,
      int rows,
      int count) {
    if (floats) {
      kernels.interleave(
          x.floats(), first, second, fromStride, y.floats(), to, toStride, rows, count);
    } else {
      kernels.interleave(
          x.doubles(), first, second, fromStride, y.doubles(), to, toStride, rows, count);
    }
  }

  /** See {@link PatchKernels#addProducts}. */
  void addProducts(
      Tensor x,
      int from,
      int[] steps,
      int row,
      Tensor panel,
      int panelAt,
      int columns,
      int depth,
      Tensor y,
      int to,
      int[] places) {
    if (floats) {
      kernels.addProducts(
          x.floats(),
          from,
          steps,
          row,
          panel.floats(),
          panelAt,
          columns,
          depth,
          y.floats(),
          to,
          places);
    } else {
      kernels.addProducts(
          x.doubles(),
          from,
          steps,
          row,
          panel.doubles(),
          panelAt,
          columns,
          depth,
          y.doubles(),
          to,
          places);
    }
  }
}
