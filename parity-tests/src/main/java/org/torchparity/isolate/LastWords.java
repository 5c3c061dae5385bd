package org.torchparity.isolate;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers the last line of a process's standard error; of what a crashing JVM prints, on standard
 * output, the signal, the frame it came from, and where its log is.
 */
final class LastWords {
  private static final int LONGEST_LINE = 300;
  private static final Pattern SIGNAL =
      Pattern.compile("#\\s+(\\S.* \\((?:0x\\w+|\\d+)\\)) at pc=.*");
  private static final String FRAME_FOLLOWS = "# Problematic frame:";
  private static final String LOG_FOLLOWS =
      "# An error report file with more information is saved as:";

  private final Thread thread;
  private final StringBuilder output = new StringBuilder();
  private String last = "";
  private String lastOutput = "";
  private String signal = "";
  private String frame = "";
  private String log = "";

  LastWords(InputStream errors) {
    thread = new Thread(() -> listen(errors), "standard error of a child");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * What was said at the end, in one line; empty if nothing was. Waits for a dead process's end.
   */
  String text() {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return last;
    }
  }

  /** The signal that a JVM crashed with, where, and its log; empty if it did not. */
  synchronized String crash() {
    return signal
        + (frame.isEmpty() ? "" : " in " + frame)
        + (log.isEmpty() ? "" : "; its log is " + log);
  }

  /** Forgets what was said before another case began. */
  synchronized void forget() {
    last = "";
  }

  /** Hears a byte of standard output, of the thread that reads it. */
  void hearOutput(int next) {
    if (isComplete(output, (char) next)) {
      hearOutput(output.toString().strip());
      output.setLength(0);
    }
  }

  private synchronized void hearOutput(String line) {
    Matcher fatal = SIGNAL.matcher(line);
    if (fatal.matches()) {
      signal = fatal.group(1);
    } else if (lastOutput.equals(FRAME_FOLLOWS)) {
      frame = line.replaceFirst("^#\\s*", "").replaceAll("\\s+", " ");
    } else if (lastOutput.equals(LOG_FOLLOWS)) {
      log = line.replaceFirst("^#\\s*", "");
    }
    lastOutput = line;
  }

  private void listen(InputStream errors) {
    StringBuilder line = new StringBuilder();
    try (Reader reader = new InputStreamReader(errors, Charset.defaultCharset())) {
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        if (isComplete(line, (char) next)) {
          hearError(line.toString().strip());
          line.setLength(0);
        }
      }
      hearError(line.toString().strip());
    } catch (IOException e) {
      hearError("(its standard error could not be read: " + e.getMessage() + ")");
    }
  }

  private synchronized void hearError(String line) {
    // Where an exception came from is less than what it says.
    if (!line.isEmpty() && !line.startsWith("at ") && !line.startsWith("... ")) {
      last = line;
    }
  }

  /** Adds a character to a line, or says that it ends the line. */
  private static boolean isComplete(StringBuilder line, char next) {
    if (next == '\n' || next == '\r') {
      return true;
    }
    if (line.length() < LONGEST_LINE) {
      line.append(next);
    }
    return false;
  }
}
