package org.torchparity.isolate;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a main class in a Java like this one. */
final class JavaCommand {
  /** What of this Java's own options the other gets; not its agents, debuggers and collectors. */
  private static final List<String> INHERITED =
      List.of(
          "-D",
          "-Xmx",
          "-XX:MaxRAM",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--enable-native-access",
          "--sun-misc-unsafe-memory-access");

  /**
   * A quick start counts for more than fast Java, for the work is done in native code. Without
   * memory it ends instead of going on half alive; when it crashes it leaves its log in the
   * temporary folder, and no core.
   */
  private static final List<String> OWN =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:+DisplayVMOutputToStderr",
          "-XX:ErrorFile="
              + Path.of(System.getProperty("java.io.tmpdir"), "torchparity-crash-%p.log"));

  private JavaCommand() {}

  static List<String> of(Class<?> main, List<String> options, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> INHERITED.stream().anyMatch(option::startsWith))
        .forEach(command::add);
    command.addAll(OWN);
    command.addAll(options);
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    return command;
  }
}
