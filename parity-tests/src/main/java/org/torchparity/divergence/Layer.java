package org.torchparity.divergence;

import java.util.Map;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

/**
 * One named layer of a model, whatever runs it: like a backend, but with a module and a state of
 * its own. Running it changes nothing in it.
 */
public interface Layer {
  /** The dotted name within the model: {@code encoder.0}. */
  String name();

  /** What kind of layer it is: {@code Linear}. */
  String type();

  /** Parameters and buffers by torch's keys; empty where it does not tell. */
  Map<String, Tensor> state();

  /**
   * Runs forward and, where the case has upstream gradients, backward.
   *
   * @param c inputs, upstream gradients, mode, dtype and seed; its module and state are not looked
   *     at
   * @throws CaseRefusedException if the layer rejects its inputs
   */
  Observation run(Case c);

  /**
   * Whether the layer observes all there is. Of one that does not, what it leaves out altogether is
   * not compared: the gradient of its input, those of its parameters, its state after the step.
   */
  default boolean isComplete() {
    return true;
  }
}
