package org.torchparity.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.harness.ParityCheck;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.reference.PreparedRun;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;
import org.torchparity.tensor.Workspace;

/**
 * Times rows in this process, with libtorch at a number of threads. Java's number of threads, and
 * that of the libraries below libtorch, are the process's and set from outside.
 */
public final class Bench {
  private final Backend java;
  private final Effort effort;
  private final int threads;
  private final Workspace workspace = new Workspace();

  /** Times at a number of threads; {@code java} is what is checked for parity. */
  public Bench(Backend java, Effort effort, int threads) {
    this.java = java;
    this.effort = effort;
    this.threads = threads;
  }

  /**
   * Number of measurements at one number of threads of the rows of these names.
   *
   * @throws IllegalArgumentException if there is no row of a name
   */
  public static int count(List<String> names) {
    int figures = BenchRows.select(names).stream().mapToInt(row -> row.dtypes().size()).sum();
    return figures * BenchPass.values().length;
  }

  /** The names of the rows of layers that are not in the table. */
  public static List<String> layers() {
    return LayerRows.standard().stream().map(BenchRow::name).toList();
  }

  /**
   * Runs the rows of these names, the table's without any: hands over each measurement, or the
   * message of the verdict on a row whose results disagree, which is not timed.
   *
   * @throws IllegalArgumentException if there is no row of a name
   */
  public void run(List<String> names, Consumer<Measurement> measured, Consumer<String> disagrees) {
    List<BenchRow> rows = BenchRows.select(names);
    Catalogue catalogue = Catalogue.standard();
    LibtorchBackend libtorch = LibtorchBackend.withThreads(threads);
    ParityCheck check = new ParityCheck(java, libtorch, Tolerance::standard);
    Machine machine = Machine.measure(threads, effort.runs() < Effort.LEAST_RUNS);
    for (BenchRow row : rows) {
      for (DType dtype : row.dtypes()) {
        Case c = row.draw(catalogue, dtype);
        Verdict verdict = check.judge(c, Map.of());
        if (!verdict.outcome().isAgreement()) {
          disagrees.accept(verdict.message("torchparity bench '" + row.name() + "'"));
          continue;
        }
        Module module = catalogue.row(row.module()).prepare(c);
        try (PreparedRun torch = libtorch.prepare(c)) {
          for (BenchPass pass : BenchPass.values()) {
            measured.accept(measure(row, c, pass, module, torch, machine));
          }
        }
      }
    }
  }

  private Measurement measure(
      BenchRow row, Case c, BenchPass pass, Module module, PreparedRun torch, Machine machine) {
    Tensor[] inputs = c.inputs().values().toArray(Tensor[]::new);
    Tensor upstream = c.gradOutput(0);
    Stopwatch.Times times =
        pass == BenchPass.FORWARD
            ? Stopwatch.compare(effort, () -> forward(module, inputs), torch::forward)
            : Stopwatch.compare(
                effort,
                () -> forwardAndBackward(module, inputs, upstream),
                torch::forwardAndBackward);
    double rate = 1e-6 * row.cost().of(c, pass) / times.java().median();
    return new Measurement(
        row.name(),
        c.dtype().torchName(),
        pass,
        threads,
        times.java(),
        times.libtorch(),
        row.cost() == Cost.PRODUCT ? Measurement.Unit.GFLOPS : Measurement.Unit.GBYTES_PER_S,
        rate,
        machine.share(row.cost(), c.dtype(), rate));
  }

  private void forward(Module module, Tensor[] inputs) {
    try (Workspace.Step step = workspace.begin()) {
      Pass unused = module.forward(inputs);
    }
  }

  private void forwardAndBackward(Module module, Tensor[] inputs, Tensor upstream) {
    try (Workspace.Step step = workspace.begin()) {
      Gradients unused = module.forward(inputs).backward(upstream);
    }
  }
}
