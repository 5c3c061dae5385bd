package org.torchparity.tensor;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Memory that the results of one step after another share. A new array is cleared by the JVM, and
 * cold; where the same layers run again and again, the arrays of the last step are neither:
 *
 * <pre>{@code
 * Workspace workspace = new Workspace();
 * for (Tensor x : batches) {
 *   try (Workspace.Step step = workspace.begin()) {
 *     Tensor y = model.forward(x).output();
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>What layers compute while a step is open, on the thread that began it, lives until the step is
 * closed: using it later is an {@link IllegalStateException}; {@link Tensor#copy} takes a tensor
 * along. State is not concerned: parameters and buffers stay. A workspace holds what its last step
 * used, and has one step at a time.
 */
public final class Workspace {
  /** Elements from which an array is worth keeping. */
  private static final int LEAST = 1024;

  private static final ThreadLocal<@Nullable Step> CURRENT = new ThreadLocal<>();

  private final Map<Kind, Deque<Object>> free = new HashMap<>();
  private final int least;
  private final boolean poisoned;
  private @Nullable Step open;

  private record Kind(Class<?> type, int length) {
    static Kind of(Object array) {
      return new Kind(array.getClass(), Array.getLength(array));
    }
  }

  /** An empty workspace. */
  public Workspace() {
    this(LEAST, false);
  }

  private Workspace(int least, boolean poisoned) {
    this.least = least;
    this.poisoned = poisoned;
  }

  /**
   * A workspace for tests of layers: all its arrays, small ones too, hold NaN (int64: the least
   * number) to begin with, so that a layer that reads an element before it has written it shows.
   */
  public static Workspace poisoned() {
    return new Workspace(0, true);
  }

  /**
   * Begins a step on this thread; one that another workspace has open here goes on when it ends.
   *
   * @throws IllegalStateException if a step of this workspace is open already
   */
  public Step begin() {
    if (open != null) {
      throw new IllegalStateException("a step of this workspace is open already: close it first");
    }
    open = new Step(CURRENT.get());
    CURRENT.set(open);
    return open;
  }

  /** Whether a step is open on this thread: only then may an empty tensor hold other than zeros. */
  public static boolean isOpen() {
    return CURRENT.get() != null;
  }

  /** The step that is open on this thread. */
  static @Nullable Step current() {
    return CURRENT.get();
  }

  /** What is computed between {@link #begin} and {@link #close}. */
  public final class Step implements AutoCloseable {
    private final @Nullable Step outer;
    private final Thread thread = Thread.currentThread();
    private final List<Object> used = new ArrayList<>();
    private boolean closed;

    private Step(@Nullable Step outer) {
      this.outer = outer;
    }

    boolean isClosed() {
      return closed;
    }

    /** An array that may hold anything. */
    Object array(DType dtype, int length) {
      if (length < least) {
        return dtype.newArray(length);
      }
      Deque<Object> known = free.get(new Kind(dtype.arrayType(), length));
      Object array = known == null || known.isEmpty() ? dtype.newArray(length) : known.pop();
      if (poisoned) {
        poison(array);
      }
      used.add(array);
      return array;
    }

    /**
     * Ends the step: what was computed in it is gone. Closing again does nothing.
     *
     * @throws IllegalStateException if this thread did not begin it, or began another step since
     */
    @Override
    public void close() {
      if (closed) {
        return;
      }
      if (Thread.currentThread() != thread || CURRENT.get() != this) {
        throw new IllegalStateException(
            "a step is closed by the thread that began it, after the steps begun since");
      }
      closed = true;
      open = null;
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
      free.clear();
      for (Object array : used) {
        if (poisoned) {
          poison(array);
        }
        free.computeIfAbsent(Kind.of(array), kind -> new ArrayDeque<>()).push(array);
      }
    }
  }

  private static void poison(Object array) {
    if (array instanceof float[] floats) {
      Arrays.fill(floats, Float.NaN);
    } else if (array instanceof double[] doubles) {
      Arrays.fill(doubles, Double.NaN);
    } else {
      Arrays.fill((long[]) array, Long.MIN_VALUE);
    }
  }
}
