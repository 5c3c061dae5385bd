package org.torchparity.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@link BenchWorker} in a Java of its own, with this one's class path and flags: the libraries
 * below libtorch read their number of threads from the environment, once, as Java reads its own
 * from a property.
 */
final class BenchProcess implements BenchCommand.Worker {
  private static final List<String> OWN = List.of("-agentlib:", "-Dtorchparity.threads=");

  /**
   * A young generation that the caches hold: results are garbage at once, and the memory of the
   * last is used again while it is warm, as libtorch's allocator does. And the collector that is
   * the default on most machines, which lets great arrays begin where kernels expect it.
   */
  private static final List<String> MEMORY = List.of("-XX:+UseG1GC", "-Xmn32m");

  @Override
  public int run(int threads, List<String> arguments, Consumer<String> line) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(threads, arguments));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    Process process = builder.start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
      output.lines().forEach(line);
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }

  private static List<String> command(int threads, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (OWN.stream().noneMatch(flag::startsWith)) {
        command.add(flag);
      }
    }
    if (command.stream().noneMatch(flag -> flag.matches("-XX:[+]Use\\w+GC|-Xmn.*"))) {
      command.addAll(MEMORY);
    }
    command.add("-Dtorchparity.threads=" + threads);
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(Torchparity.class.getName());
    command.addAll(arguments);
    return command;
  }
}
