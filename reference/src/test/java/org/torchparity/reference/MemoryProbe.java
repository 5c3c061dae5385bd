package org.torchparity.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.torchparity.fixtures.Case;

/**
 * Runs a 2×10 BatchNorm1d forward and backward 100,000 times to warm up and as often again, and
 * writes to a file what the second round added: native objects, their bytes, bytes of the resident
 * set.
 */
final class MemoryProbe {
  private static final int RUNS = 100_000;

  private MemoryProbe() {}

  public static void main(String[] args) throws IOException {
    LibtorchBackend torch = LibtorchBackend.withThreads(1);
    Case c = Cases.forward("BatchNorm1d", "num_features=10", "normal[2, 10]");
    c = Cases.withGradients(c, torch.run(c));
    run(torch, c);
    long objects = Pointer.totalCount();
    long bytes = Pointer.totalBytes();
    long resident = Pointer.physicalBytes();
    run(torch, c);
    String growth =
        (Pointer.totalCount() - objects)
            + " "
            + (Pointer.totalBytes() - bytes)
            + " "
            + (Pointer.physicalBytes() - resident);
    Files.writeString(Path.of(args[0]), growth);
  }

  private static void run(LibtorchBackend torch, Case c) {
    for (int i = 0; i < RUNS; i++) {
      torch.run(c);
    }
  }
}
