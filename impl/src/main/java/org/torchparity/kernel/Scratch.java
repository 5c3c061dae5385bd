package org.torchparity.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Working memory that a thread keeps from one call to the next, so that none is allocated and
 * cleared in each. What is taken last is given back first.
 */
final class Scratch {
  private static final ThreadLocal<Map<DType, Deque<Tensor>>> KEPT =
      ThreadLocal.withInitial(() -> new EnumMap<>(DType.class));

  /** Bytes of a line of the cache, and of what precedes an array's elements. */
  private static final int LINE = 64;

  private static final int HEADER = 16;

  /** Bytes from which a tensor is worth a region of its own, and those that take one, of 2 MiB. */
  private static final int GREAT = 1 << 13;

  private static final int OWN_REGION = 2 << 20;

  private Scratch() {}

  /** Takes a tensor of at least so many elements, whose values are left over from before. */
  static Tensor take(DType dtype, int elements) {
    Tensor kept = kept(dtype).pollLast();
    if (kept != null && kept.elements() >= elements) {
      return kept;
    }
    boolean great = elements >= GREAT / bytes(dtype);
    int room = great ? Math.max(elements, (OWN_REGION - HEADER) / bytes(dtype)) : elements;
    return Tensor.zeros(dtype, Shape.of(room));
  }

  /**
   * The element of a great tensor taken here that a line of the cache begins with, where the
   * collector is G1, the default: what is greater than half a region has one of its own and begins
   * with it. A vector across two lines takes two loads.
   */
  static int origin(DType dtype) {
    return (LINE - HEADER) / bytes(dtype);
  }

  private static int bytes(DType dtype) {
    return dtype == DType.FLOAT32 ? Float.BYTES : Double.BYTES;
  }

  /** Gives back what this thread has taken. */
  static void give(Tensor taken) {
    kept(taken.dtype()).addLast(taken);
  }

  private static Deque<Tensor> kept(DType dtype) {
    return KEPT.get().computeIfAbsent(dtype, type -> new ArrayDeque<>());
  }
}
