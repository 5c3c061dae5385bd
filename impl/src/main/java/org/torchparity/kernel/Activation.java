package org.torchparity.kernel;

import org.torchparity.tensor.Tensor;

/**
 * Functions of one float32 element with a kernel of their own, forward and backward. Those of
 * {@link NarrowActivations} are computed in float32, within a few ulp as libtorch's are; the others
 * in float64 to about 2⁻³⁰ of their value and rounded once, so within 0.51 ulp of the exact value,
 * see {@link ScalarFunctions}.
 */
public enum Activation {
  /** max(0, x); a NaN stays NaN. */
  RELU,
  /** x·Φ(x). */
  GELU,
  /** x·σ(2u) with u = √(2/π)·(x + 0.044715·x³). */
  GELU_TANH,
  /** σ(x). */
  SIGMOID,
  /** tanh x. */
  TANH,
  /** x·σ(x). */
  SILU,
  /** ln(1 + exp x). */
  SOFTPLUS,
  /** ln σ(x). */
  LOG_SIGMOID,
  /** x·tanh(ln(1 + exp x)). */
  MISH,
  /** x/(1 + |x|). */
  SOFTSIGN;

  /**
   * Returns f(x), element by element.
   *
   * @throws IllegalStateException if x is not float32
   */
  public Tensor forward(Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    ActivationKernels kernels = Kernels.activations();
    Parallel.rows(
        x.elements(), 1, (from, to) -> kernels.forward(this, x.floats(), y.floats(), from, to));
    return y;
  }

  /**
   * Returns g·f′(x), element by element.
   *
   * @throws IllegalStateException if g or x is not float32
   */
  public Tensor backward(Tensor g, Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    ActivationKernels kernels = Kernels.activations();
    Parallel.rows(
        x.elements(),
        1,
        (from, to) -> kernels.backward(this, g.floats(), x.floats(), y.floats(), from, to));
    return y;
  }

  /**
   * y = positive·x where x > 0, else negative·(exp(inner·x) − 1).
   *
   * @param negative factor where x is not positive
   * @param positive factor where it is
   * @param inner factor of the exponent
   */
  public record Exponential(double negative, double positive, double inner) {

    /**
     * Returns y, element by element.
     *
     * @throws IllegalStateException if x is not float32
     */
    public Tensor forward(Tensor x) {
      Tensor y = Tensor.empty(x.dtype(), x.shape());
      ActivationKernels kernels = Kernels.activations();
      Parallel.rows(
          x.elements(), 1, (from, to) -> kernels.forward(this, x.floats(), y.floats(), from, to));
      return y;
    }

    /**
     * Returns g·positive where x > 0, else g·inner·negative·exp(inner·x).
     *
     * @throws IllegalStateException if g or x is not float32
     */
    public Tensor backward(Tensor g, Tensor x) {
      Tensor y = Tensor.empty(x.dtype(), x.shape());
      ActivationKernels kernels = Kernels.activations();
      Parallel.rows(
          x.elements(),
          1,
          (from, to) -> kernels.backward(this, g.floats(), x.floats(), y.floats(), from, to));
      return y;
    }
  }
}
