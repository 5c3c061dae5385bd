package org.torchparity.cli;

import org.torchparity.kernel.Kernels;
import org.torchparity.reference.Libtorch;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: this program, its kernels, Java and libtorch. */
final class Versions implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String own = Torchparity.class.getPackage().getImplementationVersion();
    return new String[] {
      "torchparity " + (own == null ? "(from source)" : own),
      "kernels: " + Kernels.description(),
      "Java " + Runtime.version(),
      Libtorch.unavailableReason().orElseGet(() -> "libtorch " + Libtorch.version())
    };
  }
}
