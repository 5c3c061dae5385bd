package org.torchparity.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.FixtureCheck;
import org.torchparity.tensor.DType;

/** A test for each fixture file of a folder. */
final class FixtureTests {
  private FixtureTests() {}

  /**
   * Returns a test for each file; a file that cannot be used, for its module is not known or
   * anything else, fails.
   *
   * @throws IllegalStateException if there are fewer files than expected: a check of nothing
   *     succeeds
   */
  static Stream<DynamicTest> of(Path directory, int atLeast, Backend java) throws IOException {
    List<Path> files = Fixtures.list(directory);
    if (files.size() < atLeast) {
      throw new IllegalStateException(
          directory + " holds " + files.size() + " fixtures, expected at least " + atLeast);
    }
    FixtureCheck check = new FixtureCheck(java, FixtureTests::tolerance);
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(), () -> assertAgreement(check.check(file))));
  }

  static void assertAgreement(FixtureCheck.Checked checked) {
    assertThat(checked.unusable()).isEmpty();
    CaseResult result = Objects.requireNonNull(checked.result());
    assertThat(result.verdict().outcome().isAgreement())
        .as(() -> result.verdict().message("torchparity " + result.rerun()))
        .isTrue();
  }

  private static Function<DType, Tolerance> tolerance(Fixture fixture) {
    return dtype -> {
      Tolerance standard = Tolerance.standard(dtype);
      return dtype == DType.INT64
          ? standard
          : standard
              .withAtol(fixture.atol().orElse(standard.atol()))
              .withRtol(fixture.rtol().orElse(standard.rtol()));
    };
  }
}
