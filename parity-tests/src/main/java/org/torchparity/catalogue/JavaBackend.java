package org.torchparity.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/** The pure-Java modules of a catalogue as a backend. May be used from several threads. */
public final class JavaBackend implements Backend {
  private final Catalogue catalogue;

  /** Runs the modules of a catalogue. */
  public JavaBackend(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public String name() {
    return "Java";
  }

  @Override
  public Observation run(Case c) {
    Row row = catalogue.row(c.spec().module());
    try {
      return observe(row, c);
    } catch (IllegalArgumentException | IndexOutOfBoundsException refusal) {
      throw new CaseRefusedException(String.valueOf(refusal.getMessage()), refusal);
    }
  }

  private static Observation observe(Row row, Case c) {
    Module module = row.prepare(c);
    Pass pass = row.forward(module, c);
    Map<String, Tensor> seen = new LinkedHashMap<>();
    List<Tensor> outputs = pass.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      seen.put(Observation.output(i), outputs.get(i));
    }
    if (!c.gradOutputs().isEmpty()) {
      Gradients gradients = pass.backward(upstream(c, outputs));
      gradients
          .inputs()
          .forEach((at, gradient) -> seen.put(Observation.gradInput(row.inputKey(at)), gradient));
      gradients.parameters().forEach((key, gradient) -> seen.put(Observation.grad(key), gradient));
    }
    Map<String, Tensor> parameters = module.parameters();
    module
        .stateDict()
        .forEach(
            (key, after) -> {
              if (!parameters.containsKey(key) || after != c.state().get(key)) {
                seen.put(Observation.stateAfter(key), after);
              }
            });
    return new Observation(seen);
  }

  private static Tensor[] upstream(Case c, List<Tensor> outputs) {
    Tensor[] gradients = new Tensor[outputs.size()];
    for (int i = 0; i < gradients.length; i++) {
      Tensor output = outputs.get(i);
      gradients[i] = c.gradOutputs().getOrDefault(i, Tensor.zeros(output.dtype(), output.shape()));
    }
    return gradients;
  }
}
