package org.torchparity.cli;

import org.torchparity.reference.Libtorch;
import org.torchparity.reference.LibtorchBackend;

/** The reference a subcommand needs, or one line that says why it is not there. */
final class References {
  private References() {}

  /** Libtorch with one thread an operation: cases run side by side instead. */
  static LibtorchBackend libtorch() {
    Libtorch.unavailableReason()
        .ifPresent(
            reason -> {
              throw new UsageException(reason + "; 'torchparity verify DIR' needs no libtorch");
            });
    return LibtorchBackend.withThreads(1);
  }
}
