package org.torchparity.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.catalogue.Row;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Gathers what a user's layer gives, each value copied at once: the layer may use its arrays again.
 * A flat array takes the shape its quantity has in torch.
 */
final class Quantities {
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Map<String, Tensor> seen = new LinkedHashMap<>();

  /** Learns the shapes: those of the outputs from a forward pass of the module's Java twin. */
  Quantities(Row row, Case c) {
    List<Tensor> outputs = row.forward(row.prepare(c), c).outputs();
    for (int i = 0; i < outputs.size(); i++) {
      shapes.put(Observation.output(i), outputs.get(i).shape());
    }
    c.inputs().forEach((key, input) -> shapes.put(Observation.gradInput(key), input.shape()));
    c.state()
        .forEach(
            (key, value) -> {
              shapes.put(Observation.grad(key), value.shape());
              shapes.put(Observation.stateAfter(key), value.shape());
            });
  }

  void put(String quantity, @Nullable Object value) {
    try {
      seen.put(quantity, JavaValue.tensor(value, shapes.get(quantity)));
    } catch (IllegalArgumentException e) {
      throw new LayerFault(quantity + " is no tensor: " + e.getMessage(), e);
    }
  }

  Observation observation() {
    return new Observation(seen);
  }
}
