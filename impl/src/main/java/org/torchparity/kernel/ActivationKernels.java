package org.torchparity.kernel;

/** Functions of single elements, for the elements in {@code [from, to)}. */
interface ActivationKernels {

  /** y = f(x). */
  void forward(Activation f, float[] x, float[] y, int from, int to);

  /** y = g·f′(x). */
  void backward(Activation f, float[] g, float[] x, float[] y, int from, int to);

  /** y = f(x). */
  void forward(Activation.Exponential f, float[] x, float[] y, int from, int to);

  /** y = g·f′(x). */
  void backward(Activation.Exponential f, float[] g, float[] x, float[] y, int from, int to);

  /** y = f(x). */
  void forward(Activation f, double[] x, double[] y, int from, int to);

  /** y = g·f′(x). */
  void backward(Activation f, double[] g, double[] x, double[] y, int from, int to);

  /** y = f(x). */
  void forward(Activation.Exponential f, double[] x, double[] y, int from, int to);

  /** y = g·f′(x). */
  void backward(Activation.Exponential f, double[] g, double[] x, double[] y, int from, int to);

  /** y = f(x). */
  void forward(Activation.Zones f, float[] x, float[] y, int from, int to);

  /** y = g·f′(x). */
  void backward(Activation.Zones f, float[] g, float[] x, float[] y, int from, int to);

  /** y = f(x). */
  void forward(Activation.Zones f, double[] x, double[] y, int from, int to);

  /** y = g·f′(x). */
  void backward(Activation.Zones f, double[] g, double[] x, double[] y, int from, int to);
}
