package org.torchparity.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.torchparity.bench.Bench;
import org.torchparity.bench.BenchTable;
import org.torchparity.bench.Effort;
import org.torchparity.bench.HarnessBench;
import org.torchparity.bench.Measurement;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.WholeFiles;
import org.torchparity.harness.FixtureFile;
import org.torchparity.harness.FixtureFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Java's times against libtorch's, of rows whose results are checked in the same run. */
@Command(
    name = "bench",
    description = "Times the pure-Java modules against libtorch.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ROW",
      description = "a module, or a whole row by its name (default: all rows of the table)")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--layers",
      description = "the layers that are not in the table, a row each, beside what is named")
  private boolean layers;

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      description = "numbers of threads, separated by a comma (default: 1,2)")
  private List<Integer> threads = new ArrayList<>(List.of(1, 2));

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "timed runs of each side, at least 15 (default: 15)")
  private int runs = Effort.LEAST_RUNS;

  @Option(names = "--quick", description = "three short runs: to see that it works, not to quote")
  private boolean quick;

  @Option(names = "--report", paramLabel = "DIR", description = "write bench.csv to DIR")
  private @Nullable Path report;

  @Option(
      names = "--harness",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "DIR",
      description =
          "time the harness instead of the rows: small cases from draw to verdict, the whole"
              + " catalogue, and the verification of the fixtures in DIR")
  private @Nullable String harness;

  private final Worker worker;
  private final List<Measurement> measurements = new ArrayList<>();

  /** Runs {@link BenchWorker} at a number of threads. */
  @FunctionalInterface
  interface Worker {
    /** Hands over what it prints, line by line, and returns its exit code. */
    int run(int threads, List<String> arguments, Consumer<String> line) throws IOException;
  }

  BenchCommand() {
    this(new BenchProcess());
  }

  BenchCommand(Worker worker) {
    this.worker = worker;
  }

  @Override
  public Integer call() throws IOException {
    if (layers) {
      names.addAll(Bench.layers());
    }
    int figures = checked();
    Backend libtorch = References.libtorch();
    if (harness != null) {
      return harness(libtorch, harness);
    }
    if (report != null) {
      Files.createDirectories(report);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(BenchTable.heading());
    int code = Torchparity.AGREE;
    try (Progress progress = new Progress("bench", (long) figures * threads.size())) {
      for (int each : threads) {
        code = Math.max(code, run(each, out, progress));
      }
    }
    if (!measurements.isEmpty()) {
      out.println();
      out.println(BenchTable.summary(measurements));
    }
    if (report != null) {
      byte[] csv = BenchTable.csv(measurements).getBytes(StandardCharsets.UTF_8);
      WholeFiles.write(report.resolve("bench.csv"), csv);
    }
    return code;
  }

  private int harness(Backend libtorch, String fixtures) throws IOException {
    HarnessBench bench = new HarnessBench(libtorch, quick, spec.commandLine().getOut()::println);
    List<FixtureFile> files =
        fixtures.isEmpty() ? List.of() : FixtureFiles.of(List.of(Path.of(fixtures))).files();
    bench.smallCases();
    bench.catalogue();
    if (!fixtures.isEmpty()) {
      bench.fixtures(files);
    }
    return Torchparity.AGREE;
  }

  /** Fails early on what makes no sense; the number of figures at one number of threads. */
  private int checked() {
    if (threads.stream().anyMatch(each -> each < 1)) {
      throw new UsageException("--threads: expected numbers of at least 1, but got " + threads);
    }
    if (runs < Effort.LEAST_RUNS) {
      throw new UsageException(
          "--runs: expected at least " + Effort.LEAST_RUNS + ", but got " + runs);
    }
    try {
      return Bench.count(names);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private int run(int threadCount, PrintWriter out, Progress progress) throws IOException {
    int code = worker.run(threadCount, arguments(threadCount), line -> read(line, out, progress));
    if (code != Torchparity.AGREE && code != Torchparity.DISAGREE) {
      throw new UsageException(
          "the run with --threads " + threadCount + " ended with exit code " + code);
    }
    return code;
  }

  private List<String> arguments(int threadCount) {
    List<String> arguments = new ArrayList<>();
    arguments.add("bench-worker");
    arguments.addAll(List.of("--threads", Integer.toString(threadCount)));
    arguments.addAll(List.of("--runs", Integer.toString(runs)));
    if (quick) {
      arguments.add("--quick");
    }
    arguments.addAll(names);
    return arguments;
  }

  private void read(String line, PrintWriter out, Progress progress) {
    if (line.startsWith(BenchWorker.MEASURED)) {
      Measurement measured = Measurement.parse(line.substring(BenchWorker.MEASURED.length()));
      measurements.add(measured);
      out.println(BenchTable.line(measured));
      progress.step();
    } else if (line.startsWith(BenchWorker.SAYS)) {
      out.println(line.substring(BenchWorker.SAYS.length()));
    } else {
      spec.commandLine().getErr().println(line);
    }
  }
}
