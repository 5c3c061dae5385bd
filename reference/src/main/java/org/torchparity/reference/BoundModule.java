package org.torchparity.reference;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.LongVectorOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.StringTensorDictItemVector;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.tensor.Shape;

/** A module that the presets bind as a class: {@code BatchNorm1d} is {@code BatchNorm1dImpl}. */
final class BoundModule implements TorchModule {
  private static final String PACKAGE = "org.bytedeco.pytorch.";

  /** Forward's tensors by position, where some go by keyword. */
  private static final Map<String, List<String>> INPUTS =
      Map.of("EmbeddingBag", List.of("0", "offsets", "per_sample_weights"));

  private static final ConcurrentHashMap<String, Constructor<?>> CONSTRUCTORS =
      new ConcurrentHashMap<>();

  private final String name;
  private final Module module;
  private final boolean returnIndices;

  /** Builds the module with the case's dtype, mode and state. */
  BoundModule(Case c) throws ReflectiveOperationException {
    name = c.spec().simpleName();
    Map<String, @Nullable Object> args = new LinkedHashMap<>(c.spec().args().asMap());
    returnIndices = Boolean.TRUE.equals(args.remove("return_indices"));
    if (name.equals("Upsample")) {
      fillAxes(args, c.inputs().get("0"));
    }
    Constructor<?> constructor = CONSTRUCTORS.computeIfAbsent(name, BoundModule::constructor);
    if (constructor.getParameterCount() == 0) {
      if (!args.isEmpty()) {
        throw new UnsupportedCaseException(
            "libtorch's " + name + " has no argument " + args.keySet());
      }
      module = (Module) constructor.newInstance();
    } else {
      Pointer options = new NativeOptions(name, constructor.getParameterTypes()[0]).of(args);
      module = (Module) constructor.newInstance(options);
    }
    module.train(c.mode() == Mode.TRAIN);
    load(c);
  }

  /** Python lets one number stand for all spatial axes of the input, C++ does not. */
  private static void fillAxes(
      Map<String, @Nullable Object> args, org.torchparity.tensor.@Nullable Tensor input) {
    int axes = input == null ? 1 : Math.max(input.rank() - 2, 1);
    for (String name : List.of("size", "scale_factor")) {
      args.computeIfPresent(
          name, (key, value) -> value instanceof Number ? Collections.nCopies(axes, value) : value);
    }
  }

  private static Constructor<?> constructor(String name) {
    Class<?> type;
    try {
      type = Class.forName(PACKAGE + name + "Impl");
    } catch (ClassNotFoundException e) {
      throw new UnsupportedCaseException("libtorch has no module '" + name + "'");
    }
    Constructor<?> plain = null;
    for (Constructor<?> constructor : type.getConstructors()) {
      Class<?>[] types = constructor.getParameterTypes();
      if (types.length == 1 && types[0].getSimpleName().endsWith("Options")) {
        return constructor;
      }
      if (types.length == 0) {
        plain = constructor;
      }
    }
    if (plain == null) {
      throw new UnsupportedCaseException("libtorch's '" + name + "' cannot be built from options");
    }
    return plain;
  }

  /**
   * Puts the case's values in the place of the module's own. What the case leaves out is converted
   * to its dtype, integers excepted: the C++ {@code Module::to} would convert those as well.
   */
  private void load(Case c) {
    Map<String, Tensor> own = parameters();
    own.putAll(buffers());
    for (String key : c.state().keySet()) {
      if (!own.containsKey(key)) {
        throw new IllegalArgumentException("Unexpected key(s) in state_dict: \"" + key + "\"");
      }
    }
    try (NoGradGuard guard = new NoGradGuard()) {
      own.forEach(
          (key, target) -> {
            var value = c.state().get(key);
            if (value != null) {
              checkShape(key, target, value.shape());
              target.set_data(NativeTensors.in(value));
            } else if (target.is_floating_point()) {
              target.set_data(target.to(NativeTensors.scalarType(c.dtype())));
            }
          });
    }
  }

  private static void checkShape(String key, Tensor target, Shape shape) {
    if (!Shape.of(Arrays.stream(target.shape()).mapToInt(Math::toIntExact).toArray())
        .equals(shape)) {
      throw new IllegalArgumentException(
          "size mismatch for "
              + key
              + ": copying a param with shape "
              + shape
              + " from checkpoint, the shape in current model is "
              + Arrays.toString(target.shape()));
    }
  }

  @Override
  public Map<String, Tensor> parameters() {
    return entries(module.named_parameters());
  }

  @Override
  public Map<String, Tensor> buffers() {
    return entries(module.named_buffers());
  }

  private static Map<String, Tensor> entries(StringTensorDict dict) {
    Map<String, Tensor> entries = new LinkedHashMap<>();
    StringTensorDictItemVector items = dict.items();
    for (long i = 0; i < items.size(); i++) {
      Tensor value = items.get(i).value();
      if (value.defined()) {
        entries.put(items.get(i).key().getString(), value);
      }
    }
    return entries;
  }

  @Override
  public List<Tensor> forward(Map<String, Tensor> inputs, Case c)
      throws ReflectiveOperationException {
    List<Object> arguments = new ArrayList<>(positional(inputs));
    Object size = c.call().asMap().get("output_size");
    if (size instanceof List<?> sizes) {
      long[] values = sizes.stream().mapToLong(each -> ((Number) each).longValue()).toArray();
      arguments.add(
          name.startsWith("MaxUnpool") ? new LongVectorOptional(new LongVector(values)) : values);
    }
    String wanted = returnIndices ? "forward_with_indices" : "forward";
    for (Method method : module.getClass().getMethods()) {
      if (method.getName().equals(wanted) && fits(method.getParameterTypes(), arguments)) {
        return NativeTensors.flatten(method.invoke(module, arguments.toArray()));
      }
    }
    throw new IllegalArgumentException(
        name + ": forward cannot be called with " + arguments.size() + " arguments");
  }

  private List<Tensor> positional(Map<String, Tensor> inputs) {
    List<String> names = INPUTS.get(name);
    if (names == null || inputs.keySet().equals(Set.of("0"))) {
      return new ArrayList<>(inputs.values());
    }
    List<Tensor> tensors = new ArrayList<>();
    for (String key : names) {
      Tensor given = inputs.get(key);
      tensors.add(given == null ? new Tensor() : given);
    }
    return tensors;
  }

  private static boolean fits(Class<?>[] types, List<Object> arguments) {
    if (types.length != arguments.size()) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (!types[i].isInstance(arguments.get(i))) {
        return false;
      }
    }
    return true;
  }
}
