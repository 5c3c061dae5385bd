package org.torchparity.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.torchparity.kernel.VectorNarrowActivations.Step;

/**
 * Calls a {@link Step} where the compiler cannot see which it is. If a process runs two steps only,
 * those of one function and its derivative, C2 would inline both into one method; together they
 * have more vectors than it keeps track of, and each becomes an object: SiLU then takes four times
 * as long.
 */
final class Uninlined {
  /** Not final: what a constant handle calls is inlined. */
  private static MethodHandle run = find();

  private Uninlined() {}

  /** Runs a step over the elements in {@code [from, to)}. */
  static void run(Step step, float[] g, float[] x, float[] y, int from, int to) {
    try {
      run.invokeExact(step, g, x, y, from, to);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a step declares no exception", e);
    }
  }

  private static MethodHandle find() {
    MethodType type =
        MethodType.methodType(
            void.class, float[].class, float[].class, float[].class, int.class, int.class);
    try {
      return MethodHandles.lookup().findVirtual(Step.class, "run", type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("Step has no such method", e);
    }
  }
}
