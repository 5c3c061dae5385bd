package org.torchparity.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * The libtorch on the class path: whether it is there, which one it is, how many threads it has.
 */
public final class Libtorch {
  private static final Optional<String> UNAVAILABLE = load();

  private Libtorch() {}

  private static Optional<String> load() {
    try {
      Loader.load(torch.class);
      return Optional.empty();
    } catch (NoClassDefFoundError e) {
      // Without JavaCPP itself, even the platform's name is not to be had.
      return Optional.of("libtorch is not on the class path: there is no " + e.getMessage());
    } catch (LinkageError e) {
      return Optional.of(
          "libtorch is not available on "
              + Loader.getPlatform()
              + ": "
              + firstLine(String.valueOf(e.getMessage())));
    }
  }

  /** Why libtorch cannot run here, in one line; empty if it can. */
  public static Optional<String> unavailableReason() {
    return UNAVAILABLE;
  }

  /** The version of libtorch, such as {@code 2.10.0}. */
  public static String version() {
    try {
      String presets = Loader.getVersion("org.bytedeco", "pytorch");
      return presets.substring(0, presets.indexOf('-'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How libtorch was built and which instructions it uses, in one line. */
  public static String build() {
    try (PointerScope scope = new PointerScope()) {
      return torch.show_config().getString().replaceAll("\\s*\\n\\s*", " ").strip();
    }
  }

  /** Sets the number of threads of every following operation of libtorch in this process. */
  public static void setThreads(int threads) {
    torch.set_num_threads(threads);
  }

  static String firstLine(String message) {
    return message.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
  }
}
