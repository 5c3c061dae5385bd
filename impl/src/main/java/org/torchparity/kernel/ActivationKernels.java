package org.torchparity.kernel;

/** Functions of single elements, for the elements in {@code [from, to)}. */
interface ActivationKernels {

  /** y = f(x). */
  void forward(ElementFunction f, float[] x, float[] y, int from, int to);

  /** y = g·f′(x). */
  void backward(ElementFunction f, float[] g, float[] x, float[] y, int from, int to);

  /** y = f(x). */
  void forward(ElementFunction f, double[] x, double[] y, int from, int to);

  /** y = g·f′(x). */
  void backward(ElementFunction f, double[] g, double[] x, double[] y, int from, int to);
}
