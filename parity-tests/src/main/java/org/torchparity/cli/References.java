package org.torchparity.cli;

import org.torchparity.fixtures.Backend;
import org.torchparity.reference.Libtorch;
import org.torchparity.reference.LibtorchBackend;

/** The reference a subcommand needs, or one line that says why it is not there. */
final class References {
  private References() {}

  /**
   * Libtorch with one thread an operation: cases run side by side instead. A plain {@link Backend}:
   * the classes of commands that need none must load where there is none.
   */
  static Backend libtorch() {
    Libtorch.unavailableReason()
        .ifPresent(
            reason -> {
              throw unavailable(reason);
            });
    return LibtorchBackend.withThreads(1);
  }

  /** Says why there is none, and what to do without. */
  static UsageException unavailable(String reason) {
    return new UsageException(reason + "; 'torchparity verify DIR' needs no libtorch");
  }
}
