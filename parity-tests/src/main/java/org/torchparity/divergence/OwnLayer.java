package org.torchparity.divergence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.nn.Gradients;
import org.torchparity.tensor.Tensor;

/** A layer of the user's own, which knows nothing of torchparity. */
record OwnLayer(
    String name, UnaryOperator<Tensor> forward, @Nullable Function<Tensor, Gradients> backward)
    implements Layer {

  @Override
  public String type() {
    return "";
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of();
  }

  @Override
  public boolean isComplete() {
    return false;
  }

  @Override
  public Observation run(Case c) {
    Map<String, Tensor> seen = new LinkedHashMap<>();
    if (c.inputs().size() != 1) {
      throw new IllegalArgumentException(
          "layer '" + name + "' takes one tensor, but got " + c.inputs().size());
    }
    try {
      Tensor output = forward.apply(c.inputs().values().iterator().next());
      seen.put(Observation.output(0), output);
      Tensor upstream = c.gradOutputs().get(0);
      if (upstream != null && backward != null) {
        JavaLayer.put(backward.apply(upstream), seen);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CaseRefusedException(String.valueOf(e.getMessage()), e);
    }
    return new Observation(seen);
  }
}
