package org.torchparity.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.tensor.DType;

/** Runs the case of a fixture file and judges by what is recorded in it. */
public final class FixtureCheck {
  private final Backend java;
  private final Function<Fixture, Function<DType, Tolerance>> tolerance;

  /** Checks a backend; the tolerance may depend on what the fixture asks for. */
  public FixtureCheck(Backend java, Function<Fixture, Function<DType, Tolerance>> tolerance) {
    this.java = java;
    this.tolerance = tolerance;
  }

  /**
   * What came of a file.
   *
   * @param result the verdict, null where the file could not be used
   * @param unusable why it could not, in one line; else empty
   */
  public record Checked(@Nullable CaseResult result, String unusable) {}

  /** Checks one file. */
  public Checked check(Path file) {
    try {
      Fixture fixture = Fixtures.read(file);
      return new Checked(
          new CaseResult(fixture.recorded(), judge(fixture), "verify " + file, null), "");
    } catch (UnsupportedCaseException e) {
      return new Checked(null, file + ": " + e.getMessage());
    } catch (IOException e) {
      return new Checked(null, String.valueOf(e.getMessage()));
    }
  }

  private Verdict judge(Fixture fixture) {
    try {
      return Verdict.against(
          fixture.recorded(),
          java.run(fixture.recorded()),
          fixture.expected(),
          fixture.producer(),
          tolerance.apply(fixture));
    } catch (CaseRefusedException e) {
      return Verdict.onlyJavaRefuses(
          fixture.recorded().id(), fixture.producer(), String.valueOf(e.getMessage()));
    }
  }
}
