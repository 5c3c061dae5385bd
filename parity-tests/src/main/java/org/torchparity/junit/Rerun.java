package org.torchparity.junit;

import java.util.Optional;
import java.util.Properties;

/** The command that runs one case of a user's test again. */
final class Rerun {
  private Rerun() {}

  /** Names the test, the case, and the tolerance where the command line gave it. */
  static String of(Optional<CallingTest> test, String caseId, Properties said) {
    StringBuilder command = new StringBuilder("mvn test");
    test.map(CallingTest::selector)
        .filter(selector -> !selector.isEmpty())
        .ifPresent(selector -> command.append(" -Dtest=").append(quoted(selector)));
    command.append(" -Dtorchparity.case=").append(quoted(caseId));
    for (String part : new String[] {"atol", "rtol"}) {
      String value = said.getProperty("torchparity." + part, "");
      if (!value.isEmpty()) {
        command.append(" -Dtorchparity.").append(part).append('=').append(quoted(value));
      }
    }
    return command.toString();
  }

  /** Quotes what a shell would not take as it is, as a nested class with its dollar sign. */
  private static String quoted(String text) {
    return text.matches("[\\w./#-]+") ? text : "'" + text + "'";
  }
}
