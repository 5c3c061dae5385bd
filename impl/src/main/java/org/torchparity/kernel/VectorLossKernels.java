package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.FloatVector;

/** The passes in the Vector API; the scalar twin has the last elements. */
final class VectorLossKernels implements LossKernels {
  private final ScalarLossKernels scalar = new ScalarLossKernels();

  @Override
  public double squaredErrors(float[] x, float[] t, int from, int to) {
    double sum = VectorSums.squaredErrors(x, t, from, to);
    // Squares of float32 overflow where those of float64 do not.
    return sum < Double.POSITIVE_INFINITY ? sum : scalar.squaredErrors(x, t, from, to);
  }

  @Override
  public void differences(
      float[] x, float[] t, float factor, int from, int to, float[] y, float[] z) {
    int bound = from + FLOATS.loopBound(to - from);
    for (int i = from; i < bound; i += FLOATS.length()) {
      FloatVector v =
          FloatVector.fromArray(FLOATS, x, i).sub(FloatVector.fromArray(FLOATS, t, i)).mul(factor);
      v.intoArray(y, i);
      v.neg().intoArray(z, i);
    }
    scalar.differences(x, t, factor, bound, to, y, z);
  }
}
