package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Panels of a matrix: {@code width} of its rows, column by column, so that a column's elements lie
 * next to each other. A panel that the matrix does not fill ends in zeros.
 */
final class Panels {
  private static final int STRETCH = 128;

  private Panels() {}

  /** Panels of {@code width} rows that {@code rows} rows take. */
  static int count(int rows, int width) {
    return (rows + width - 1) / width;
  }

  /** Packs the panel that begins at a row into {@code packed}, from an offset on. */
  static void pack(Matrix source, int row, int width, Tensor packed, int at) {
    int rows = Math.min(width, source.rows() - row);
    int start = source.offset() + row * source.rowStride();
    if (rows < width) {
      clear(packed, at, source.columns() * width);
    }
    if (source.rowStride() == 1) {
      Object from = Phases.elements(source.data());
      Object to = Phases.elements(packed);
      for (int p = 0; p < source.columns(); p++) {
        System.arraycopy(from, start + p * source.columnStride(), to, at + p * width, rows);
      }
      return;
    }
    // A stretch at a time, which stays in the first cache while its rows are interleaved.
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

  /** Adds the upper left corner of a tile to C, from an offset on. */
  static void add(
      Tensor tile, int tileStride, Tensor c, int at, int cStride, int rows, int columns) {
    if (tile.dtype() == DType.FLOAT32) {
      float[] from = tile.floats();
      float[] to = c.floats();
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          to[at + i * cStride + j] += from[i * tileStride + j];
        }
      }
    } else {
      double[] from = tile.doubles();
      double[] to = c.doubles();
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          to[at + i * cStride + j] += from[i * tileStride + j];
        }
      }
    }
  }
}
