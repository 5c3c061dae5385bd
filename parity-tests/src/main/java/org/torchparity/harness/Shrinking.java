package org.torchparity.harness;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Observation;
import org.torchparity.isolate.BackendDiedException;
import org.torchparity.shrink.SameFailure;
import org.torchparity.shrink.Shrinker;
import org.torchparity.shrink.Shrinker.Shrunk;
import org.torchparity.shrink.Smallest;
import org.torchparity.tensor.DType;

/**
 * Finds a smaller case for the first disagreement of its kind in each module: the others most
 * likely have the same cause. Not for several threads, so that "the first" is the same in each run.
 */
public final class Shrinking {
  private final ParityCheck check;
  private final Backend reference;
  private final Function<DType, Tolerance> tolerance;
  private final Duration limit;
  private final Set<String> seen = new HashSet<>();

  /**
   * Shrinks what a check finds.
   *
   * @param reference the check's
   * @param tolerance the check's
   * @param limit for each search; zero for none at all
   */
  public Shrinking(
      ParityCheck check, Backend reference, Function<DType, Tolerance> tolerance, Duration limit) {
    this.check = check;
    this.reference = reference;
    this.tolerance = tolerance;
    this.limit = limit;
  }

  /** Returns the result with the smallest case that fails like it, where one is to be had. */
  public CaseResult shrink(CaseResult result) {
    Verdict verdict = result.verdict();
    if (limit.isZero() || verdict.outcome() != Outcome.DISAGREES) {
      return result;
    }
    String kind = result.c().spec().module() + SameFailure.key(verdict);
    return seen.add(kind) ? result.withSmallest(smallest(result)) : result;
  }

  private @Nullable Smallest smallest(CaseResult result) {
    SameFailure same = new SameFailure(result.verdict());
    Shrunk shrunk =
        new Shrinker(reference, limit).shrink(result.c(), c -> same.test(check.judge(c, Map.of())));
    if (shrunk.steps() == 0) {
      return null;
    }
    Case smallest = shrunk.smallest().withId(result.c().id() + "/smallest");
    try {
      return new Smallest(
          recorded(smallest, result.c().id()),
          check.judge(smallest, Map.of()),
          shrunk.candidates());
    } catch (BackendDiedException died) {
      return null;
    }
  }

  /** The fixture fails under {@code verify} too: it asks for the tolerance of this check. */
  private Fixture recorded(Case c, String original) {
    Tolerance asked = tolerance.apply(c.dtype());
    Observation expected;
    try {
      expected = reference.run(c);
    } catch (CaseRefusedException onlyJavaRuns) {
      expected = new Observation(Map.of());
    }
    return new Fixture(
        c,
        expected,
        reference.name(),
        OptionalDouble.of(asked.atol()),
        OptionalDouble.of(asked.rtol()),
        "the smallest case found that fails as " + original + " does");
  }
}
