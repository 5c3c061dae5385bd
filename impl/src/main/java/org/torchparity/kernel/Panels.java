package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Panels of a matrix: {@code width} of its rows, column by column, so that a column's elements lie
 * next to each other. A panel that the matrix does not fill ends in zeros.
 */
final class Panels {
  /** Panels whose rows are copied together, so that what is read lies in one piece. */
  static final int GROUP = 8;

  /** Columns of which all panels are copied before the next: their pages stay known. */
  private static final int LINES = 32;

  /** Columns that are interleaved at a time: they stay in the first cache. */
  private static final int STRETCH = 128;

  private Panels() {}

  /** Panels of {@code width} rows that {@code rows} rows take. */
  static int count(int rows, int width) {
    return (rows + width - 1) / width;
  }

  /**
   * Packs the panels in {@code [from, to)} to where they lie in {@code packed} from an offset on,
   * each with room for {@code depth} columns.
   */
  static void pack(Matrix source, int from, int to, int width, int depth, Tensor packed, int at) {
    if (source.rowStride() == 1) {
      for (int p = 0; p < source.columns(); p += LINES) {
        int end = Math.min(p + LINES, source.columns());
        for (int panel = from; panel < to; panel += GROUP) {
          copy(source, p, end, panel, Math.min(to, panel + GROUP), width, depth, packed, at);
        }
      }
      return;
    }
    for (int panel = from; panel < to; panel++) {
      pack(source, panel * width, width, packed, at + panel * width * depth);
    }
  }

  private static void copy(
      Matrix source,
      int p,
      int end,
      int from,
      int to,
      int width,
      int depth,
      Tensor packed,
      int at) {
    PatchLines lines = new PatchLines(packed.dtype());
    int whole = Math.min(to, source.rows() / width);
    for (; p < end; p++) {
      int begin = source.offset() + p * source.columnStride() + from * width;
      int target = at + (from * depth + p) * width;
      lines.copy(source.data(), begin, width, packed, target, depth * width, whole - from, width);
    }
    if (whole < to && end == source.columns()) {
      pack(source, whole * width, width, packed, at + whole * width * depth);
    }
  }

  /** Packs the panel that begins at a row into {@code packed}, from an offset on. */
  static void pack(Matrix source, int row, int width, Tensor packed, int at) {
    int rows = Math.min(width, source.rows() - row);
    if (rows < width) {
      clear(packed, at, source.columns() * width);
    }
    for (int p = 0; p < source.columns(); p += STRETCH) {
      Matrix stretch = source.rows(row, rows).columns(p, Math.min(STRETCH, source.columns() - p));
      if (stretch.columnStride() == 1) {
        transpose(stretch, width, packed, at + p * width);
      } else {
        interleave(stretch, width, packed, at + p * width);
      }
    }
  }

  private static void transpose(Matrix x, int width, Tensor packed, int at) {
    GemmKernels kernels = Kernels.gemm();
    int from = x.offset();
    int stride = x.rowStride();
    if (packed.dtype() == DType.FLOAT32) {
      float[] y = packed.floats();
      kernels.transpose(x.data().floats(), from, stride, x.rows(), x.columns(), y, at, width);
    } else {
      double[] y = packed.doubles();
      kernels.transpose(x.data().doubles(), from, stride, x.rows(), x.columns(), y, at, width);
    }
  }

  /** Rows whose elements lie apart: each is copied alone. */
  private static void interleave(Matrix source, int width, Tensor packed, int at) {
    for (int i = 0; i < source.rows(); i++) {
      int from = source.offset() + i * source.rowStride();
      if (packed.dtype() == DType.FLOAT32) {
        spread(
            source.data().floats(),
            from,
            source.columnStride(),
            source.columns(),
            packed.floats(),
            at + i,
            width);
      } else {
        spread(
            source.data().doubles(),
            from,
            source.columnStride(),
            source.columns(),
            packed.doubles(),
            at + i,
            width);
      }
    }
  }

  private static void spread(
      float[] x, int from, int step, int count, float[] y, int to, int width) {
    for (int p = 0; p < count; p++) {
      y[to + p * width] = x[from + p * step];
    }
  }

  private static void spread(
      double[] x, int from, int step, int count, double[] y, int to, int width) {
    for (int p = 0; p < count; p++) {
      y[to + p * width] = x[from + p * step];
    }
  }

  /** Fills a tile with zeros. */
  static void clear(Tensor tile) {
    clear(tile, 0, tile.elements());
  }

  /** Fills the elements from an offset on with zeros. */
  static void clear(Tensor tensor, int at, int count) {
    fill(tensor, at, count, 0);
  }

  /** Fills the elements from an offset on with one number. */
  static void fill(Tensor tensor, int at, int count, int value) {
    if (tensor.dtype() == DType.FLOAT32) {
      Arrays.fill(tensor.floats(), at, at + count, value);
    } else {
      Arrays.fill(tensor.doubles(), at, at + count, value);
    }
  }
}
