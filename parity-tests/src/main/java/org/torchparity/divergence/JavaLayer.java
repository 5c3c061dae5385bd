package org.torchparity.divergence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.Observation;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.Tensor;

/** A {@link Module}, which is as it was after each run. */
record JavaLayer(String name, Module module) implements Layer {

  @Override
  public String type() {
    return module.getClass().getSimpleName();
  }

  @Override
  public Map<String, Tensor> state() {
    return module.stateDict();
  }

  @Override
  public Observation run(Case c) {
    boolean training = module.isTraining();
    Map<String, Tensor> before = module.stateDict();
    c.seed().ifPresent(seed -> module.setGenerator(new TorchRandom(seed)));
    module.train(c.mode() == Mode.TRAIN);
    try {
      return observe(c);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CaseRefusedException(String.valueOf(e.getMessage()), e);
    } finally {
      module.loadStateDict(before);
      module.train(training);
    }
  }

  private Observation observe(Case c) {
    Pass pass = module.forward(c.inputs().values().toArray(Tensor[]::new));
    Map<String, Tensor> seen = new LinkedHashMap<>();
    List<Tensor> outputs = pass.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      seen.put(Observation.output(i), outputs.get(i));
    }
    if (!c.gradOutputs().isEmpty()) {
      Tensor[] upstream = new Tensor[outputs.size()];
      for (int i = 0; i < upstream.length; i++) {
        Tensor output = outputs.get(i);
        upstream[i] = c.gradOutputs().getOrDefault(i, Tensor.zeros(output.dtype(), output.shape()));
      }
      put(pass.backward(upstream), seen);
    }
    Map<String, Tensor> parameters = module.parameters();
    module
        .stateDict()
        .forEach(
            (key, after) -> {
              if (!parameters.containsKey(key)) {
                seen.put(Observation.stateAfter(key), after);
              }
            });
    return new Observation(seen);
  }

  static void put(Gradients gradients, Map<String, Tensor> seen) {
    gradients
        .inputs()
        .forEach((at, gradient) -> seen.put(Observation.gradInput(at.toString()), gradient));
    gradients.parameters().forEach((key, gradient) -> seen.put(Observation.grad(key), gradient));
  }
}
