package org.torchparity.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Backend;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.FixtureCheck;
import org.torchparity.harness.FixtureFile;
import org.torchparity.harness.FixtureFiles;

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
    List<FixtureFile> files = FixtureFiles.of(List.of(directory)).files();
    if (files.size() < atLeast) {
      throw new IllegalStateException(
          directory + " holds " + files.size() + " fixtures, expected at least " + atLeast);
    }
    FixtureCheck check =
        new FixtureCheck(java, fixture -> dtype -> Tolerance.askedBy(fixture, dtype));
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.id(), () -> assertAgreement(check.check(file))));
  }

  private static void assertAgreement(FixtureCheck.Checked checked) {
    assertThat(checked.fault()).isEmpty();
    CaseResult result = Objects.requireNonNull(checked.result());
    assertThat(result.verdict().outcome().isAgreement())
        .as(() -> result.verdict().message("torchparity " + result.rerun()))
        .isTrue();
  }
}
