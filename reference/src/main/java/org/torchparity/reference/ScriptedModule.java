package org.torchparity.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;

/** A module that runs as a script of {@link ScriptedModules}. */
final class ScriptedModule implements TorchModule {
  /** Compiled once and kept: sources differ by the constructor's arguments, of which few exist. */
  private static final ConcurrentHashMap<String, CompilationUnit> COMPILED =
      new ConcurrentHashMap<>();

  private final Script script;
  private final Args args;
  private final String source;
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();

  /** Reads the arguments and the state of the case. */
  ScriptedModule(Case c, Script script) {
    this.script = script;
    args = c.spec().args();
    source = script.source(args, c.call(), c.mode() == Mode.TRAIN);
    c.state()
        .forEach(
            (key, value) -> {
              if (!script.state().contains(key)) {
                throw new IllegalArgumentException(
                    "Unexpected key(s) in state_dict: [" + key + "]");
              }
              parameters.put(key, NativeTensors.in(value).requires_grad_(true));
            });
  }

  @Override
  public Map<String, Tensor> parameters() {
    return parameters;
  }

  @Override
  public Map<String, Tensor> buffers() {
    return Map.of();
  }

  @Override
  public List<Tensor> forward(Map<String, Tensor> inputs) {
    IValueVector values = new IValueVector();
    for (Object input : ForwardInputs.positional(script.module(), inputs)) {
      values.push_back(new IValue((Tensor) input));
    }
    for (String key : script.state()) {
      values.push_back(optional(parameters.get(key)));
    }
    for (String key : script.tensorArguments()) {
      Object given = args.asMap().get(key);
      values.push_back(
          optional(given instanceof org.torchparity.tensor.Tensor t ? NativeTensors.in(t) : null));
    }
    CompilationUnit unit = COMPILED.computeIfAbsent(source, ScriptedModule::compile);
    // Of this thread. Optimised, a script's third run rounds otherwise than its first.
    torch.setGraphExecutorOptimize(false);
    List<Tensor> outputs =
        NativeTensors.flatten(unit.get_function(new QualifiedName("forward")).apply(values));
    return script.returnsIndices(args) ? outputs : outputs.subList(0, 1);
  }

  private static IValue optional(@Nullable Tensor tensor) {
    return tensor == null ? new IValue() : new IValue(tensor);
  }

  private static CompilationUnit compile(String source) {
    try (PointerScope scope = new PointerScope()) {
      CompilationUnit unit = torch.compile(source);
      unit.retainReference();
      return unit;
    }
  }
}
