package org.torchparity.assertj;

import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Observation;
import org.torchparity.harness.FixtureCheck;
import org.torchparity.tensor.DType;

/** Assertions on everything that was seen of a run. */
public final class ObservationAssert extends AbstractAssert<ObservationAssert, Observation> {

  ObservationAssert(@Nullable Observation actual) {
    super(actual, ObservationAssert.class);
  }

  /**
   * Fails unless every quantity of {@code expected} was observed and agrees within {@link
   * Tolerance#standard} of its dtype, or {@code expected} is empty. The message holds every
   * quantity that fails.
   */
  public ObservationAssert agreesWith(Observation expected) {
    return agreesWith(expected, Tolerance::standard);
  }

  /**
   * As {@link #agreesWith(Observation)} with what is recorded, within the tolerance the fixture
   * asks for; or, where the fixture has an oracle, within the producer's own rounding.
   */
  public ObservationAssert agreesWith(Fixture fixture) {
    isNotNull();
    Function<DType, Tolerance> tolerance = dtype -> Tolerance.askedBy(fixture, dtype);
    Verdict verdict = FixtureCheck.verdict(fixture, actual, tolerance);
    return verdict.outcome() == Outcome.AGREES_WITHIN_ROUNDING
        ? this
        : agreesWith(fixture.expected(), tolerance);
  }

  /**
   * As {@link #agreesWith(Observation)} within one tolerance; integers must be equal all the same.
   */
  public ObservationAssert agreesWith(Observation expected, Tolerance tolerance) {
    return agreesWith(expected, dtype -> dtype.isFloatingPoint() ? tolerance : Tolerance.EXACT);
  }

  private ObservationAssert agreesWith(Observation expected, Function<DType, Tolerance> tolerance) {
    isNotNull();
    if (expected.quantities().isEmpty()) {
      failWithMessage("%s", "Expected agreement, but there is nothing to compare with");
    }
    List<Comparison> comparisons = Comparison.all(actual, expected, tolerance);
    StringBuilder text = new StringBuilder();
    int failing = 0;
    for (Comparison comparison : comparisons) {
      if (!comparison.agrees()) {
        failing++;
        text.append("\n\n").append(comparison.quantity());
        comparison
            .describe("actual", "expected")
            .lines()
            .forEach(line -> text.append("\n  ").append(line));
      }
    }
    if (failing > 0) {
      failWithMessage(
          "%s",
          "Expected agreement, but "
              + failing
              + " of "
              + comparisons.size()
              + (comparisons.size() == 1 ? " quantity" : " quantities")
              + (failing == 1 ? " differs" : " differ")
              + text);
    }
    return this;
  }
}
