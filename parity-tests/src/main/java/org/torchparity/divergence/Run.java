package org.torchparity.divergence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

/**
 * A model's layers one after another, each on what the one before it gave; backward from the last
 * to the first, each on the gradient of its successor's input. It ends early where a layer refuses,
 * or no gradient flows on.
 *
 * @param steps the layers that ran forward
 * @param refusal why the layer after them did not, null if all ran
 */
record Run(List<Step> steps, @Nullable Refusal refusal) {
  /**
   * One layer in a run.
   *
   * @param layer the layer
   * @param c what it ran on; with upstream gradients if it ran backward
   * @param seen forward's observation
   * @param seenBackward that of forward and backward, null where it did not run backward
   */
  record Step(Layer layer, Case c, Observation seen, @Nullable Observation seenBackward) {}

  /** A layer that rejects what it is given. */
  record Refusal(Layer layer, Case c, CaseRefusedException cause) {
    String message() {
      return String.valueOf(cause.getMessage());
    }
  }

  /** Runs forward; the case's upstream gradients are not looked at. */
  static Run forward(List<Layer> layers, Case c) {
    List<Step> steps = new ArrayList<>();
    Map<String, Tensor> inputs = c.inputs();
    for (Layer layer : layers) {
      Case own = c.withInputs(inputs).withGradOutputs(Map.of()).withId(layer.name());
      try {
        Observation seen = layer.run(own);
        steps.add(new Step(layer, own, seen, null));
        inputs = steps.size() < layers.size() ? handedOn(layer, seen) : inputs;
      } catch (CaseRefusedException e) {
        return new Run(steps, new Refusal(layer, own, e));
      }
    }
    return new Run(steps, null);
  }

  private static Map<String, Tensor> handedOn(Layer layer, Observation seen) {
    Map<String, Tensor> outputs = LayerGroup.of(seen, "output.");
    Tensor only = outputs.get("0");
    if (only == null || outputs.size() != 1) {
      throw new IllegalArgumentException(
          "layer '"
              + layer.name()
              + "' gives "
              + outputs.size()
              + " tensors: only the last layer may give any but one");
    }
    return Map.of("0", only);
  }

  /** Runs backward too, forward again in front of it, if all layers ran forward. */
  Run backward(Map<Integer, Tensor> gradOutputs) {
    if (refusal != null) {
      return this;
    }
    Map<Integer, Step> done = new LinkedHashMap<>();
    Map<Integer, Tensor> upstream = gradOutputs;
    Refusal refused = null;
    for (int i = steps.size() - 1; i >= 0 && !upstream.isEmpty() && refused == null; i--) {
      Step step = steps.get(i);
      Case own = step.c().withGradOutputs(upstream);
      try {
        Observation seen = step.layer().run(own);
        done.put(i, new Step(step.layer(), own, step.seen(), seen));
        Tensor gradInput = seen.get(Observation.gradInput("0"));
        upstream = gradInput == null ? Map.of() : Map.of(0, gradInput);
      } catch (CaseRefusedException e) {
        refused = new Refusal(step.layer(), own, e);
      }
    }
    List<Step> all = new ArrayList<>(steps);
    done.forEach(all::set);
    return new Run(all, refused);
  }

  /**
   * Passes a refusal on.
   *
   * @throws CaseRefusedException if a layer refused; the message names it
   */
  void throwRefusal() {
    if (refusal != null) {
      throw new CaseRefusedException(
          "layer '" + refusal.layer().name() + "': " + refusal.message(), refusal.cause());
    }
  }
}
