package org.torchparity.harness;

import java.util.Map;
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
import org.torchparity.tensor.DType;

/**
 * Runs a case on both sides and judges; that the reference does not survive it is a verdict too. In
 * float32 the reference runs it a second time in float64: the oracle that tells who is wrong. A
 * case that draws random numbers has no oracle. In float64, where they disagree, {@link
 * Conditioning} tells what may be rounding.
 */
public final class ParityCheck {
  private final Backend java;
  private final Backend reference;
  private final Function<DType, Tolerance> tolerance;

  /** Checks one backend against another, within a tolerance a dtype. */
  public ParityCheck(Backend java, Backend reference, Function<DType, Tolerance> tolerance) {
    this.java = java;
    this.reference = reference;
    this.tolerance = tolerance;
  }

  /** Draws a planned case, runs it on both sides and judges. */
  public CaseResult check(Planned planned) {
    Case c = planned.draw();
    try {
      return check(planned, c);
    } catch (BackendDiedException e) {
      return new CaseResult(
          c,
          Verdict.referenceDied(c.id(), reference.name(), String.valueOf(e.getMessage())),
          planned.rerun("check --isolate"),
          Fixture.of(c, new Observation(Map.of()), reference.name()));
    }
  }

  private CaseResult check(Planned planned, Case c) {
    String refusal = planned.selected().sample().refusal();
    Run ours = Run.of(java, c);
    Run theirs = Run.of(reference, c);
    Verdict verdict =
        refusal == null
            ? judge(c, ours, theirs, planned.selected().sample().zeroGradients())
            : refused(c, ours, theirs, refusal);
    Observation expected = theirs.observation();
    return new CaseResult(
        c,
        verdict,
        planned.rerun("check"),
        expected == null ? null : Fixture.of(c, expected, reference.name()));
  }

  /**
   * Runs a case that both sides should accept, and judges.
   *
   * @param zeroGradients gradients the case declares to be zero, with the reason
   */
  public Verdict judge(Case c, Map<String, String> zeroGradients) {
    return judge(c, Run.of(java, c), Run.of(reference, c), zeroGradients);
  }

  private Verdict judge(Case c, Run ours, Run theirs, Map<String, String> zeroGradients) {
    Observation seen = ours.observation();
    Observation expected = theirs.observation();
    if (seen == null) {
      return expected == null
          ? Verdict.nobodyRuns(c.id(), reference.name(), theirs.refusal())
          : Verdict.onlyJavaRefuses(c.id(), reference.name(), ours.refusal());
    }
    if (expected == null) {
      return Verdict.onlyReferenceRefuses(c.id(), reference.name(), theirs.refusal());
    }
    Verdict verdict =
        Verdict.of(c, seen, expected, reference.name(), oracle(c), tolerance, zeroGradients);
    return verdict.outcome() == Outcome.DISAGREES && roundingMayExplain(c)
        ? verdict.allowing(Conditioning.movements(reference, c, expected))
        : verdict;
  }

  /** In float64, unless equality was asked for. */
  private boolean roundingMayExplain(Case c) {
    return c.dtype() == DType.FLOAT64 && !tolerance.apply(c.dtype()).equals(Tolerance.EXACT);
  }

  /** The same case in float64; none of a case that draws random numbers, which are others there. */
  private @Nullable Observation oracle(Case c) {
    if (c.dtype() != DType.FLOAT32 || c.seed().isPresent()) {
      return null;
    }
    try {
      return Run.of(reference, c.to(DType.FLOAT64)).observation();
    } catch (BackendDiedException e) {
      throw new BackendDiedException("in float64, as the oracle, " + e.getMessage());
    }
  }

  private Verdict refused(Case c, Run ours, Run theirs, String refusal) {
    if (ours.observation() != null) {
      return theirs.observation() == null
          ? Verdict.onlyReferenceRefuses(c.id(), reference.name(), theirs.refusal())
          : Verdict.nobodyRefuses(c.id(), reference.name());
    }
    if (theirs.observation() != null) {
      return Verdict.onlyJavaRefuses(c.id(), reference.name(), ours.refusal());
    }
    return ours.refusal().contains(refusal)
        ? Verdict.bothRefuse(c.id(), reference.name())
        : Verdict.wrongMessage(c.id(), reference.name(), refusal, ours.refusal());
  }

  /** What came of a run: an observation, or a refusal. */
  private record Run(@Nullable Observation observation, String refusal) {
    static Run of(Backend backend, Case c) {
      try {
        return new Run(backend.run(c), "");
      } catch (CaseRefusedException e) {
        return new Run(null, String.valueOf(e.getMessage()));
      }
    }
  }
}
