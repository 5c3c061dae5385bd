package org.torchparity.reference;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;

/** One case in libtorch, inside a scope that frees what it makes. */
final class LibtorchRun {
  private final Case c;
  private final Collection<String> differentiated;
  private final Map<String, org.torchparity.tensor.Tensor> seen = new LinkedHashMap<>();

  /** Prepares a run in which the inputs of these keys get gradients, if there are any. */
  LibtorchRun(Case c, Collection<String> differentiated) {
    this.c = c;
    this.differentiated = differentiated;
  }

  Observation observe() throws ReflectiveOperationException {
    boolean gradients = !c.gradOutputs().isEmpty();
    try (AutoGradMode mode = new AutoGradMode(gradients)) {
      TorchModule module = build(c);
      Map<String, Tensor> inputs = new LinkedHashMap<>();
      c.inputs()
          .forEach(
              (key, value) -> {
                Tensor input = NativeTensors.in(value);
                input.requires_grad_(gradients && differentiated.contains(key));
                inputs.put(key, input);
              });
      Map<String, Long> versions = new LinkedHashMap<>();
      module.parameters().forEach((key, parameter) -> versions.put(key, parameter._version()));
      c.seed().ifPresent(torch::manual_seed);
      List<Tensor> outputs = module.forward(inputs);
      for (int i = 0; i < outputs.size(); i++) {
        seen.put(Observation.output(i), NativeTensors.out(outputs.get(i)));
      }
      if (gradients && gradientsFit()) {
        backward(module, inputs, outputs);
      }
      stateAfter(module, versions);
      return new Observation(seen);
    }
  }

  /** Builds a case's module, bound or scripted. */
  static TorchModule build(Case c) throws ReflectiveOperationException {
    Optional<Script> script = ScriptedModules.of(c);
    return script.isPresent() ? new ScriptedModule(c, script.get()) : new BoundModule(c);
  }

  private boolean gradientsFit() {
    return c.gradOutputs().entrySet().stream()
        .allMatch(
            entry -> {
              var output = seen.get(Observation.output(entry.getKey()));
              return output != null && output.shape().equals(entry.getValue().shape());
            });
  }

  private void backward(TorchModule module, Map<String, Tensor> inputs, List<Tensor> outputs) {
    TensorVector roots = new TensorVector();
    TensorVector upstream = new TensorVector();
    c.gradOutputs()
        .forEach(
            (at, gradient) -> {
              if (outputs.get(at).requires_grad()) {
                roots.push_back(outputs.get(at));
                upstream.push_back(NativeTensors.in(gradient));
              }
            });
    if (roots.size() == 0) {
      return;
    }
    torch.backward(roots, upstream, new BoolOptional(), false, new TensorVector());
    inputs.forEach((key, input) -> gradient(Observation.gradInput(key), input));
    module.parameters().forEach((key, parameter) -> gradient(Observation.grad(key), parameter));
  }

  private void gradient(String name, Tensor of) {
    Tensor gradient = of.grad();
    if (gradient.defined()) {
      seen.put(name, NativeTensors.out(gradient));
    }
  }

  /**
   * Buffers, but for those that are a tensor of the constructor's arguments, such as the class
   * weights of a loss; parameters only where forward wrote to them, as an embedding with {@code
   * max_norm} does.
   */
  private void stateAfter(TorchModule module, Map<String, Long> versions) {
    module
        .buffers()
        .forEach(
            (key, after) -> {
              if (!c.spec().args().asMap().containsKey(key)) {
                seen.put(Observation.stateAfter(key), NativeTensors.out(after));
              }
            });
    module
        .parameters()
        .forEach(
            (key, after) -> {
              if (!Objects.equals(versions.get(key), after._version())) {
                seen.put(Observation.stateAfter(key), NativeTensors.out(after));
              }
            });
  }
}
