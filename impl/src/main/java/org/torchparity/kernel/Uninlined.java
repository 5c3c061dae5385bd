package org.torchparity.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.torchparity.kernel.VectorFunctionKernels.BlockFunction;
import org.torchparity.kernel.VectorNarrowActivations.Step;
import org.torchparity.kernel.VectorSoftmaxColumnKernels.DoubleLoop;
import org.torchparity.kernel.VectorSoftmaxColumnKernels.FloatLoop;

/**
 * Calls what the compiler cannot see. Where it has inlined some sixty operations on vectors into
 * one method, it inlines no more of what the kernels call, and each vector that such a call takes
 * or returns becomes an object: SiLU takes four times as long where its steps are inlined, since a
 * process runs no others; a row's sum twice as long behind its exponentials, and so does the second
 * pass of a transposition behind the first; copies of Winograd's outputs behind these, in one
 * process of two, until the whole takes 1.2 of its time.
 */
final class Uninlined {
  /** Not final: what a constant handle calls is inlined. */
  private static MethodHandle run =
      find(
          Step.class,
          "run",
          MethodType.methodType(
              void.class, float[].class, float[].class, float[].class, int.class, int.class));

  private static MethodHandle function =
      find(
          BlockFunction.class,
          "run",
          MethodType.methodType(void.class, double[].class, double[].class, int.class));

  private static MethodHandle sum =
      find(
          VectorSums.class,
          "sum",
          MethodType.methodType(double.class, float[].class, int.class, int.class));

  private static MethodHandle wideSum =
      find(
          VectorWideSums.class,
          "sum",
          MethodType.methodType(double.class, double[].class, int.class, int.class));

  private static MethodHandle turn =
      find(
          VectorTransposition.class,
          "turn",
          MethodType.methodType(void.class, float[].class, int.class, int.class, int.class));

  private static MethodHandle transform =
      find(
          VectorWinogradKernels.class,
          "transform",
          MethodType.methodType(
              void.class,
              float[].class,
              int.class,
              int.class,
              int.class,
              float.class,
              float[].class,
              int.class,
              int.class,
              float[].class));

  private static MethodHandle floatLoop =
      find(
          FloatLoop.class,
          "run",
          MethodType.methodType(
              void.class,
              float[].class,
              float[].class,
              int.class,
              float[].class,
              float[].class,
              float[].class,
              int.class,
              float[].class));

  private static MethodHandle doubleLoop =
      find(
          DoubleLoop.class,
          "run",
          MethodType.methodType(
              void.class,
              double[].class,
              double[].class,
              int.class,
              double[].class,
              double[].class,
              double[].class,
              int.class,
              double[].class));

  private Uninlined() {}

  /** Runs a step over the elements in {@code [from, to)}. */
  static void run(Step step, float[] g, float[] x, float[] y, int from, int to) {
    try {
      run.invokeExact(step, g, x, y, from, to);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** Runs a loop over n neighbours. */
  static void run(
      FloatLoop loop,
      float[] g,
      float[] x,
      int at,
      float[] centre,
      float[] rest,
      float[] factor,
      int n,
      float[] y) {
    try {
      floatLoop.invokeExact(loop, g, x, at, centre, rest, factor, n, y);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** Runs a loop over n neighbours. */
  static void run(
      DoubleLoop loop,
      double[] g,
      double[] x,
      int at,
      double[] centre,
      double[] rest,
      double[] factor,
      int n,
      double[] y) {
    try {
      doubleLoop.invokeExact(loop, g, x, at, centre, rest, factor, n, y);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** Runs a function of the first {@code n} values of a block. */
  static void run(BlockFunction f, double[] x, double[] y, int n) {
    try {
      function.invokeExact(f, x, y, n);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** See {@link VectorSums#sum}. */
  static double sum(float[] x, int from, int to) {
    try {
      return (double) sum.invokeExact(x, from, to);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** See {@link VectorWideSums#sum}. */
  static double sum(double[] x, int from, int to) {
    try {
      return (double) wideSum.invokeExact(x, from, to);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** See {@link VectorTransposition#turn}. */
  static void turn(float[] y, int to, int columns, int width) {
    try {
      turn.invokeExact(y, to, columns, width);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** See {@link VectorWinogradKernels#transform}. */
  static void transform(
      float[] m,
      int at,
      int plane,
      int count,
      float start,
      float[] y,
      int to,
      int pitch,
      float[] check) {
    try {
      transform.invokeExact(m, at, plane, count, start, y, to, pitch, check);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** What was thrown, to throw again: nothing that is called here declares an exception. */
  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      return exception;
    }
    throw new AssertionError("an exception that was not declared", thrown);
  }

  private static MethodHandle find(Class<?> owner, String name, MethodType type) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      return owner.isInterface()
          ? lookup.findVirtual(owner, name, type)
          : lookup.findStatic(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(owner + " has no method " + name, e);
    }
  }
}
