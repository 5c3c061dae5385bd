package org.torchparity.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.torchparity.bench.Bench;
import org.torchparity.bench.Effort;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What {@link BenchCommand} starts for each number of threads, and reads the output of: a line a
 * measurement, and the lines of messages on rows that disagree, each behind its prefix.
 */
@Command(name = "bench-worker", hidden = true)
final class BenchWorker implements Callable<Integer> {
  static final String MEASURED = "measured\t";
  static final String SAYS = "says\t";

  @Spec private CommandSpec spec;

  @Option(names = "--threads", required = true)
  private int threads;

  @Option(names = "--runs", required = true)
  private int runs;

  @Option(names = "--quick")
  private boolean quick;

  @Parameters private List<String> names = new ArrayList<>();

  private final Backend java;

  BenchWorker() {
    this(new JavaBackend(Catalogue.standard()));
  }

  /** Checks another backend than Java's for parity. */
  BenchWorker(Backend java) {
    this.java = java;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<String> disagreements = new ArrayList<>();
    new Bench(java, quick ? Effort.quick() : Effort.full(runs), threads)
        .run(
            names,
            measurement -> {
              out.println(MEASURED + measurement.line());
              out.flush();
            },
            message -> {
              disagreements.add(message);
              message.lines().forEach(line -> out.println(SAYS + line));
              out.flush();
            });
    return disagreements.isEmpty() ? Torchparity.AGREE : Torchparity.DISAGREE;
  }
}
