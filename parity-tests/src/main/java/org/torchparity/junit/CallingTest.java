package org.torchparity.junit;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The factory method that is making tests. A factory is handed nothing that names it, so that it is
 * looked for on the stack.
 *
 * @param method annotated as a {@link TestFactory}
 */
record CallingTest(Method method) {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** The nearest factory that is running on this thread. */
  static Optional<CallingTest> find() {
    return STACK.walk(frames -> frames.flatMap(frame -> factory(frame).stream()).findFirst());
  }

  private static Optional<CallingTest> factory(StackFrame frame) {
    return Arrays.stream(frame.getDeclaringClass().getDeclaredMethods())
        .filter(method -> method.getName().equals(frame.getMethodName()))
        .filter(method -> AnnotationSupport.isAnnotated(method, TestFactory.class))
        .findFirst()
        .map(CallingTest::new);
  }

  /** What annotations say of the method, its class and the classes around it. */
  Settings settings() {
    List<AnnotatedElement> places = new ArrayList<>(List.of(method));
    for (Class<?> type = method.getDeclaringClass();
        type != null;
        type = type.getEnclosingClass()) {
      places.add(type);
    }
    return places.stream()
        .flatMap(place -> AnnotationSupport.findAnnotation(place, ParitySettings.class).stream())
        .map(Settings::of)
        .reduce(Settings.NONE, Settings::or);
  }

  /** Surefire's way to name the method; empty where it is inherited, by who knows which class. */
  String selector() {
    Class<?> type = method.getDeclaringClass();
    if (Modifier.isAbstract(type.getModifiers())) {
      return "";
    }
    String name = type.getName().substring(type.getPackageName().length()).replaceFirst("^\\.", "");
    return name + "#" + method.getName();
  }
}
