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
  SOFTSIGN,
  /** min(max(x + 3, 0), 6)/6; its slope is 1/6 in float32, as ATen's. */
  HARDSIGMOID,
  /** x·min(max(x + 3, 0), 6)/6. */
  HARDSWISH;

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

  /**
   * A line over a zone: (x + shift)·slope, or where it is level the shift itself.
   *
   * @param level whether it is
   * @param slope of the line
   * @param shift of x; −0 leaves even −0 as it is
   */
  public record Line(boolean level, double slope, double shift) {
    /** y = slope·(x + shift). */
    public static Line of(double slope, double shift) {
      return new Line(false, slope, shift);
    }

    /** y = slope·x. */
    public static Line through(double slope) {
      return of(slope, -0.0);
    }

    /** y = value. */
    public static Line at(double value) {
      return new Line(true, 0, value);
    }

    double value(double x) {
      return level ? shift : (x + shift) * slope;
    }

    /** What is left of the upstream gradient: 0 where the line is level, even of infinity. */
    Line backward() {
      return level ? at(0) : through(slope);
    }
  }

  /**
   * y on a line below, between and above two bounds; a NaN stays NaN.
   *
   * @param low x ≤ low is below
   * @param high x ≥ high is above
   * @param below line of x ≤ low
   * @param between line of others
   * @param above line of x ≥ high
   * @param ofNaN line whose slope is the gradient's where x is NaN
   */
  public record Zones(double low, double high, Line below, Line between, Line above, Line ofNaN) {

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

    /** Returns g·slope, 0 where y is level, of tensors of one dtype. */
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

    Line of(double x) {
      return x <= low ? below : x >= high ? above : between;
    }
  }
}
