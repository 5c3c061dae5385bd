package org.torchparity.isolate;

import org.torchparity.reference.LibtorchBackend;

/** Serves libtorch, one thread an operation. */
public final class LibtorchWorker {
  private LibtorchWorker() {}

  /** Started by {@link IsolatedBackend}. */
  public static void main(String[] args) {
    Worker.serve(args, () -> LibtorchBackend.withThreads(1));
  }
}
