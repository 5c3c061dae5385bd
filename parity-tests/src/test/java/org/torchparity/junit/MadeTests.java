package org.torchparity.junit;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/** Looks into tests that a factory made, in the place of JUnit. */
final class MadeTests {
  private MadeTests() {}

  static List<String> names(Stream<DynamicTest> tests) {
    return tests.map(DynamicTest::getDisplayName).toList();
  }

  static <T> T with(String property, String value, Supplier<T> code) {
    String name = "torchparity." + property;
    System.setProperty(name, value);
    try {
      return code.get();
    } finally {
      System.clearProperty(name);
    }
  }

  static String failure(DynamicTest test) {
    try {
      test.getExecutable().execute();
    } catch (AssertionFailedError e) {
      return e.getMessage();
    } catch (Throwable e) {
      throw new AssertionError("not a failure, but " + e, e);
    }
    throw new AssertionError(test.getDisplayName() + " passes");
  }
}
