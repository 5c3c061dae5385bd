package org.torchparity.reference;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DoubleExpandingArrayOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.DoubleVector;
import org.bytedeco.pytorch.DoubleVectorOptional;
import org.bytedeco.pytorch.LongExpandingArrayOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.LongVectorOptional;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.Tensor;

/**
 * Puts a Python value into a field of a C++ options object, by the type that the presets give the
 * field. A C++ array knows no length here, so every list is counted before it is handed over.
 */
final class OptionValue {
  /** Fields with a value an axis, which one number fills. */
  private static final Set<String> PER_AXIS =
      Set.of(
          "kernel_size",
          "stride",
          "padding",
          "dilation",
          "output_padding",
          "output_size",
          "output_ratio");

  private OptionValue() {}

  /** How many numbers the field of that name holds, in a module of so many axes. */
  static int count(String name, int axes) {
    return PER_AXIS.contains(name) ? axes : 1;
  }

  /** The value as an argument of that type, or null where it does not fit. */
  static @Nullable Object converted(Class<?> type, int count, Object value) {
    if (type == long.class) {
      return value instanceof Long ? value : null;
    }
    if (type == double.class) {
      return value instanceof Number number ? number.doubleValue() : null;
    }
    if (type == LongPointer.class) {
      long[] values = longs(count, value);
      return values == null ? null : new LongPointer(values);
    }
    if (type == LongVector.class) {
      long[] values = value instanceof List<?> list ? longs(list.size(), list) : longs(1, value);
      return values == null ? null : new LongVector(values);
    }
    if (type == LongOptional.class) {
      List<?> values = value instanceof List<?> list ? list : Collections.nCopies(count, value);
      return values.size() == count ? optionals(values) : null;
    }
    return null;
  }

  /** Puts the value into the field; false where it does not fit. */
  static boolean put(Object field, int count, @Nullable Object value)
      throws ReflectiveOperationException {
    if (value == null) {
      return reset(field);
    }
    if (field instanceof BoolPointer flag && value instanceof Boolean given) {
      flag.put(given);
    } else if (field instanceof BoolOptional flag && value instanceof Boolean given) {
      flag.put(given.booleanValue());
    } else if (field instanceof DoublePointer number && value instanceof Number given) {
      number.put(given.doubleValue());
    } else if (field instanceof DoubleOptional number && value instanceof Number given) {
      number.put(given.doubleValue());
    } else if (field instanceof LongOptional integer && value instanceof Long given) {
      integer.put(given.longValue());
    } else if (field instanceof org.bytedeco.pytorch.Tensor tensor && value instanceof Tensor t) {
      tensor.put(NativeTensors.in(t));
    } else if (value instanceof String text) {
      return putTag(field, text);
    } else {
      return putNumbers(field, count, value);
    }
    return true;
  }

  /** Python's None: an optional without a value, or a tensor left undefined. */
  private static boolean reset(Object field) throws ReflectiveOperationException {
    if (field instanceof org.bytedeco.pytorch.Tensor) {
      return true;
    }
    try {
      field.getClass().getMethod("reset").invoke(field);
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static boolean putNumbers(Object field, int count, Object value)
      throws ReflectiveOperationException {
    int length = value instanceof List<?> list ? list.size() : 1;
    if (field instanceof DoubleVectorOptional vector) {
      double[] values = doubles(length, value);
      return values != null && vector.put(new DoubleVector(values)).has_value();
    }
    if (field instanceof DoubleExpandingArrayOptional array) {
      double[] values = doubles(count, value);
      return values != null && array.put(new DoublePointer(values)).has_value();
    }
    if (field instanceof LongVectorOptional vector) {
      long[] values = longs(length, value);
      return values != null && vector.put(new LongVector(values)).has_value();
    }
    long[] values = longs(field instanceof LongVector ? length : count, value);
    if (values == null) {
      return false;
    }
    if (field instanceof LongVector vector) {
      vector.put(new LongVector(values));
    } else if (field instanceof LongExpandingArrayOptional array) {
      array.put(new LongPointer(values));
    } else if (field instanceof LongPointer integers) {
      integers.put(values);
    } else {
      return putFirstAlternative(field, values);
    }
    return true;
  }

  /** A variant whose first alternative is numbers, as a convolution's padding. */
  private static boolean putFirstAlternative(Object field, long[] values)
      throws ReflectiveOperationException {
    try {
      field.getClass().getMethod("put", LongPointer.class).invoke(field, new LongPointer(values));
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** A variant of torch's tag types: {@code 'reflect'} is {@code kReflect}. */
  private static boolean putTag(Object field, String text) throws ReflectiveOperationException {
    String tag = "k" + text.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    for (Method method : field.getClass().getMethods()) {
      if (method.getName().equals("put") && method.getParameterCount() == 1) {
        Class<?> type = method.getParameterTypes()[0];
        if (type.getSimpleName().toLowerCase(Locale.ROOT).equals(tag)) {
          method.invoke(field, type.getConstructor().newInstance());
          return true;
        }
      }
    }
    return false;
  }

  /** An array of optional integers, in the memory of two integers each. */
  private static @Nullable LongOptional optionals(List<?> values) {
    LongOptional array = new LongOptional(new LongPointer(2L * values.size()));
    for (int i = 0; i < values.size(); i++) {
      LongOptional element = array.getPointer(LongOptional.class, i);
      if (values.get(i) instanceof Long size) {
        element.put(size.longValue());
      } else if (values.get(i) == null) {
        element.reset();
      } else {
        return null;
      }
    }
    return array;
  }

  private static long @Nullable [] longs(int count, Object value) {
    List<?> list = value instanceof List<?> given ? given : Collections.nCopies(count, value);
    return list.size() == count && list.stream().allMatch(Long.class::isInstance)
        ? list.stream().mapToLong(Long.class::cast).toArray()
        : null;
  }

  private static double @Nullable [] doubles(int count, Object value) {
    List<?> list = value instanceof List<?> given ? given : Collections.nCopies(count, value);
    return list.size() == count && list.stream().allMatch(Number.class::isInstance)
        ? list.stream().mapToDouble(element -> ((Number) element).doubleValue()).toArray()
        : null;
  }
}
