package org.torchparity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.torchparity.fixtures.Case;

/** A run leaves nothing native behind. */
class MemoryTest {
  private static final int WARM_UP = 10_000;
  private static final int RUNS = 100_000;

  /**
   * What 100,000 runs may add to the process outside of the Java heap. A single tensor that every
   * run leaked, some 300 bytes with its storage, would add 30 MB; without a scope it is 500 MB.
   * Compiled code and the collector's own tables move by a few megabytes either way.
   */
  private static final long ALLOWED = 20L << 20;

  private final LibtorchBackend torch = LibtorchBackend.withThreads(1);

  @Test
  void a_hundred_thousand_runs_leave_the_process_as_large_as_it_was() {
    Case c = Cases.forward("BatchNorm1d", "num_features=10", "normal[2, 10]");
    c = Cases.withGradients(c, torch.run(c));
    run(c, WARM_UP);
    long objects = Pointer.totalCount();
    long bytes = Pointer.totalBytes();
    long outside = outsideHeap();

    run(c, RUNS);

    assertThat(Pointer.totalCount()).isEqualTo(objects);
    assertThat(Pointer.totalBytes()).isEqualTo(bytes);
    assertThat(outsideHeap() - outside).isLessThan(ALLOWED);
  }

  @Test
  void scripts_leave_nothing_behind_but_their_compiled_source() {
    Case c = Cases.forward("GaussianNLLLoss", "", "normal[2, 10], normal[2, 10], uniform[2, 10]");
    c = Cases.withGradients(c, torch.run(c));
    run(c, 10);
    long objects = Pointer.totalCount();
    run(c, 1_000);
    assertThat(Pointer.totalCount()).isEqualTo(objects);
  }

  @Test
  void a_refused_case_leaves_nothing_behind() {
    Case c = Cases.forward("BatchNorm1d", "num_features=10", "normal[1, 10]");
    long objects = Pointer.totalCount();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> torch.run(c)).isNotNull();
    }
    assertThat(Pointer.totalCount()).isEqualTo(objects);
  }

  private void run(Case c, int times) {
    for (int i = 0; i < times; i++) {
      torch.run(c);
    }
  }

  /** The resident set without the heap, which shrinks and grows as the collector likes. */
  private static long outsideHeap() {
    System.gc();
    return Pointer.physicalBytes()
        - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
  }
}
