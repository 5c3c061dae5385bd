package org.torchparity.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.torchparity.compare.Tolerance;
import org.torchparity.harness.Drift;
import org.torchparity.harness.DriftCheck;
import org.torchparity.harness.FixtureFile;
import org.torchparity.harness.FixtureFiles;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.reference.LibtorchBackend;

/**
 * The golden set is what libtorch gives. In float64 and within the tolerance: the last bits, and in
 * float32 more than those, depend on the processor; {@code diff fixtures/golden} looks at them.
 */
@RequiresLibtorch
class GoldenDriftTest {
  @Test
  void libtorch_still_gives_what_was_recorded_in_float64() throws IOException {
    DriftCheck check = new DriftCheck(LibtorchBackend.withThreads(1), Tolerance::standard);
    List<String> drifted = new ArrayList<>();
    int cases = 0;
    for (FixtureFile file : FixtureFiles.of(List.of(GoldenSetTest.GOLDEN)).files()) {
      if (file.id().contains("/float64/")) {
        Drift drift = Objects.requireNonNull(check.check(file).drift(), file.id());
        cases++;
        if (drift.isDrift()) {
          drifted.add(drift.message("libtorch"));
        }
      }
    }
    assertThat(cases).isGreaterThan(1500);
    assertThat(drifted).isEmpty();
  }
}
