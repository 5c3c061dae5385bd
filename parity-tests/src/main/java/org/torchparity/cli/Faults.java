package org.torchparity.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the fixtures of a run, printed behind its results, a line each. */
final class Faults {
  private final PrintWriter err;
  private final List<String> lines = new ArrayList<>();
  private boolean unusable;

  Faults(PrintWriter err) {
    this.err = err;
  }

  /** Something that could not be used. */
  void unusable(String line) {
    unusable = true;
    lines.add(line);
  }

  /** A file that was used, but is not the one that was recorded; an empty line says it is. */
  void changed(String line) {
    if (!line.isEmpty()) {
      lines.add(line);
    }
  }

  /**
   * Prints the lines and returns the exit code: a disagreement in a file that was changed is a
   * disagreement, and a run that looked at nothing no success.
   *
   * @param code the exit code by the cases alone
   * @param cases their number
   */
  int finish(int code, int cases) {
    if (lines.isEmpty() && cases == 0) {
      throw new UsageException("nothing to do: no fixture here is of these dtypes and seeds");
    }
    lines.forEach(line -> err.println("torchparity: " + line));
    return unusable || (code == Torchparity.AGREE && !lines.isEmpty())
        ? Torchparity.UNUSABLE
        : code;
  }
}
