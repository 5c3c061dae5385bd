package org.torchparity.reference;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Module;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.UnsupportedCaseException;

/** What reflection tells of a C++ module, looked up once: {@code BatchNorm1dImpl} and its calls. */
final class BoundClass {
  private static final String PACKAGE = "org.bytedeco.pytorch.";
  private static final ConcurrentHashMap<String, BoundClass> CLASSES = new ConcurrentHashMap<>();

  private final Constructor<?> constructor;
  private final @Nullable NativeOptions options;
  private final List<Method> forwards = new ArrayList<>();

  private BoundClass(String name) {
    Class<?> type = type(name);
    constructor = constructor(name, type);
    options =
        constructor.getParameterCount() == 0
            ? null
            : new NativeOptions(name, constructor.getParameterTypes()[0]);
    for (Method method : type.getMethods()) {
      if (method.getName().startsWith("forward")) {
        forwards.add(method);
      }
    }
  }

  /**
   * Returns the class of a module.
   *
   * @throws UnsupportedCaseException if libtorch has none
   */
  static BoundClass of(String name) {
    return CLASSES.computeIfAbsent(name, BoundClass::new);
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(PACKAGE + name + "Impl");
    } catch (ClassNotFoundException e) {
      throw new UnsupportedCaseException("libtorch has no module '" + name + "'");
    }
  }

  private static Constructor<?> constructor(String name, Class<?> type) {
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
    if (plain == null || !Module.class.isAssignableFrom(type)) {
      throw new UnsupportedCaseException("libtorch's '" + name + "' cannot be built from options");
    }
    return plain;
  }

  /** The options, where the module has some: without them it takes no arguments. */
  @Nullable NativeOptions options() {
    return options;
  }

  /** Builds the module from its options, or from nothing where it has none. */
  Module build(@Nullable Pointer options) throws ReflectiveOperationException {
    return (Module)
        (options == null ? constructor.newInstance() : constructor.newInstance(options));
  }

  /** Whether it can return the indices of the maxima. */
  boolean returnsIndices() {
    return forwards.stream().anyMatch(method -> method.getName().equals("forward_with_indices"));
  }

  /** The call of that name which takes the arguments, or null. */
  @Nullable Method forward(String name, List<?> arguments) {
    for (Method method : forwards) {
      if (method.getName().equals(name) && fits(method.getParameterTypes(), arguments)) {
        return method;
      }
    }
    return null;
  }

  private static boolean fits(Class<?>[] types, List<?> arguments) {
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
