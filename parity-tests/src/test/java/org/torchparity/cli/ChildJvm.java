package org.torchparity.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The command line in a Java of its own. */
final class ChildJvm {
  private ChildJvm() {}

  /** Starts it with the entries of this test's class path that the predicate leaves. */
  static Process start(Path output, Predicate<String> classPath, String... args)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(classPath)
                    .collect(Collectors.joining(File.pathSeparator)),
                Torchparity.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
