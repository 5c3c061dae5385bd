package org.torchparity.kernel;

import org.torchparity.tensor.DType;

/**
 * Where lines of the cache begin in a great array: a vector that lies across two of them takes two
 * loads or stores. With G1, the default collector, an array of more than half a region has regions
 * of its own and begins with the first; with others, what is said here may be wrong, and costs
 * nothing.
 */
final class CacheLines {
  /** Bytes of a line, and of what precedes an array's elements. */
  private static final int LINE = 64;

  private static final int HEADER = 16;

  /** Bytes that take a region of their own where regions are of 2 MiB or less. */
  private static final int OWN_REGION = 2 << 20;

  private CacheLines() {}

  /** The first element of a great array that a line begins with. */
  static int origin(DType dtype) {
    return (LINE - HEADER) / bytes(dtype);
  }

  /** Elements that an array of at least so many has, to be great. */
  static int great(DType dtype, int elements) {
    return Math.max(elements, (OWN_REGION - HEADER) / bytes(dtype));
  }

  /**
   * The first float from one on, but no further than {@code end}, from which vectors of so many
   * floats do not lie across two lines: less than a vector further.
   */
  static int next(int from, int end, int lanes) {
    return Math.min(end, from + Math.floorMod(origin(DType.FLOAT32) - from, lanes));
  }

  private static int bytes(DType dtype) {
    return dtype == DType.FLOAT32 ? Float.BYTES : Double.BYTES;
  }
}
