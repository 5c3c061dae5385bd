package org.torchparity.gradcheck;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

/** A backend whose gradient of one name is changed, while its forward pass stays right. */
public record TamperedBackend(Backend original, String gradient, UnaryOperator<double[]> change)
    implements Backend {
  @Override
  public String name() {
    return original.name();
  }

  @Override
  public Observation run(Case c) {
    Map<String, Tensor> seen = new LinkedHashMap<>(original.run(c).quantities());
    seen.computeIfPresent(
        gradient,
        (name, tensor) ->
            Tensor.ofDoubles(
                tensor.dtype(), tensor.shape(), change.apply(tensor.toDoubles().clone())));
    return new Observation(seen);
  }
}
