package org.torchparity.reference;

import java.util.ArrayList;
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
import org.torchparity.fixtures.Case;

/**
 * A module that libtorch has only as functions: a line of TorchScript over the inputs {@code x0},
 * {@code x1}, … and the state by its keys, from {@link ScriptedModules}.
 */
final class ScriptedModule implements TorchModule {
  /** Compiled once and kept: the sources differ by their arguments, of which there are few. */
  private static final ConcurrentHashMap<String, CompilationUnit> COMPILED =
      new ConcurrentHashMap<>();

  private final String body;
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();

  ScriptedModule(Case c, String body) {
    this.body = body;
    c.state()
        .forEach((key, value) -> parameters.put(key, NativeTensors.in(value).requires_grad_(true)));
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
  public List<Tensor> forward(Map<String, Tensor> inputs, Case c) {
    List<String> names = new ArrayList<>();
    IValueVector values = new IValueVector();
    for (Tensor input : inputs.values()) {
      names.add("x" + names.size() + ": Tensor");
      values.push_back(new IValue(input));
    }
    parameters.forEach(
        (key, value) -> {
          names.add(key.replace('.', '_') + ": Tensor");
          values.push_back(new IValue(value));
        });
    String source = "def forward(" + String.join(", ", names) + "):\n" + body.indent(4);
    CompilationUnit unit = COMPILED.computeIfAbsent(source, ScriptedModule::compile);
    return NativeTensors.flatten(unit.get_function(new QualifiedName("forward")).apply(values));
  }

  private static CompilationUnit compile(String source) {
    try (PointerScope scope = new PointerScope()) {
      CompilationUnit unit = torch.compile(source);
      unit.retainReference();
      return unit;
    }
  }
}
