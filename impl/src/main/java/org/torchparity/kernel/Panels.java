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

  /** Columns that are interleaved at a time: they stay in the first cache. */
  private static final int STRETCH = 128;

  private Panels() {}

  /** Panels of {@code width} rows that {@code rows} rows take. */
  static int count(int rows, int width) {
    return (rows + width - 1) / width;
  }

  /**
   * Packs the panels in {@code [from, to)} to where they lie in {@code packed} from an offset on.
   */
  static void pack(Matrix source, int from, int to, int width, Tensor packed, int at) {
    if (source.rowStride() == 1) {
      for (int panel = from; panel < to; panel += GROUP) {
        copy(source, panel, Math.min(to, panel + GROUP), width, packed, at);
      }
      return;
    }
    for (int panel = from; panel < to; panel++) {
      pack(source, panel * width, width, packed, at + panel * width * source.columns());
    }
  }

  private static void copy(Matrix source, int from, int to, int width, Tensor packed, int at) {
    PatchLines lines = new PatchLines(packed.dtype());
    int depth = source.columns();
    int whole = Math.min(to, source.rows() / width);
    for (int p = 0; p < depth; p++) {
      int begin = source.offset() + p * source.columnStride() + from * width;
      int target = at + (from * depth + p) * width;
      lines.copy(
          source.data(), begin, width, packed, target, depth * width, 1, whole - from, width);
    }
    if (whole < to) {
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
      if (packed.dtype() == DType.FLOAT32) {
        interleave(stretch, width, packed.floats(), at + p * width);
      } else {
        interleave(stretch, width, packed.doubles(), at + p * width);
      }
    }
  }

  /** Four rows at a time, so that what is written lies together. */
  private static void interleave(Matrix source, int width, float[] packed, int at) {
    float[] x = source.data().floats();
    int columns = source.columns();
    int stride = source.columnStride();
    int i = 0;
    for (; i < source.rows() - 3; i += 4) {
      int r0 = source.offset() + i * source.rowStride();
      int r1 = r0 + source.rowStride();
      int r2 = r1 + source.rowStride();
      int r3 = r2 + source.rowStride();
      if (stride == 1) {
        for (int p = 0; p < columns; p++) {
          int to = at + i + p * width;
          packed[to] = x[r0 + p];
          packed[to + 1] = x[r1 + p];
          packed[to + 2] = x[r2 + p];
          packed[to + 3] = x[r3 + p];
        }
      } else {
        for (int p = 0; p < columns; p++) {
          int to = at + i + p * width;
          packed[to] = x[r0 + p * stride];
          packed[to + 1] = x[r1 + p * stride];
          packed[to + 2] = x[r2 + p * stride];
          packed[to + 3] = x[r3 + p * stride];
        }
      }
    }
    for (; i < source.rows(); i++) {
      int from = source.offset() + i * source.rowStride();
      for (int p = 0; p < columns; p++) {
        packed[at + i + p * width] = x[from + p * stride];
      }
    }
  }

  /** Four rows at a time, so that what is written lies together. */
  private static void interleave(Matrix source, int width, double[] packed, int at) {
    double[] x = source.data().doubles();
    int columns = source.columns();
    int stride = source.columnStride();
    int i = 0;
    for (; i < source.rows() - 3; i += 4) {
      int r0 = source.offset() + i * source.rowStride();
      int r1 = r0 + source.rowStride();
      int r2 = r1 + source.rowStride();
      int r3 = r2 + source.rowStride();
      if (stride == 1) {
        for (int p = 0; p < columns; p++) {
          int to = at + i + p * width;
          packed[to] = x[r0 + p];
          packed[to + 1] = x[r1 + p];
          packed[to + 2] = x[r2 + p];
          packed[to + 3] = x[r3 + p];
        }
      } else {
        for (int p = 0; p < columns; p++) {
          int to = at + i + p * width;
          packed[to] = x[r0 + p * stride];
          packed[to + 1] = x[r1 + p * stride];
          packed[to + 2] = x[r2 + p * stride];
          packed[to + 3] = x[r3 + p * stride];
        }
      }
    }
    for (; i < source.rows(); i++) {
      int from = source.offset() + i * source.rowStride();
      for (int p = 0; p < columns; p++) {
        packed[at + i + p * width] = x[from + p * stride];
      }
    }
  }

  /** Fills a tile with zeros. */
  static void clear(Tensor tile) {
    clear(tile, 0, tile.elements());
  }

  /** Fills the elements from an offset on with zeros. */
  static void clear(Tensor tensor, int at, int count) {
    if (tensor.dtype() == DType.FLOAT32) {
      Arrays.fill(tensor.floats(), at, at + count, 0);
    } else {
      Arrays.fill(tensor.doubles(), at, at + count, 0);
    }
  }

  /** Writes start and the upper left corner of a tile, added, to C. */
  static void sum(
      Tensor tile,
      int tileStride,
      Tensor start,
      int startAt,
      int startStride,
      Tensor c,
      int at,
      int cStride,
      int rows,
      int columns) {
    if (tile.dtype() == DType.FLOAT32) {
      float[] sums = tile.floats();
      float[] from = start.floats();
      float[] to = c.floats();
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          to[at + i * cStride + j] = from[startAt + i * startStride + j] + sums[i * tileStride + j];
        }
      }
    } else {
      double[] sums = tile.doubles();
      double[] from = start.doubles();
      double[] to = c.doubles();
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          to[at + i * cStride + j] = from[startAt + i * startStride + j] + sums[i * tileStride + j];
        }
      }
    }
  }
}
