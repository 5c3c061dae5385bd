package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** A function of single elements with kernels of its own, forward and backward. */
public sealed interface ElementFunction permits Activation, Exponential, Zones {

  /** Returns f(x), element by element. */
  default Tensor forward(Tensor x) {
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

  /** Returns g·f′(x), element by element, of tensors of one dtype, which may be the same. */
  default Tensor backward(Tensor g, Tensor x) {
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
