package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Panels of a matrix: {@code width} of its rows, column by column, so that a column's elements lie
 * next to each other. A panel that the matrix does not fill ends in zeros.
 */
final class Panels {
  private Panels() {}

  /** Panels of {@code width} rows that {@code rows} rows take. */
  static int count(int rows, int width) {
    return (rows + width - 1) / width;
  }

  /** Packs the panel that begins at a row into {@code packed}, zeros so far, from an offset on. */
  static void pack(Matrix source, int row, int width, Tensor packed, int at) {
    int rows = Math.min(width, source.rows() - row);
    int start = source.offset() + row * source.rowStride();
    if (packed.dtype() == DType.FLOAT32) {
      pack(source, rows, start, width, packed.floats(), at);
    } else {
      pack(source, rows, start, width, packed.doubles(), at);
    }
  }

  private static void pack(Matrix source, int rows, int start, int width, float[] packed, int at) {
    float[] elements = source.data().floats();
    if (source.rowStride() == 1) {
      for (int p = 0; p < source.columns(); p++) {
        System.arraycopy(elements, start + p * source.columnStride(), packed, at + p * width, rows);
      }
      return;
    }
    for (int i = 0; i < rows; i++) {
      int from = start + i * source.rowStride();
      for (int p = 0; p < source.columns(); p++) {
        packed[at + p * width + i] = elements[from + p * source.columnStride()];
      }
    }
  }

  private static void pack(Matrix source, int rows, int start, int width, double[] packed, int at) {
    double[] elements = source.data().doubles();
    if (source.rowStride() == 1) {
      for (int p = 0; p < source.columns(); p++) {
        System.arraycopy(elements, start + p * source.columnStride(), packed, at + p * width, rows);
      }
      return;
    }
    for (int i = 0; i < rows; i++) {
      int from = start + i * source.rowStride();
      for (int p = 0; p < source.columns(); p++) {
        packed[at + p * width + i] = elements[from + p * source.columnStride()];
      }
    }
  }

  /** Fills a tile with zeros. */
  static void clear(Tensor tile) {
    if (tile.dtype() == DType.FLOAT32) {
      Arrays.fill(tile.floats(), 0);
    } else {
      Arrays.fill(tile.doubles(), 0);
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
