package org.torchparity.nn;

import java.util.List;
import java.util.function.Function;
import org.torchparity.tensor.Tensor;

/**
 * One forward pass: its outputs, and the way back. A pass owns everything its backward needs, so a
 * module may run forward again, or in several threads, before this pass goes backward.
 */
public final class Pass {
  private final List<Tensor> outputs;
  private final Function<List<Tensor>, Gradients> backward;

  private Pass(List<Tensor> outputs, Function<List<Tensor>, Gradients> backward) {
    this.outputs = List.copyOf(outputs);
    this.backward = backward;
  }

  /** Returns a pass with one output. */
  public static Pass of(Tensor output, Function<Tensor, Gradients> backward) {
    return new Pass(List.of(output), gradOutputs -> backward.apply(gradOutputs.get(0)));
  }

  /**
   * Returns a pass with several outputs; {@code backward} receives one gradient an output, in their
   * order, zeros where the caller has none.
   */
  public static Pass of(List<Tensor> outputs, Function<List<Tensor>, Gradients> backward) {
    return new Pass(outputs, backward);
  }

  /** The first output. */
  public Tensor output() {
    return outputs.get(0);
  }

  /** All outputs in torch's order. */
  public List<Tensor> outputs() {
    return outputs;
  }

  /**
   * Propagates upstream gradients backward.
   *
   * @param gradOutputs ∂E/∂output for each output in order; those left out at the end are zero
   * @throws IllegalArgumentException if there are more gradients than outputs, or one differs from
   *     its output in shape or dtype
   */
  public Gradients backward(Tensor... gradOutputs) {
    if (gradOutputs.length > outputs.size()) {
      throw new IllegalArgumentException(
          "got "
              + gradOutputs.length
              + " gradients for "
              + outputs.size()
              + (outputs.size() == 1 ? " output" : " outputs"));
    }
    Tensor[] all = new Tensor[outputs.size()];
    for (int i = 0; i < all.length; i++) {
      Tensor output = outputs.get(i);
      all[i] =
          i < gradOutputs.length ? gradOutputs[i] : Tensor.zeros(output.dtype(), output.shape());
      if (!all[i].shape().equals(output.shape())) {
        throw new IllegalArgumentException(
            "Mismatch in shape: grad_output["
                + i
                + "] has a shape of "
                + all[i].shape()
                + " and output["
                + i
                + "] has a shape of "
                + output.shape());
      }
      if (all[i].dtype() != output.dtype()) {
        throw new IllegalArgumentException(
            "Mismatch in dtype: grad_output["
                + i
                + "] has dtype "
                + all[i].dtype().torchName()
                + " and output["
                + i
                + "] has dtype "
                + output.dtype().torchName());
      }
    }
    return backward.apply(List.of(all));
  }
}
