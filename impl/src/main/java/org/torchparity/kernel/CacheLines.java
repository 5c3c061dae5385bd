package org.torchparity.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.torchparity.tensor.DType;

/**
 * Where lines of the cache begin in a great array: a vector that lies across two of them takes two
 * loads or stores. With G1, the default collector, an array of more than half a region has regions
 * of its own, begins with the first and is never moved; with others, what is said here may be
 * wrong, and costs nothing.
 */
final class CacheLines {
  /** Bytes of a line, and of what precedes an array's elements. */
  private static final int LINE = 64;

  private static final int HEADER = 16;

  private CacheLines() {}

  /** The first element of a great array that a line begins with. */
  static int origin(DType dtype) {
    return (LINE - HEADER) / bytes(dtype);
  }

  /** Elements that an array of at least so many has, to be great. */
  static int great(DType dtype, int elements) {
    return Math.max(elements, Regions.BYTES / 2 / bytes(dtype));
  }

  /**
   * The first element from one on, but no further than {@code end}, from which vectors of so many
   * do not lie across two lines: less than a vector further.
   */
  static int next(DType dtype, int from, int end, int lanes) {
    return Math.min(end, from + Math.floorMod(origin(dtype) - from, lanes));
  }

  private static int bytes(DType dtype) {
    return dtype == DType.FLOAT32 ? Float.BYTES : Double.BYTES;
  }

  /** Looked up when it is first asked for: that takes 25 ms. */
  private static final class Regions {
    /** Bytes of a region of the heap, 0 where the collector has none. */
    static final int BYTES = bytes();

    private static int bytes() {
      try {
        return Integer.parseInt(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("G1HeapRegionSize")
                .getValue());
      } catch (IllegalArgumentException | LinkageError e) {
        // Another virtual machine, which does not know that option, or one without jdk.management.
        return 0;
      }
    }
  }
}
