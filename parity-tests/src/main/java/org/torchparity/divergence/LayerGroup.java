package org.torchparity.divergence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

/** Consecutive layers as one, where the other model has them as one. */
record LayerGroup(String name, List<Layer> layers) implements Layer {

  @Override
  public String type() {
    return layers.size() + " layers";
  }

  @Override
  public boolean isComplete() {
    return layers.stream().allMatch(Layer::isComplete);
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (Layer layer : layers) {
      layer.state().forEach((key, value) -> state.put(prefix(layer) + key, value));
    }
    return state;
  }

  private String prefix(Layer layer) {
    return layer.name().substring(name.isEmpty() ? 0 : name.length() + 1) + ".";
  }

  @Override
  public Observation run(Case c) {
    Map<String, Tensor> seen = new LinkedHashMap<>();
    Run run = Run.forward(layers, c);
    run.throwRefusal();
    Observation last = run.steps().get(layers.size() - 1).seen();
    outputs(last).forEach(seen::put);
    if (!c.gradOutputs().isEmpty()) {
      run = run.backward(c.gradOutputs());
      run.throwRefusal();
      Observation first = run.steps().get(0).seenBackward();
      if (first != null) {
        of(first, "grad_input.").forEach((key, t) -> seen.put("grad_input." + key, t));
      }
    }
    for (Run.Step step : run.steps()) {
      String prefix = prefix(step.layer());
      Observation backward = step.seenBackward();
      if (backward != null) {
        of(backward, "grad.").forEach((key, t) -> seen.put(Observation.grad(prefix + key), t));
      }
      of(step.seen(), "state_after.")
          .forEach((key, t) -> seen.put(Observation.stateAfter(prefix + key), t));
    }
    return new Observation(seen);
  }

  private static Map<String, Tensor> outputs(@Nullable Observation seen) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    of(seen, "output.").forEach((key, t) -> outputs.put("output." + key, t));
    return outputs;
  }

  /** The quantities of one kind, by the rest of their names. */
  static Map<String, Tensor> of(@Nullable Observation seen, String kind) {
    Map<String, Tensor> quantities = new LinkedHashMap<>();
    if (seen != null) {
      seen.quantities()
          .forEach(
              (name, tensor) -> {
                if (name.startsWith(kind)) {
                  quantities.put(name.substring(kind.length()), tensor);
                }
              });
    }
    return quantities;
  }
}
