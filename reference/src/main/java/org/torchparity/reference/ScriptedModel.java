package org.torchparity.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.GraphOptimizerEnabledGuard;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringIValueMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.tensor.DType;

/** A copy of a TorchScript module for one run, with the case's dtype, mode and state. */
final class ScriptedModel implements TorchModule {
  private final JitModule module;
  private final String method;
  private final Args call;
  private final Map<String, Tensor> parameters;
  private final Map<String, Tensor> buffers;

  /** Copies the module, whose own state stays where the case has none. */
  ScriptedModel(Case c, JitModule original, String method) {
    this.method = method;
    call = c.call();
    try (NoGradGuard guard = new NoGradGuard()) {
      module = original.deepcopy();
    }
    if (module.hasattr("training")) {
      module.train(c.mode() == Mode.TRAIN);
    } else if (c.mode() == Mode.TRAIN) {
      throw new IllegalArgumentException("a frozen module cannot train");
    }
    parameters = parameters(module);
    buffers = buffers(module);
    if (c.dtype().isFloatingPoint()) {
      ScalarType type = NativeTensors.scalarType(c.dtype());
      parameters.values().forEach(value -> convert(value, type));
      buffers.values().forEach(value -> convert(value, type));
    }
    if (!c.state().isEmpty()) {
      StateLoading.load(name(module), parameters, buffers, c.state());
    }
    Map<String, Tensor> trained = parameters(original);
    parameters.forEach(
        (key, value) -> {
          // A copy forgets it.
          Tensor own = trained.get(key);
          value.requires_grad_(own != null && own.requires_grad());
        });
  }

  private static void convert(Tensor value, ScalarType type) {
    if (value.is_floating_point()) {
      value.set_data(value.to(type));
    }
  }

  /** The name of the module's class in Python. */
  static String name(JitModule module) {
    return module.type().name().get().name().getString();
  }

  /** Parameters by torch's keys. */
  static Map<String, Tensor> parameters(JitModule module) {
    var list = module.named_parameters(true);
    Map<String, Tensor> entries = new LinkedHashMap<>();
    var at = list.begin();
    for (long left = list.size(); left > 0; left--, at.increment()) {
      entries.put(at.access().name().getString(), at.access().value());
    }
    return entries;
  }

  /** Buffers by torch's keys. */
  static Map<String, Tensor> buffers(JitModule module) {
    var list = module.named_buffers(true);
    Map<String, Tensor> entries = new LinkedHashMap<>();
    var at = list.begin();
    for (long left = list.size(); left > 0; left--, at.increment()) {
      entries.put(at.access().name().getString(), at.access().value());
    }
    return entries;
  }

  @Override
  public Map<String, Tensor> parameters() {
    return parameters;
  }

  @Override
  public Map<String, Tensor> buffers() {
    return buffers;
  }

  @Override
  public List<Tensor> forward(Map<String, Tensor> inputs) {
    Map<Integer, Tensor> positional = new TreeMap<>();
    StringIValueMap named = new StringIValueMap();
    inputs.forEach(
        (key, input) -> {
          if (key.chars().allMatch(Character::isDigit)) {
            positional.put(Integer.valueOf(key), input);
          } else {
            named.put(new BytePointer(key), new IValue(input));
          }
        });
    IValueVector arguments = new IValueVector();
    positional.values().forEach(input -> arguments.push_back(new IValue(input)));
    call.asMap().forEach((key, value) -> named.put(new BytePointer(key), plain(key, value)));
    // The profiling executor would rewrite the graph from the second run on, and round otherwise.
    try (GraphOptimizerEnabledGuard asWritten = new GraphOptimizerEnabledGuard(false)) {
      return new ArrayList<>(
          NativeTensors.flatten(module.get_method(method).apply(arguments, named)));
    }
  }

  private static IValue plain(String key, @Nullable Object value) {
    if (value == null) {
      return new IValue();
    }
    if (value instanceof Boolean flag) {
      return new IValue(flag.booleanValue());
    }
    if (value instanceof Long integer) {
      return new IValue(integer.longValue());
    }
    if (value instanceof Double number) {
      return new IValue(number.doubleValue());
    }
    if (value instanceof String text) {
      return new IValue(text);
    }
    throw new UnsupportedCaseException(
        "argument '" + key + "' of forward: expected None, a boolean, a number or a string");
  }

  /** The dtype of the floating-point state, float32 where there is none. */
  static DType dtype(JitModule module) {
    Map<String, Tensor> state = parameters(module);
    buffers(module).forEach(state::putIfAbsent);
    return state.values().stream()
            .anyMatch(value -> value.scalar_type().intern() == ScalarType.Double)
        ? DType.FLOAT64
        : DType.FLOAT32;
  }
}
