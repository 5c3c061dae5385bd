package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Functions of one element with a kernel of their own, forward and backward. Those of {@link
 * NarrowActivations} are computed in float32 where the elements are, within a few ulp as libtorch's
 * are; all others in float64 by {@link ScalarFunctions}, within a few ulp of float64, and rounded
 * once where the elements are float32.
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

  /** Returns f(x), element by element. */
  public Tensor forward(Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    ActivationKernels kernels = Kernels.activations();
    Parallel.rows(
        x.elements(),
        1,
        x.dtype() == DType.FLOAT32
            ? (from, to) -> kernels.forward(this, x.floats(), y.floats(), from, to)
            : (from, to) -> kernels.forward(this, x.doubles(), y.doubles(), from, to));
    return y;
  }

  /** Returns g·f′(x), element by element, of tensors of one dtype. */
  public Tensor backward(Tensor g, Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    ActivationKernels kernels = Kernels.activations();
    Parallel.rows(
        x.elements(),
        1,
        x.dtype() == DType.FLOAT32
            ? (from, to) -> kernels.backward(this, g.floats(), x.floats(), y.floats(), from, to)
            : (from, to) ->
                kernels.backward(this, g.doubles(), x.doubles(), y.doubles(), from, to));
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

    /** Returns y, element by element. */
    public Tensor forward(Tensor x) {
      Tensor y = Tensor.empty(x.dtype(), x.shape());
      ActivationKernels kernels = Kernels.activations();
      Parallel.rows(
          x.elements(),
          1,
          x.dtype() == DType.FLOAT32
              ? (from, to) -> kernels.forward(this, x.floats(), y.floats(), from, to)
              : (from, to) -> kernels.forward(this, x.doubles(), y.doubles(), from, to));
      return y;
    }

    /**
     * Returns g·positive where x > 0, else g·inner·negative·exp(inner·x), of tensors of one dtype.
     */
    public Tensor backward(Tensor g, Tensor x) {
      Tensor y = Tensor.empty(x.dtype(), x.shape());
      ActivationKernels kernels = Kernels.activations();
      Parallel.rows(
          x.elements(),
          1,
          x.dtype() == DType.FLOAT32
              ? (from, to) -> kernels.backward(this, g.floats(), x.floats(), y.floats(), from, to)
              : (from, to) ->
                  kernels.backward(this, g.doubles(), x.doubles(), y.doubles(), from, to));
      return y;
    }
  }
}
