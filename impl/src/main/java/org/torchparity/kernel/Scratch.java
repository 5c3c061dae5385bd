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

  private Scratch() {}

  /** Takes a tensor of at least so many elements, whose values are left over from before. */
  static Tensor take(DType dtype, int elements) {
    Tensor kept = kept(dtype).pollLast();
    return kept != null && kept.elements() >= elements
        ? kept
        : Tensor.zeros(dtype, Shape.of(elements));
  }

  /** Gives back what this thread has taken. */
  static void give(Tensor taken) {
    kept(taken.dtype()).addLast(taken);
  }

  private static Deque<Tensor> kept(DType dtype) {
    return KEPT.get().computeIfAbsent(dtype, type -> new ArrayDeque<>());
  }
}
