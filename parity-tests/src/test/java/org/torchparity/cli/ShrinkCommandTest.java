package org.torchparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.junit.RequiresLibtorch;

/** The smallest failing case on the command line; what fails here is the last bit. */
@RequiresLibtorch
class ShrinkCommandTest {
  private static final String NAME = "BatchNorm1d-sequence-train-float64-0";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Torchparity.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private int check(String... more) {
    String[] args = {
      "check", "BatchNorm1d/sequence/train", "--dtype", "float64", "--atol", "0", "--rtol", "0"
    };
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return run(all);
  }

  @Test
  void a_failing_case_comes_with_the_smallest_that_fails_like_it_and_the_command_that_runs_it()
      throws IOException {
    assertThat(check("--shrink-seconds", "60", "--report", folder.toString())).isEqualTo(1);
    Path original = folder.resolve("failures/" + NAME + ".safetensors");
    Path smallest = folder.resolve("failures/" + NAME + "-smallest.safetensors");
    assertThat(out.toString())
        .contains("Recorded: " + original)
        .containsPattern(
            "\\R  Smallest case found that fails in the same way \\(\\d+ tried\\):"
                + " BatchNorm1d\\(num_features=1\\) in train\\R    state\\.weight \\[1\\] = \\[")
        .contains("Rerun: torchparity verify " + smallest);
    Case small = Fixtures.read(smallest).recorded();
    assertThat(small.inputs().get("0").elements())
        .isLessThan(Fixtures.read(original).recorded().inputs().get("0").elements() / 4);
    out.getBuffer().setLength(0);
    assertThat(run("verify", smallest.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("1 cases: 0 agree").contains("(up to 0 allowed)");
  }

  @Test
  void nothing_is_shrunk_on_demand_or_without_time() {
    assertThat(check("--no-shrink")).isEqualTo(1);
    assertThat(out.toString()).contains("Mismatched elements").doesNotContain("Smallest case");
    out.getBuffer().setLength(0);
    assertThat(check("--shrink-seconds", "0")).isEqualTo(1);
    assertThat(out.toString()).contains("Mismatched elements").doesNotContain("Smallest case");
    assertThat(check("--shrink-seconds", "-1")).isEqualTo(2);
    assertThat(err.toString()).startsWith("torchparity: --shrink-seconds: expected");
  }
}
