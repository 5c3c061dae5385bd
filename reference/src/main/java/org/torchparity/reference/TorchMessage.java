package org.torchparity.reference;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one line of torch's error texts that is about the case. */
final class TorchMessage {
  private static final String INTERPRETER =
      "The following operation failed in the TorchScript interpreter.";

  /** {@code RuntimeError: AssertionError: the message}, a class behind another. */
  private static final Pattern THROWN = Pattern.compile("(?:\\w+Error: )+(.*)");

  private TorchMessage() {}

  /**
   * The first line, without the stack of C++ frames behind it; of an error inside a script the line
   * behind the traceback.
   */
  static String reason(String message) {
    List<String> lines = message.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.isEmpty()) {
      return "";
    }
    if (lines.get(0).equals(INTERPRETER)) {
      for (String line : lines) {
        Matcher thrown = THROWN.matcher(line);
        if (thrown.matches()) {
          return thrown.group(1);
        }
      }
    }
    return lines.get(0);
  }
}
