package org.torchparity.kernel;

import org.torchparity.tensor.DType;

/**
 * Reads ahead of a loop that takes a few lines of the cache from each of many rows, one after the
 * other: too few for the processor to foresee the next. Here the rows wait for memory together.
 */
final class Ahead {
  /** Bytes of a line of the cache. */
  private static final int LINE = 64;

  /** The bits last read: without a use of them the compiler would leave out the reading. */
  private static long bits;

  private Ahead() {}

  /** Reads an element of each line of rows whose columns lie next to each other. */
  static void read(Matrix rows) {
    long all = 0;
    for (int i = 0; i < rows.rows(); i++) {
      int from = rows.offset() + i * rows.rowStride();
      all ^=
          rows.data().dtype() == DType.FLOAT32
              ? read(rows.data().floats(), from, from + rows.columns())
              : read(rows.data().doubles(), from, from + rows.columns());
    }
    bits = all;
  }

  private static long read(float[] x, int from, int to) {
    int all = 0;
    for (int i = from; i < to; i += LINE / Float.BYTES) {
      all ^= Float.floatToRawIntBits(x[i]);
    }
    return all;
  }

  private static long read(double[] x, int from, int to) {
    long all = 0;
    for (int i = from; i < to; i += LINE / Double.BYTES) {
      all ^= Double.doubleToRawLongBits(x[i]);
    }
    return all;
  }
}
