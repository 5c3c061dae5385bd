package org.torchparity.kernel;

/**
 * Functions of one element with a kernel of their own, forward and backward. Those of {@link
 * NarrowActivations} are computed in float32 where the elements are, within a few ulp as libtorch's
 * are; all others in float64 by {@link ScalarFunctions}, within a few ulp of float64, and rounded
 * once where the elements are float32.
 */
public enum Activation implements ElementFunction {
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
  /** x − tanh x, which does not cancel near zero. */
  TANHSHRINK,
  /** min(max(x + 3, 0), 6)/6; its slope is 1/6 in float32, as ATen's. */
  HARDSIGMOID,
  /** x·min(max(x + 3, 0), 6)/6. */
  HARDSWISH;
}
