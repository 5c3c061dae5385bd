package org.torchparity.kernel;

/** Passes over float32 inputs x and targets t, for the elements in {@code [from, to)}. */
interface LossKernels {

  /** Σ(x − t)². */
  double squaredErrors(float[] x, float[] t, int from, int to);

  /** y = factor·(x − t) and z = −y, in float32. */
  void differences(float[] x, float[] t, float factor, int from, int to, float[] y, float[] z);
}
