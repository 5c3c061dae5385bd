package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.kernel.VectorActivations.Step;
import org.torchparity.tensor.DType;

/**
 * The functions in the Vector API: those of {@link NarrowActivations} a vector after another, the
 * others by blocks of float64, which are taken through the steps of their function and stay in the
 * fastest cache meanwhile.
 */
final class VectorActivationKernels implements ActivationKernels {
  private static final int BLOCK = 512;

  private static final ThreadLocal<Room> ROOM = ThreadLocal.withInitial(Room::new);

  /** Blocks that the steps of a function share. */
  private static final class Room {
    final double[] g = new double[BLOCK];
    final double[] x = new double[BLOCK];
    final double[] e = new double[BLOCK];
    final double[] t = new double[BLOCK];
  }

  private final ScalarActivationKernels scalar = new ScalarActivationKernels();

  @Override
  public void forward(ElementFunction f, float[] x, float[] y, int from, int to) {
    if (isNarrow(f)) {
      int begin = CacheLines.next(DType.FLOAT32, from, to, FLOATS.length());
      int end = begin + FLOATS.loopBound(to - begin);
      scalar.forward(f, x, y, from, begin);
      run(VectorNarrowActivations.forward(f), x, x, y, begin, end);
      scalar.forward(f, x, y, end, to);
    } else {
      run(widened(VectorActivations.forward(f), x, y), from, to);
    }
  }

  @Override
  public void backward(ElementFunction f, float[] g, float[] x, float[] y, int from, int to) {
    if (isNarrow(f)) {
      int begin = CacheLines.next(DType.FLOAT32, from, to, FLOATS.length());
      int end = begin + FLOATS.loopBound(to - begin);
      scalar.backward(f, g, x, y, from, begin);
      run(VectorNarrowActivations.backward(f), g, x, y, begin, end);
      scalar.backward(f, g, x, y, end, to);
    } else {
      run(widened(VectorActivations.backward(f, Float.MAX_VALUE), g, x, y), from, to);
    }
  }

  /** Whether a float32 result is computed in float32: {@link Zones} round once at most. */
  private static boolean isNarrow(ElementFunction f) {
    return f instanceof Zones || f instanceof Activation a && NarrowActivations.has(a);
  }

  @Override
  public void forward(ElementFunction f, double[] x, double[] y, int from, int to) {
    if (f instanceof Zones zones) {
      int begin = CacheLines.next(DType.FLOAT64, from, to, DOUBLES.length());
      int end = begin + DOUBLES.loopBound(to - begin);
      scalar.forward(f, x, y, from, begin);
      VectorZones.pick(zones.forward(), x, x, y, begin, end);
      scalar.forward(f, x, y, end, to);
    } else {
      run(copied(VectorActivations.forward(f), x, y), from, to);
    }
  }

  @Override
  public void backward(ElementFunction f, double[] g, double[] x, double[] y, int from, int to) {
    if (f instanceof Zones zones) {
      int begin = CacheLines.next(DType.FLOAT64, from, to, DOUBLES.length());
      int end = begin + DOUBLES.loopBound(to - begin);
      scalar.backward(f, g, x, y, from, begin);
      VectorZones.pick(zones.backward(), g, x, y, begin, end);
      scalar.backward(f, g, x, y, end, to);
    } else {
      run(copied(VectorActivations.backward(f, Double.MAX_VALUE), g, x, y), from, to);
    }
  }

  private static void run(
      VectorNarrowActivations.Step[] steps, float[] g, float[] x, float[] y, int from, int to) {
    for (int start = from; start < to; start += BLOCK) {
      int end = Math.min(start + BLOCK, to);
      for (VectorNarrowActivations.Step step : steps) {
        Uninlined.run(step, g, x, y, start, end);
      }
    }
  }

  private static void run(List<Step> steps, int from, int to) {
    Room room = ROOM.get();
    for (int start = from; start < to; start += BLOCK) {
      int n = Math.min(BLOCK, to - start);
      for (Step step : steps) {
        step.run(room.g, room.x, room.e, room.t, start, n);
      }
    }
  }

  /** The steps between one that widens a block of x, and one that rounds t to y. */
  private static List<Step> widened(Step[] steps, float[] x, float[] y) {
    List<Step> all = new ArrayList<>();
    all.add((u, v, e, t, at, n) -> VectorSpeciesOf.widen(x, at, v, n));
    all.addAll(List.of(steps));
    all.add((u, v, e, t, at, n) -> VectorSpeciesOf.narrow(t, y, at, n));
    return all;
  }

  /** The same, with a block of g widened first; it may be x. */
  private static List<Step> widened(Step[] steps, float[] g, float[] x, float[] y) {
    List<Step> all = widened(steps, x, y);
    all.add(0, (u, v, e, t, at, n) -> VectorSpeciesOf.widen(g, at, u, n));
    return all;
  }

  /** The steps between one that copies a block of x, and one that copies t to y. */
  private static List<Step> copied(Step[] steps, double[] x, double[] y) {
    List<Step> all = new ArrayList<>();
    all.add((u, v, e, t, at, n) -> System.arraycopy(x, at, v, 0, n));
    all.addAll(List.of(steps));
    all.add((u, v, e, t, at, n) -> System.arraycopy(t, 0, y, at, n));
    return all;
  }

  /** The same, with a block of g copied first; it may be x. */
  private static List<Step> copied(Step[] steps, double[] g, double[] x, double[] y) {
    List<Step> all = copied(steps, x, y);
    all.add(0, (u, v, e, t, at, n) -> System.arraycopy(g, at, u, 0, n));
    return all;
  }
}
