package org.torchparity.harness;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.isolate.BackendDiedException;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Runs recorded cases again in what recorded them, or another version of it. */
public final class DriftCheck {
  private final Backend reference;
  private final @Nullable Function<DType, Tolerance> tolerance;

  /** Checks by bits, or within a tolerance if there is one. */
  public DriftCheck(Backend reference, @Nullable Function<DType, Tolerance> tolerance) {
    this.reference = reference;
    this.tolerance = tolerance;
  }

  /**
   * What came of a file.
   *
   * @param drift how the case came out, null where the file could not be used
   * @param fault why it could not, or that it is not the file of the index, in one line; else empty
   */
  public record Checked(@Nullable Drift drift, String fault) {}

  /** Checks one file. */
  public Checked check(FixtureFile file) {
    Drift drift = null;
    String fault;
    try {
      fault = file.change();
      drift = drift(file.read());
    } catch (UnsupportedCaseException e) {
      fault = file.path() + ": " + e.getMessage();
    } catch (IOException e) {
      fault = IoFaults.line(e);
    }
    return new Checked(drift, fault);
  }

  private Drift drift(Fixture fixture) {
    Case c = fixture.recorded();
    try {
      Observation now = reference.run(c);
      List<Comparison> comparisons =
          Comparison.all(
              now, fixture.expected(), tolerance == null ? dtype -> Tolerance.EXACT : tolerance);
      return new Drift(
          c, fixture.producer(), comparisons.stream().filter(this::drifted).toList(), "");
    } catch (CaseRefusedException | BackendDiedException e) {
      return new Drift(c, fixture.producer(), List.of(), String.valueOf(e.getMessage()));
    }
  }

  private boolean drifted(Comparison comparison) {
    Tensor now = comparison.actual();
    return !comparison.agrees()
        || (tolerance == null && now != null && !now.isBitwiseEqualTo(comparison.expected()));
  }
}
