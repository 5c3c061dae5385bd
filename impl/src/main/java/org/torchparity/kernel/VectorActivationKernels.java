package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.torchparity.kernel.VectorActivations.Step;

/**
 * The functions in the Vector API. A block of float32 elements is widened, taken through the steps
 * of its function, and rounded; it stays in the fastest cache meanwhile.
 */
final class VectorActivationKernels implements ActivationKernels {
  private static final int BLOCK = 512;

  private final ScalarActivationKernels scalar = new ScalarActivationKernels();

  @Override
  public void forward(Activation f, float[] x, float[] y, int from, int to) {
    if (f == Activation.RELU) {
      int end = from + FLOATS.loopBound(to - from);
      relu(x, y, from, end);
      scalar.forward(f, x, y, end, to);
      return;
    }
    if (NarrowActivations.has(f)) {
      int end = from + FLOATS.loopBound(to - from);
      VectorNarrowActivations.forward(f, x, y, from, end);
      scalar.forward(f, x, y, end, to);
      return;
    }
    Step[] steps = VectorActivations.forward(f);
    double[] v = new double[BLOCK];
    double[] e = new double[BLOCK];
    double[] t = new double[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      int n = Math.min(BLOCK, to - start);
      VectorSpeciesOf.widen(x, start, v, n);
      for (Step step : steps) {
        step.run(v, v, e, t, n);
      }
      VectorSpeciesOf.narrow(t, y, start, n);
    }
  }

  @Override
  public void backward(Activation f, float[] g, float[] x, float[] y, int from, int to) {
    if (f == Activation.RELU) {
      int end = from + FLOATS.loopBound(to - from);
      reluBackward(g, x, y, from, end);
      scalar.backward(f, g, x, y, end, to);
      return;
    }
    if (NarrowActivations.has(f)) {
      int end = from + FLOATS.loopBound(to - from);
      VectorNarrowActivations.backward(f, g, x, y, from, end);
      scalar.backward(f, g, x, y, end, to);
      return;
    }
    Step[] steps = VectorActivations.backward(f);
    double[] u = new double[BLOCK];
    double[] v = new double[BLOCK];
    double[] e = new double[BLOCK];
    double[] t = new double[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      int n = Math.min(BLOCK, to - start);
      VectorSpeciesOf.widen(g, start, u, n);
      VectorSpeciesOf.widen(x, start, v, n);
      for (Step step : steps) {
        step.run(u, v, e, t, n);
      }
      VectorSpeciesOf.narrow(t, y, start, n);
    }
  }

  @Override
  public void forward(Activation.Exponential f, float[] x, float[] y, int from, int to) {
    double[] v = new double[BLOCK];
    double[] t = new double[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      int n = Math.min(BLOCK, to - start);
      VectorSpeciesOf.widen(x, start, v, n);
      VectorFunctions.expm1(v, f.inner(), t, n);
      VectorActivations.exponential(v, t, f, t, n);
      VectorSpeciesOf.narrow(t, y, start, n);
    }
  }

  @Override
  public void backward(
      Activation.Exponential f, float[] g, float[] x, float[] y, int from, int to) {
    double[] u = new double[BLOCK];
    double[] v = new double[BLOCK];
    double[] t = new double[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      int n = Math.min(BLOCK, to - start);
      VectorSpeciesOf.widen(g, start, u, n);
      VectorSpeciesOf.widen(x, start, v, n);
      VectorFunctions.exp(v, f.inner(), t, n);
      VectorActivations.exponentialBackward(u, v, t, f, t, n);
      VectorSpeciesOf.narrow(t, y, start, n);
    }
  }

  private static void relu(float[] x, float[] y, int from, int end) {
    for (int i = from; i < end; i += FLOATS.length()) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      v.blend(0, v.compare(VectorOperators.LE, 0)).intoArray(y, i);
    }
  }

  private static void reluBackward(float[] g, float[] x, float[] y, int from, int end) {
    for (int i = from; i < end; i += FLOATS.length()) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      FloatVector u = FloatVector.fromArray(FLOATS, g, i);
      u.blend(0, v.compare(VectorOperators.LE, 0)).intoArray(y, i);
    }
  }
}
