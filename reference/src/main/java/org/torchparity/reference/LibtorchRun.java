package org.torchparity.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;

/** One case in libtorch, inside a scope that frees what it makes. */
final class LibtorchRun {
  private final Case c;
  private final Set<String> differentiated;
  private final Map<String, org.torchparity.tensor.Tensor> seen = new LinkedHashMap<>();

  /** Prepares a run in which the inputs of these keys get gradients, where they are floating. */
  LibtorchRun(Case c, Set<String> differentiated) {
    this.c = c;
    this.differentiated = differentiated;
  }

  Observation observe() throws ReflectiveOperationException {
    TorchModule module = build();
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    c.inputs()
        .forEach(
            (key, value) -> {
              Tensor input = NativeTensors.in(value);
              if (needsGradient(key, value)) {
                input.requires_grad_(true);
              }
              inputs.put(key, input);
            });
    c.seed().ifPresent(torch::manual_seed);
    List<Tensor> outputs = module.forward(inputs, c);
    for (int i = 0; i < outputs.size(); i++) {
      seen.put(Observation.output(i), NativeTensors.out(outputs.get(i)));
    }
    if (gradientsFit()) {
      backward(module, inputs, outputs);
    }
    module
        .buffers()
        .forEach((key, after) -> seen.put(Observation.stateAfter(key), NativeTensors.out(after)));
    module.parameters().forEach(this::changedParameter);
    return new Observation(seen);
  }

  /** A forward may change parameters too: an embedding with a greatest norm does. */
  private void changedParameter(String key, Tensor parameter) {
    var before = c.state().get(key);
    var after = NativeTensors.out(parameter);
    if (before != null && !after.isBitwiseEqualTo(before)) {
      seen.put(Observation.stateAfter(key), after);
    }
  }

  private TorchModule build() throws ReflectiveOperationException {
    Optional<String> script = ScriptedModules.body(c);
    return script.isPresent() ? new ScriptedModule(c, script.get()) : new BoundModule(c);
  }

  private boolean needsGradient(String key, org.torchparity.tensor.Tensor input) {
    return !c.gradOutputs().isEmpty()
        && input.dtype().isFloatingPoint()
        && differentiated.contains(key);
  }

  /** Where the other side's outputs have other shapes, the shapes are what there is to say. */
  private boolean gradientsFit() {
    return !c.gradOutputs().isEmpty()
        && c.gradOutputs().entrySet().stream()
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
}
