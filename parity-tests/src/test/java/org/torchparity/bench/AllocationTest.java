package org.torchparity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.fixtures.Case;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;
import org.torchparity.tensor.Workspace;

/**
 * A warm call leaves nothing behind but its results. Where the compiler makes objects of vectors, a
 * call is right and up to fifty times slower: no other test sees it. In a process of its own, for
 * what other code has done before is known to make some.
 */
@Tag("alone")
class AllocationTest {
  /** Bytes: a vector an inner loop is at least ten times as much, in the rows of the table. */
  private static final long MOST = 2 << 20;

  /** Until then, a method that is called often has been compiled for good. */
  private static final long NANOS = 4_000_000_000L;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Workspace workspace = new Workspace();

  static Stream<Arguments> rows() {
    return BenchRows.standard().stream()
        .flatMap(row -> row.dtypes().stream().map(dtype -> Arguments.of(row.name(), dtype)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
  void a_warm_call_allocates_next_to_nothing(String name, DType dtype) {
    BenchRow row = BenchRows.select(List.of(name)).get(0);
    Catalogue catalogue = Catalogue.standard();
    Case c = row.draw(catalogue, dtype);
    Module module = catalogue.row(row.module()).prepare(c);
    Tensor[] inputs = c.inputs().values().toArray(Tensor[]::new);
    Tensor upstream = c.gradOutput(0);
    long end = System.nanoTime() + NANOS;
    long allocated = call(module, inputs, upstream);
    while (allocated > MOST && System.nanoTime() < end) {
      allocated = call(module, inputs, upstream);
    }
    assertThat(allocated).isLessThan(MOST);
  }

  private long call(Module module, Tensor[] inputs, Tensor upstream) {
    long before = allocated();
    try (Workspace.Step step = workspace.begin()) {
      Gradients unused = module.forward(inputs).backward(upstream);
    }
    return allocated() - before;
  }

  /** By all threads: a call's work is split among several. */
  private long allocated() {
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).sum();
  }
}
