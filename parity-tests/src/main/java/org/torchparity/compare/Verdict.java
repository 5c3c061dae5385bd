package org.torchparity.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * The verdict on a case: on every quantity the reference observed, or on a refusal.
 *
 * @param caseId the case
 * @param reference what messages call the reference
 * @param quantities the verdict on each quantity
 * @param outcome the worst of them
 * @param culprit who is wrong, where they disagree
 * @param refusal who refused the case, and how; empty where nobody did
 */
public record Verdict(
    String caseId,
    String reference,
    List<QuantityVerdict> quantities,
    Outcome outcome,
    Culprit culprit,
    String refusal) {
  /**
   * A gradient is zero where it is below this times the greatest upstream gradient: float64 sums of
   * a few thousand terms that cancel leave no more.
   */
  private static final double ZERO_FLOAT64 = 1e-13;

  /** The same for a gradient that is known in float32 only. */
  private static final double ZERO_FLOAT32 = 1e-8;

  /** Copies the list. */
  public Verdict {
    quantities = List.copyOf(quantities);
  }

  /**
   * Judges by the float64 oracle where there is one, and refuses a case that checks nothing.
   *
   * @param zeroGradients gradients the case declares to be zero, with the reason
   */
  public static Verdict of(
      Case c,
      Observation java,
      Observation reference,
      String referenceName,
      @Nullable Observation oracle,
      Function<DType, Tolerance> tolerance,
      Map<String, String> zeroGradients) {
    List<QuantityVerdict> verdicts = new ArrayList<>();
    reference
        .quantities()
        .forEach(
            (name, expected) -> {
              QuantityVerdict verdict = judge(name, java, expected, oracle, tolerance);
              verdicts.add(vacuity(verdict, c, zeroGradients));
            });
    return new Verdict(c.id(), referenceName, verdicts, worst(verdicts), blame(verdicts), "");
  }

  /** Judges against recorded values: what is absent there is not checked. */
  public static Verdict against(
      Case c,
      Observation java,
      Observation recorded,
      String producer,
      Function<DType, Tolerance> tolerance) {
    List<QuantityVerdict> verdicts = new ArrayList<>();
    recorded
        .quantities()
        .forEach((name, expected) -> verdicts.add(judge(name, java, expected, null, tolerance)));
    return new Verdict(c.id(), producer, verdicts, worst(verdicts), blame(verdicts), "");
  }

  private static QuantityVerdict judge(
      String name,
      Observation java,
      Tensor expected,
      @Nullable Observation oracle,
      Function<DType, Tolerance> tolerance) {
    Comparison comparison =
        Comparison.of(name, java.get(name), expected, tolerance.apply(expected.dtype()));
    Tensor truth = oracle == null ? null : oracle.get(name);
    return truth == null ? QuantityVerdict.of(comparison) : QuantityVerdict.of(comparison, truth);
  }

  private static QuantityVerdict vacuity(
      QuantityVerdict verdict, Case c, Map<String, String> zeroGradients) {
    if (!verdict.name().startsWith("grad")) {
      return verdict;
    }
    boolean declared = zeroGradients.containsKey(verdict.name());
    Tensor oracle = verdict.oracle();
    boolean zero = isZero(oracle == null ? verdict.comparison().expected() : oracle, c);
    if (zero && !declared) {
      return verdict.vacuous("the reference gradient is zero in every element");
    }
    if (!zero && declared) {
      return verdict.vacuous("declared to be zero in every element, but it is not");
    }
    return verdict;
  }

  private static boolean isZero(Tensor gradient, Case c) {
    double scale = 0;
    for (Tensor upstream : c.gradOutputs().values()) {
      for (double g : upstream.toDoubles()) {
        scale = Math.max(scale, Math.abs(g));
      }
    }
    double limit = scale * (gradient.dtype() == DType.FLOAT64 ? ZERO_FLOAT64 : ZERO_FLOAT32);
    for (double value : gradient.toDoubles()) {
      if (!(Math.abs(value) <= limit)) {
        return false;
      }
    }
    return gradient.elements() > 0;
  }

  /** Both sides refuse the case, as they should. */
  public static Verdict bothRefuse(String caseId, String reference) {
    return new Verdict(caseId, reference, List.of(), Outcome.AGREES, Culprit.NONE, "both refuse");
  }

  /** Both sides refuse the case, but Java's message lacks what it should say. */
  public static Verdict wrongMessage(
      String caseId, String reference, String expected, String message) {
    return refusal(
        caseId,
        reference,
        Culprit.JAVA,
        "Java refuses it in other words: expected a message with \""
            + expected
            + "\", but got \""
            + message
            + "\"");
  }

  /** Only Java refuses the case. */
  public static Verdict onlyJavaRefuses(String caseId, String reference, String message) {
    return refusal(
        caseId, reference, Culprit.JAVA, "Java refuses what " + reference + " runs: " + message);
  }

  /** Only the reference refuses the case. */
  public static Verdict onlyReferenceRefuses(String caseId, String reference, String message) {
    return refusal(
        caseId, reference, Culprit.JAVA, "Java runs what " + reference + " refuses: " + message);
  }

  /** Neither side refuses a case that both should refuse. */
  public static Verdict nobodyRefuses(String caseId, String reference) {
    return new Verdict(
        caseId,
        reference,
        List.of(),
        Outcome.VACUOUS,
        Culprit.NONE,
        "both sides run what the case says they refuse");
  }

  /** Both sides refuse a case that should run. */
  public static Verdict nobodyRuns(String caseId, String reference, String message) {
    return new Verdict(
        caseId,
        reference,
        List.of(),
        Outcome.VACUOUS,
        Culprit.NONE,
        "both sides refuse a case that should run: " + message);
  }

  private static Verdict refusal(String caseId, String reference, Culprit culprit, String text) {
    return new Verdict(caseId, reference, List.of(), Outcome.DISAGREES, culprit, text);
  }

  private static Outcome worst(List<QuantityVerdict> verdicts) {
    return verdicts.stream().map(QuantityVerdict::outcome).reduce(Outcome.AGREES, Outcome::or);
  }

  private static Culprit blame(List<QuantityVerdict> verdicts) {
    return verdicts.stream().map(QuantityVerdict::culprit).reduce(Culprit.NONE, Culprit::and);
  }

  /** Names of the quantities that do not agree. */
  public Set<String> failing() {
    Set<String> names = new LinkedHashSet<>();
    for (QuantityVerdict verdict : quantities) {
      if (!verdict.outcome().isAgreement()) {
        names.add(verdict.name());
      }
    }
    return names;
  }

  /** The whole text; {@code rerun} is the command that runs just this case again. */
  public String message(String rerun) {
    return VerdictMessage.of(this, rerun);
  }
}
