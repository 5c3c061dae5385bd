package org.torchparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.junit.RequiresLibtorch;

/** Libtorch writes its warnings itself, past Java: only from outside the process do they show. */
@RequiresLibtorch
class LibtorchWarningsTest {
  @TempDir private Path folder;

  @Test
  void what_libtorch_warns_of_does_not_clutter_the_output() throws Exception {
    Path output = folder.resolve("output");
    // A target that is broadcast makes libtorch warn.
    String[] check = {"check", "MSELoss", "--dtype", "float32"};
    assertThat(ChildJvm.start(output, entry -> true, check).waitFor()).isZero();
    assertThat(output).content().contains("0 disagree").doesNotContain("Warning: ");
  }
}
