package org.torchparity.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.fixtures.Case;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.linear.Identity;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Rows of {@code bench} under JMH, Java's side alone: for who changes a kernel and wants its own
 * process, forks and profilers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowBenchmark {
  /** A row's module or name; {@code -p row=…} names others. */
  @Param({"BatchNorm2d", "Linear 256x1024->1024", "GELU", "LayerNorm", "MaxPool2d"})
  public String row = "";

  /** The dtype, in torch's words. */
  @Param({"float32"})
  public String dtype = "";

  private Module module = new Identity();
  private Tensor[] inputs = {};
  private Tensor upstream = Tensor.scalar(DType.FLOAT32, 0);

  /** Draws the row's case. */
  @Setup
  public void draw() {
    Catalogue catalogue = Catalogue.standard();
    BenchRow chosen = BenchRows.select(List.of(row)).get(0);
    Case c = chosen.draw(catalogue, DType.ofTorchName(dtype));
    module = catalogue.row(chosen.module()).prepare(c);
    inputs = c.inputs().values().toArray(Tensor[]::new);
    upstream = c.gradOutput(0);
  }

  @Benchmark
  public Pass forward() {
    return module.forward(inputs);
  }

  @Benchmark
  public Gradients forwardAndBackward() {
    return module.forward(inputs).backward(upstream);
  }
}
