package org.torchparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.harness.Planned;
import org.torchparity.harness.Recording;
import org.torchparity.tensor.DType;

/** The command line where there is no class of {@code org.bytedeco}. */
class VerifyWithoutLibtorchTest {
  private static final Predicate<String> NO_BYTEDECO = entry -> !entry.contains("bytedeco");
  private static final Predicate<String> NO_REFERENCE =
      NO_BYTEDECO.and(
          entry -> !entry.matches(".*(reference.target.classes|torchparity-reference.*\\.jar)"));

  @TempDir private Path folder;

  private record Ran(int code, String output) {}

  private Ran run(Predicate<String> classPath, String... args) throws Exception {
    Path output = folder.resolve("output.txt");
    int code = ChildJvm.start(output, classPath, args).waitFor();
    return new Ran(code, Files.readString(output));
  }

  private Path recorded() throws IOException {
    Path cases = folder.resolve("cases");
    Recording recording = new Recording(cases, new JavaBackend(Catalogue.standard()));
    Planned.all(
            Catalogue.standard().select(List.of("BatchNorm1d", "Linear")),
            Set.of(DType.FLOAT32),
            2,
            List.of(0L))
        .forEach(recording::record);
    recording.writeIndex(1);
    return cases;
  }

  @Test
  void verify_needs_no_class_of_bytedeco() throws Exception {
    assertThat(System.getProperty("java.class.path")).contains("javacpp");
    Path cases = recorded();
    Ran ran = run(NO_BYTEDECO, "verify", cases.toString());
    assertThat(ran.output())
        .containsPattern("\\d cases: \\d agree, 0 agree")
        .contains("0 disagree");
    assertThat(ran.code()).isZero();
    assertThat(run(NO_REFERENCE, "verify", cases.toString()).code()).isZero();
  }

  @Test
  void the_golden_set_is_verified_without_a_class_of_bytedeco() throws Exception {
    Ran ran = run(NO_REFERENCE, "verify", "../fixtures/golden");
    assertThat(ran.output())
        .containsPattern("3\\d{3} cases: 3\\d{3} agree")
        .contains(" 0 disagree");
    assertThat(ran.code()).isZero();
  }

  @Test
  void what_needs_libtorch_says_so_in_one_line() throws Exception {
    for (String[] args :
        new String[][] {{"check"}, {"record", "x"}, {"diff", recorded().toString()}}) {
      Ran ran = run(NO_BYTEDECO, args);
      assertThat(ran.output().lines().filter(line -> !line.contains("Vector API")))
          .last()
          .asString()
          .startsWith("torchparity: libtorch is not on the class path")
          .endsWith("'torchparity verify DIR' needs no libtorch");
      assertThat(ran.code()).isEqualTo(2);
    }
  }

  @Test
  void the_version_is_printed_without_libtorch_too() throws Exception {
    Ran ran = run(NO_BYTEDECO, "--version");
    assertThat(ran.output()).contains("torchparity ").contains("libtorch is not on the class path");
    assertThat(ran.code()).isZero();
  }
}
