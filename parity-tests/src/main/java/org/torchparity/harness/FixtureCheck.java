package org.torchparity.harness;

import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Observation;
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
   * @param file the file
   * @param result the verdict, null where the file could not be used
   * @param fault why it could not, or that it is not the file of the index, in one line; else empty
   * @param nanos how long it took
   */
  public record Checked(FixtureFile file, @Nullable CaseResult result, String fault, long nanos) {
    /** Returns the same with further arguments for the command that checks the file again. */
    public Checked rerunWith(String arguments) {
      return new Checked(file, result == null ? null : result.rerunWith(arguments), fault, nanos);
    }
  }

  /** Checks one file. */
  public Checked check(FixtureFile file) {
    long start = System.nanoTime();
    CaseResult result = null;
    String fault;
    try {
      fault = file.change();
      Fixture fixture = file.read();
      result = new CaseResult(fixture.recorded(), judge(fixture), "verify " + file.path(), null);
    } catch (UnsupportedCaseException e) {
      fault = file.path() + ": " + e.getMessage();
    } catch (IOException e) {
      fault = IoFaults.line(e);
    }
    return new Checked(file, result, fault, System.nanoTime() - start);
  }

  /** Judges what was seen by what is recorded, with the help of the fixture's oracle. */
  public static Verdict verdict(
      Fixture fixture, Observation seen, Function<DType, Tolerance> tolerance) {
    return Verdict.against(
        fixture.recorded(),
        seen,
        fixture.expected(),
        fixture.producer(),
        Oracles.trusted(fixture),
        tolerance);
  }

  private Verdict judge(Fixture fixture) {
    try {
      return verdict(fixture, java.run(fixture.recorded()), tolerance.apply(fixture));
    } catch (CaseRefusedException e) {
      return Verdict.onlyJavaRefuses(
          fixture.recorded().id(), fixture.producer(), String.valueOf(e.getMessage()));
    }
  }
}
