package org.torchparity.divergence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

/** A module that a backend runs with a state; without one, with the state the backend has. */
record BackendLayer(
    String name, Backend backend, ModuleSpec spec, Map<String, Tensor> state, boolean handed)
    implements Layer {

  @Override
  public String type() {
    return spec.simpleName();
  }

  @Override
  public Observation run(Case c) {
    Map<String, Tensor> converted = new LinkedHashMap<>(handed ? state : Map.of());
    converted.replaceAll((key, t) -> t.dtype().isFloatingPoint() ? t.to(c.dtype()) : t);
    Observation seen =
        backend.run(
            new Case(
                c.id(),
                new ModuleSpec(spec.module(), spec.args().to(c.dtype())),
                converted,
                c.inputs(),
                c.call(),
                c.gradOutputs(),
                c.mode(),
                c.dtype(),
                c.seed()));
    if (handed) {
      requireState(seen);
    }
    return seen;
  }

  /** Without a state a backend may draw one, and give another result each time. */
  private void requireState(Observation seen) {
    TreeSet<String> missing = new TreeSet<>(LayerGroup.of(seen, "grad.").keySet());
    missing.addAll(LayerGroup.of(seen, "state_after.").keySet());
    missing.removeAll(state.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing key(s) in state_dict: \""
              + name
              + "."
              + String.join("\", \"" + name + ".", missing)
              + "\"");
    }
  }
}
