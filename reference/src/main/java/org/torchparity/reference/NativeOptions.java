package org.torchparity.reference;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.DoubleVector;
import org.bytedeco.pytorch.DoubleVectorOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.LongVectorOptional;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.tensor.Tensor;

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

  /** Arguments of Python that change nothing one could observe. */
  private static final List<String> WITHOUT_EFFECT = List.of("inplace", "sparse");

  /** Fields with a value an axis, which one number fills. */
  private static final List<String> PER_AXIS =
      List.of("kernel_size", "stride", "padding", "dilation", "output_padding", "output_size");

  private final String module;
  private final Class<?> optionsClass;
  private final int axes;

  NativeOptions(String module, Class<?> optionsClass) {
    this.module = module;
    this.optionsClass = optionsClass;
    this.axes = axes(module);
  }

  private static int axes(String module) {
    if (module.equals("Fold") || module.equals("Unfold")) {
      return 2;
    }
    int length = module.length();
    char last = module.charAt(length - 1);
    int axes =
        last == 'd' && length > 1 && Character.isDigit(module.charAt(length - 2))
            ? module.charAt(length - 2) - '0'
            : 1;
    return module.contains("Pad") ? 2 * axes : axes;
  }

  /** The options of the arguments. */
  Pointer of(Map<String, @Nullable Object> args) throws ReflectiveOperationException {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(args);
    rest.keySet().removeAll(WITHOUT_EFFECT);
    List<String> required = REQUIRED.getOrDefault(family(optionsClass.getSimpleName()), List.of());
    Object[] values = new Object[required.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rest.remove(required.get(i));
      if (values[i] == null) {
        throw new IllegalArgumentException(
            module + ": missing required argument '" + required.get(i) + "'");
      }
    }
    Pointer options = construct(required, values);
    for (Map.Entry<String, @Nullable Object> entry : rest.entrySet()) {
      set(options, entry.getKey(), entry.getValue());
    }
    return options;
  }

  private static String family(String optionsClass) {
    String name = optionsClass.substring(0, optionsClass.length() - "Options".length());
    return REQUIRED.containsKey(name) ? name : name.replaceAll("[123]d$", "");
  }

  private Pointer construct(List<String> names, Object... values)
      throws ReflectiveOperationException {
    for (Constructor<?> constructor : optionsClass.getConstructors()) {
      Class<?>[] types = constructor.getParameterTypes();
      if (types.length != values.length || (types.length == 1 && types[0] == Pointer.class)) {
        continue;
      }
      Object[] converted = new Object[values.length];
      for (int i = 0; i < converted.length; i++) {
        converted[i] = converted(names.get(i), types[i], values[i]);
      }
      if (Arrays.stream(converted).noneMatch(value -> value == null)) {
        return (Pointer) constructor.newInstance(converted);
      }
    }
    throw new UnsupportedCaseException("libtorch's " + module + " cannot be built from " + names);
  }

  private @Nullable Object converted(String name, Class<?> type, Object value) {
    if (type == long.class && value instanceof Long) {
      return value;
    }
    if (type == double.class && value instanceof Number number) {
      return number.doubleValue();
    }
    if (type == LongPointer.class && !(value instanceof String)) {
      return new LongPointer(expanded(name, value));
    }
    if (type == LongVector.class && !(value instanceof String)) {
      return new LongVector(longs(value));
    }
    if (type == LongOptional.class && value instanceof Long integer) {
      return optionals(filled(integer));
    }
    if (type == LongOptional.class && value instanceof List<?> list) {
      return optionals(list.toArray());
    }
    return null;
  }

  private Object[] filled(Long value) {
    Object[] all = new Object[axes];
    Arrays.fill(all, value);
    return all;
  }

  private static LongOptional optionals(@Nullable Object... values) {
    // An array of optionals: JavaCPP's arrays begin as an allocation of so many elements.
    LongOptional array = new LongOptional(new LongPointer(2L * values.length));
    for (int i = 0; i < values.length; i++) {
      LongOptional element = array.getPointer(LongOptional.class, i);
      if (values[i] instanceof Long size) {
        element.put(size.longValue());
      } else {
        element.reset();
      }
    }
    return array;
  }

  private void set(Pointer options, String name, @Nullable Object value)
      throws ReflectiveOperationException {
    String field = RENAMED.getOrDefault(name, name);
    if (value instanceof String text && setByText(options, field, text)) {
      return;
    }
    Method accessor;
    try {
      accessor = optionsClass.getMethod(field);
    } catch (NoSuchMethodException e) {
      throw new UnsupportedCaseException(
          "libtorch's " + module + " has no argument '" + name + "'");
    }
    if (!put(accessor.invoke(options), name, value)) {
      throw new IllegalArgumentException(
          module + ": argument '" + name + "' cannot be " + value + " in libtorch");
    }
  }

  private boolean setByText(Pointer options, String field, String text)
      throws ReflectiveOperationException {
    try {
      optionsClass.getMethod(field, String.class).invoke(options, text);
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private boolean put(Object field, String name, @Nullable Object value)
      throws ReflectiveOperationException {
    if (field instanceof BoolPointer flag && value instanceof Boolean given) {
      flag.put(given);
    } else if (field instanceof DoublePointer number && value instanceof Number given) {
      number.put(given.doubleValue());
    } else if (field instanceof DoublePointer number && value == null && name.equals("momentum")) {
      number.put(0); // What Python's InstanceNorm makes of None.
    } else if (field instanceof LongPointer integers && value instanceof Number given) {
      integers.put(expanded(name, given));
    } else if (field instanceof LongPointer integers && value instanceof List<?>) {
      integers.put(longs(value));
    } else if (field instanceof LongPointer && value == null && name.equals("stride")) {
      return true; // The kernel's size, which the constructor has put there.
    } else if (field instanceof DoubleOptional number) {
      if (value == null) {
        number.reset();
      } else {
        number.put(((Number) value).doubleValue());
      }
    } else if (field instanceof LongOptional integer) {
      if (value == null) {
        integer.reset();
      } else {
        integer.put(((Number) value).longValue());
      }
    } else if (field instanceof BoolOptional flag) {
      if (value == null) {
        flag.reset();
      } else {
        flag.put(((Boolean) value).booleanValue());
      }
    } else if (field instanceof LongVector vector && value != null) {
      vector.put(new LongVector(longs(value)));
    } else if (field instanceof LongVectorOptional vector) {
      if (value == null) {
        vector.reset();
      } else {
        vector.put(new LongVector(longs(value)));
      }
    } else if (field instanceof DoubleVectorOptional vector) {
      if (value == null) {
        vector.reset();
      } else {
        vector.put(new DoubleVector(doubles(value)));
      }
    } else if (field instanceof org.bytedeco.pytorch.Tensor tensor) {
      if (value instanceof Tensor given) {
        tensor.put(NativeTensors.in(given));
      }
    } else if (value instanceof String text) {
      return putVariant(field, text);
    } else {
      return putFirstAlternative(field, name, value);
    }
    return true;
  }

  /** A variant of torch's tag types: {@code 'reflect'} is {@code kReflect}. */
  private static boolean putVariant(Object field, String text) throws ReflectiveOperationException {
    StringBuilder tag = new StringBuilder("k");
    for (String word : text.split("[-_]", -1)) {
      tag.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    for (Method method : field.getClass().getMethods()) {
      if (method.getName().equals("put")
          && method.getParameterCount() == 1
          && method.getParameterTypes()[0].getSimpleName().equalsIgnoreCase(tag.toString())) {
        method.invoke(field, method.getParameterTypes()[0].getConstructor().newInstance());
        return true;
      }
    }
    return false;
  }

  /** A variant whose first alternative is numbers, as a convolution's padding. */
  private boolean putFirstAlternative(Object field, String name, @Nullable Object value)
      throws ReflectiveOperationException {
    try {
      Object numbers = field.getClass().getMethod("get0").invoke(field);
      return numbers instanceof LongPointer && put(numbers, name, value);
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private long[] expanded(String name, Object value) {
    if (value instanceof Number number) {
      long[] all = new long[PER_AXIS.contains(name) ? axes : 1];
      Arrays.fill(all, number.longValue());
      return all;
    }
    return longs(value);
  }

  private static long[] longs(Object value) {
    return value instanceof List<?> list
        ? list.stream().mapToLong(element -> ((Number) element).longValue()).toArray()
        : new long[] {((Number) value).longValue()};
  }

  private static double[] doubles(Object value) {
    return value instanceof List<?> list
        ? list.stream().mapToDouble(element -> ((Number) element).doubleValue()).toArray()
        : new double[] {((Number) value).doubleValue()};
  }
}
