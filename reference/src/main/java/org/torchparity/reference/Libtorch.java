package org.torchparity.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * The libtorch on the class path: whether it is there, which one it is, how many threads it has.
 */
public final class Libtorch {
  private static final Optional<String> UNAVAILABLE = reasonOf(Libtorch::load);

  /** What this thread was told last; libtorch keeps the count by thread. */
  private static final ThreadLocal<Integer> THREADS = new ThreadLocal<>();

  private Libtorch() {}

  /**
   * Loads libtorch and keeps its warnings off standard error: they are meant for whoever wrote a
   * model, and the catalogue asks for what they warn of, hundreds of times. The flag is libtorch's
   * own; 2 is the severity of an error.
   */
  private static void load() {
    Loader.load(torch.class);
    try (PointerScope scope = new PointerScope()) {
      String[] arguments = {"torchparity", "--caffe2_log_level=2"};
      torch.ParseCommandLineFlags(
          new int[] {arguments.length}, new PointerPointer<BytePointer>(arguments));
    }
  }

  /** Why loading fails, in one line; empty if it does not. */
  static Optional<String> reasonOf(Runnable loading) {
    try {
      loading.run();
      return Optional.empty();
    } catch (NoClassDefFoundError e) {
      // Without JavaCPP itself, even the platform's name is not to be had.
      return Optional.of("libtorch is not on the class path: there is no " + e.getMessage());
    } catch (LinkageError e) {
      return Optional.of(
          "libtorch is not available on "
              + Loader.getPlatform()
              + ": "
              + TorchMessage.reason(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Why libtorch cannot run here, in one line; empty if it can. Where there are no native libraries
   * for the platform this is the one thing here that may be asked for.
   */
  public static Optional<String> unavailableReason() {
    return UNAVAILABLE;
  }

  /** The version of libtorch, such as {@code 2.10.0}, read from the presets' jar. */
  public static String version() {
    try {
      String presets = Loader.getVersion("org.bytedeco", "pytorch");
      return presets.substring(0, presets.indexOf('-'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How libtorch was built and which instructions it uses here, in one line. */
  public static String build() {
    try (PointerScope scope = new PointerScope()) {
      return torch.show_config().getString().replaceAll("\\s*\\n\\s*", " ").strip();
    }
  }

  /** Gives the operations that the calling thread starts that many threads each. */
  static void useThreads(int threads) {
    Integer told = THREADS.get();
    if (told == null || told != threads) {
      torch.set_num_threads(threads);
      THREADS.set(threads);
    }
  }
}
