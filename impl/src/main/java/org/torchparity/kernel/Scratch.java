package org.torchparity.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Working memory that a thread keeps from one call to the next, so that none is allocated and
 * cleared in each. What is taken last is given back first. What is not small is a great array,
 * whose elements may be used from {@link CacheLines#origin} on.
 */
final class Scratch {
  /** Elements from which an array is worth so much memory. */
  static final int WORTH = 1 << 11;

  private static final ThreadLocal<Map<Kind, Deque<Tensor>>> KEPT =
      ThreadLocal.withInitial(HashMap::new);

  private record Kind(DType dtype, boolean great) {
    static Kind of(DType dtype, int elements) {
      return new Kind(dtype, elements >= WORTH);
    }
  }

  private Scratch() {}

  /** Takes a tensor of at least so many elements, whose values are left over from before. */
  static Tensor take(DType dtype, int elements) {
    Kind kind = Kind.of(dtype, elements);
    Tensor kept = kept(kind).pollLast();
    if (kept != null && kept.elements() >= elements) {
      return kept;
    }
    int room = kind.great() ? CacheLines.great(dtype, elements) : elements;
    return Tensor.zeros(dtype, Shape.of(room));
  }

  /** Gives back what this thread has taken. */
  static void give(Tensor taken) {
    kept(Kind.of(taken.dtype(), taken.elements())).addLast(taken);
  }

  private static Deque<Tensor> kept(Kind kind) {
    return KEPT.get().computeIfAbsent(kind, unused -> new ArrayDeque<>());
  }
}
