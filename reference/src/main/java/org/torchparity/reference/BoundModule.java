package org.torchparity.reference;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.LongVectorOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.StringTensorDictItem;
import org.bytedeco.pytorch.StringTensorDictItemVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.tensor.DType;

/** A module that the presets bind as a class: {@code BatchNorm1d} is {@code BatchNorm1dImpl}. */
final class BoundModule implements TorchModule {
  private final String name;
  private final BoundClass bound;
  private final Args call;
  private final boolean returnIndices;
  private final Module module;
  private final Map<String, Tensor> parameters;
  private final Map<String, Tensor> buffers;

  /** Builds the module with the case's dtype, mode and state. */
  BoundModule(Case c) throws ReflectiveOperationException {
    ModuleSpec spec = PythonArguments.translated(c);
    name = spec.simpleName();
    bound = BoundClass.of(name);
    call = c.call();
    Map<String, @Nullable Object> args = new LinkedHashMap<>(spec.args().asMap());
    returnIndices = bound.returnsIndices() && Boolean.TRUE.equals(args.remove("return_indices"));
    module = bound.build(options(args));
    module.train(c.mode() == Mode.TRAIN);
    parameters = entries(module.named_parameters());
    buffers = entries(module.named_buffers());
    if (c.dtype() == DType.FLOAT64) {
      parameters.values().forEach(BoundModule::widen);
      buffers.values().forEach(BoundModule::widen);
    }
    load(c);
  }

  /** Unlike C++'s {@code Module::to}, Python's leaves integers such as num_batches_tracked. */
  private static void widen(Tensor value) {
    if (value.is_floating_point()) {
      value.set_data(value.to(ScalarType.Double));
    }
  }

  private @Nullable Pointer options(Map<String, @Nullable Object> args)
      throws ReflectiveOperationException {
    NativeOptions options = bound.options();
    if (options != null) {
      return options.of(args);
    }
    if (!args.isEmpty()) {
      throw new UnsupportedCaseException(
          "libtorch's " + name + " has no argument " + args.keySet());
    }
    return null;
  }

  private static Map<String, Tensor> entries(StringTensorDict dict) {
    Map<String, Tensor> entries = new LinkedHashMap<>();
    StringTensorDictItemVector items = dict.items();
    for (long i = 0; i < items.size(); i++) {
      StringTensorDictItem item = items.get(i);
      Tensor value = item.value();
      if (value.defined()) {
        entries.put(item.key().getString(), value);
      }
    }
    return entries;
  }

  private void load(Case c) {
    if (c.state().isEmpty()) {
      return;
    }
    Set<String> missing = new TreeSet<>(parameters.keySet());
    missing.addAll(buffers.keySet());
    missing.removeAll(c.state().keySet());
    missing.removeAll(c.spec().args().asMap().keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("Missing key(s) in state_dict: " + missing);
    }
    try (NoGradGuard guard = new NoGradGuard()) {
      c.state().forEach(this::load);
    }
  }

  private void load(String key, org.torchparity.tensor.Tensor value) {
    Tensor target = parameters.getOrDefault(key, buffers.get(key));
    if (target == null) {
      throw new IllegalArgumentException("Unexpected key(s) in state_dict: [" + key + "]");
    }
    NativeTensors.load(key, value, target);
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
  public List<Tensor> forward(Map<String, Tensor> inputs) throws ReflectiveOperationException {
    List<Object> arguments = ForwardInputs.positional(name, inputs);
    call.asMap().forEach((key, value) -> arguments.add(callArgument(key, value)));
    Method method = bound.forward(returnIndices ? "forward_with_indices" : "forward", arguments);
    if (method == null) {
      throw new IllegalArgumentException(
          name + ": forward cannot be called with " + arguments.size() + " arguments");
    }
    return NativeTensors.flatten(method.invoke(module, arguments.toArray()));
  }

  private Object callArgument(String key, @Nullable Object value) {
    boolean unpool = name.startsWith("MaxUnpool");
    if (!key.equals("output_size") || !(unpool || name.startsWith("ConvTranspose"))) {
      throw new UnsupportedCaseException(
          "forward of libtorch's " + name + " has no argument '" + key + "'");
    }
    if (!(value instanceof List<?> sizes) || !sizes.stream().allMatch(Long.class::isInstance)) {
      throw new IllegalArgumentException(
          name + ": output_size must be a list of integers, but got " + value);
    }
    long[] values = sizes.stream().mapToLong(Long.class::cast).toArray();
    return unpool ? new LongVectorOptional(new LongVector(values)) : values;
  }
}
