package org.torchparity.reference;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.UnsupportedCaseException;

/**
 * Builds an options object of a bound C++ module from torch's argument names: required arguments go
 * to its constructor, by {@link #REQUIRED}, the others to the field of their name.
 */
final class NativeOptions {
  /** Names of the constructor's parameters, where an options class has some. */
  private static final Map<String, List<String>> REQUIRED =
      Map.ofEntries(
          Map.entry("AdaptiveAvgPool", List.of("output_size")),
          Map.entry("AdaptiveMaxPool", List.of("output_size")),
          Map.entry("AdaptiveLogSoftmaxWithLoss", List.of("in_features", "n_classes", "cutoffs")),
          Map.entry("AvgPool", List.of("kernel_size")),
          Map.entry("BatchNorm", List.of("num_features")),
          Map.entry("Bilinear", List.of("in1_features", "in2_features", "out_features")),
          Map.entry("ConstantPad", List.of("padding", "value")),
          Map.entry("Conv", List.of("in_channels", "out_channels", "kernel_size")),
          Map.entry("ConvTranspose", List.of("in_channels", "out_channels", "kernel_size")),
          Map.entry("CrossMapLRN2d", List.of("size")),
          Map.entry("EmbeddingBag", List.of("num_embeddings", "embedding_dim")),
          Map.entry("Embedding", List.of("num_embeddings", "embedding_dim")),
          Map.entry("Fold", List.of("output_size", "kernel_size")),
          Map.entry("FractionalMaxPool", List.of("kernel_size")),
          Map.entry("GroupNorm", List.of("num_groups", "num_channels")),
          Map.entry("InstanceNorm", List.of("num_features")),
          Map.entry("LPPool", List.of("norm_type", "kernel_size")),
          Map.entry("LayerNorm", List.of("normalized_shape")),
          Map.entry("Linear", List.of("in_features", "out_features")),
          Map.entry("LocalResponseNorm", List.of("size")),
          Map.entry("LogSoftmax", List.of("dim")),
          Map.entry("MaxPool", List.of("kernel_size")),
          Map.entry("MaxUnpool", List.of("kernel_size")),
          Map.entry("PixelShuffle", List.of("upscale_factor")),
          Map.entry("PixelUnshuffle", List.of("downscale_factor")),
          Map.entry("ReflectionPad", List.of("padding")),
          Map.entry("ReplicationPad", List.of("padding")),
          Map.entry("Softmax", List.of("dim")),
          Map.entry("Softmin", List.of("dim")),
          Map.entry("Threshold", List.of("threshold", "value")),
          Map.entry("Unflatten", List.of("dim", "unflattened_size")),
          Map.entry("Unfold", List.of("kernel_size")),
          Map.entry("ZeroPad", List.of("padding")));

  /** Python's names of fields that C++ calls otherwise. */
  private static final Map<String, String> RENAMED = Map.of("lambd", "lambda");

  /** Fields that change only how a result is stored: a case observes the same without them. */
  private static final Set<String> STORAGE = Set.of("inplace", "sparse");

  private final String module;
  private final Class<?> type;
  private final List<String> required;
  private final int axes;
  private final ConcurrentHashMap<String, Optional<Method>> accessors = new ConcurrentHashMap<>();

  /** The options of a module; {@code type} is the presets' class of them. */
  NativeOptions(String module, Class<?> type) {
    this.module = module;
    this.type = type;
    this.required = required(type.getSimpleName());
    this.axes = axes(module);
  }

  private static List<String> required(String options) {
    String name = options.substring(0, options.length() - "Options".length());
    List<String> own = REQUIRED.get(name);
    return own != null ? own : REQUIRED.getOrDefault(name.replaceAll("[123]d$", ""), List.of());
  }

  private static int axes(String module) {
    if (module.equals("Fold") || module.equals("Unfold")) {
      return 2;
    }
    int axes = module.matches(".*[123]d") ? module.charAt(module.length() - 2) - '0' : 1;
    return module.contains("Pad") ? 2 * axes : axes;
  }

  /**
   * The options of the arguments.
   *
   * @throws UnsupportedCaseException if there is no argument of a name given
   * @throws IllegalArgumentException if a required argument is missing, or a value does not fit
   */
  Pointer of(Map<String, @Nullable Object> args) throws ReflectiveOperationException {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(args);
    Object[] values = new Object[required.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rest.remove(required.get(i));
      if (values[i] == null) {
        throw new IllegalArgumentException(
            module + ": missing required argument '" + required.get(i) + "'");
      }
    }
    Pointer options = construct(values);
    for (Map.Entry<String, @Nullable Object> entry : rest.entrySet()) {
      set(options, entry.getKey(), entry.getValue());
    }
    return options;
  }

  private Pointer construct(Object... values) throws ReflectiveOperationException {
    int unfit = 0;
    for (Constructor<?> constructor : type.getConstructors()) {
      Class<?>[] types = constructor.getParameterTypes();
      if (types.length != values.length || Arrays.asList(types).contains(Pointer.class)) {
        continue;
      }
      Object[] converted = new Object[values.length];
      int fitting = 0;
      while (fitting < values.length
          && (converted[fitting] =
                  OptionValue.converted(types[fitting], count(fitting), values[fitting]))
              != null) {
        fitting++;
      }
      if (fitting == values.length) {
        return (Pointer) constructor.newInstance(converted);
      }
      unfit = Math.max(unfit, fitting);
    }
    throw unfit(required.get(unfit), values[unfit]);
  }

  private int count(int position) {
    return OptionValue.count(required.get(position), axes);
  }

  private void set(Pointer options, String name, @Nullable Object value)
      throws ReflectiveOperationException {
    String field = RENAMED.getOrDefault(name, name);
    if (value instanceof String text) {
      Optional<Method> setter = method(field, String.class);
      if (setter.isPresent()) {
        setter.get().invoke(options, text);
        return;
      }
    }
    Method accessor =
        method(field)
            .orElseThrow(
                () ->
                    new UnsupportedCaseException(
                        "libtorch's " + module + " has no argument '" + name + "'"));
    if (STORAGE.contains(name) && value instanceof Boolean) {
      return;
    }
    if (value == null && name.equals("stride")) {
      return; // The kernel's size, which the constructor has put there.
    }
    if (!OptionValue.put(accessor.invoke(options), OptionValue.count(name, axes), value)) {
      throw unfit(name, value);
    }
  }

  private Optional<Method> method(String name, Class<?>... parameters) {
    return accessors.computeIfAbsent(
        name + parameters.length,
        key -> {
          try {
            Method found = type.getMethod(name, parameters);
            return found.getDeclaringClass() == type ? Optional.of(found) : Optional.empty();
          } catch (NoSuchMethodException e) {
            return Optional.empty();
          }
        });
  }

  private IllegalArgumentException unfit(String name, @Nullable Object value) {
    return new IllegalArgumentException(
        module + ": argument '" + name + "' cannot be " + value + " in libtorch");
  }
}
