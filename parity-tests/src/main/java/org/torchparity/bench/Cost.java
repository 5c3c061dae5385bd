package org.torchparity.bench;

import java.util.Collection;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.Tensor;

/** What a row's rate counts: the work that no implementation can do without. */
enum Cost {
  /**
   * Floating-point operations of a product: two a multiply-add. Each output element (each input
   * element of a transposed convolution) takes as many as one slice {@code weight[0]} has elements;
   * backward takes as many for the input's gradient, and again for the weight's.
   */
  PRODUCT {
    @Override
    double of(Case c, BenchPass pass) {
      Tensor weight = weight(c);
      int slices = weight.shape().size(0);
      boolean transposed = c.spec().simpleName().startsWith("ConvTranspose");
      double elements = transposed ? c.input(0).elements() : c.gradOutput(0).elements();
      double forward = 2 * elements * weight.elements() / slices;
      return pass == BenchPass.FORWARD ? forward : 3 * forward;
    }
  },
  /**
   * Bytes that must move: forward reads inputs and parameters and writes outputs; backward reads
   * upstream gradients, inputs and parameters and writes the gradients of those that have one.
   */
  STREAM {
    @Override
    double of(Case c, BenchPass pass) {
      double read = bytes(c.inputs().values()) + parameterBytes(c);
      double outputs = bytes(c.gradOutputs().values());
      double gradients =
          bytes(c.inputs().values().stream().filter(t -> t.dtype().isFloatingPoint()).toList())
              + parameterBytes(c);
      double forward = read + outputs;
      return pass == BenchPass.FORWARD ? forward : forward + outputs + read + gradients;
    }
  },
  /**
   * Bytes of a table look-up: forward reads the indices and the rows they name, and writes these;
   * backward reads indices and upstream gradients and writes the gradient of the whole table.
   */
  LOOKUP {
    @Override
    double of(Case c, BenchPass pass) {
      double indices = bytes(c.inputs().values());
      double rows = bytes(c.gradOutputs().values());
      double forward = indices + 2 * rows;
      return pass == BenchPass.FORWARD
          ? forward
          : forward + indices + rows + bytes(c.state().values());
    }
  };

  /** Floating-point operations, or bytes. */
  abstract double of(Case c, BenchPass pass);

  private static Tensor weight(Case c) {
    Tensor weight = c.state().get("weight");
    if (weight == null) {
      throw new IllegalArgumentException(c.id() + " has no weight to multiply by");
    }
    return weight;
  }

  /** Parameters, not running statistics, which are no greater and read by few modes. */
  private static double parameterBytes(Case c) {
    return bytes(
        c.state().entrySet().stream()
            .filter(entry -> entry.getKey().equals("weight") || entry.getKey().equals("bias"))
            .map(entry -> entry.getValue())
            .toList());
  }

  private static double bytes(Collection<Tensor> tensors) {
    return tensors.stream().mapToDouble(t -> (double) t.elements() * t.dtype().bytes()).sum();
  }
}
