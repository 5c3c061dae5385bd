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
 * @param refusal who refused the case, and how, or what it lacks as a whole; empty where nothing is
 */
public record Verdict(
    String caseId,
    String reference,
    List<QuantityVerdict> quantities,
    Outcome outcome,
    Culprit culprit,
    String refusal) {
  /** Copies the list. */
  public Verdict {
    quantities = List.copyOf(quantities);
  }

  /**
   * Judges by the float64 oracle where there is one, and refuses a case that checks nothing: one
   * whose reference observed nothing, or gives a gradient that is zero in every element without the
   * case saying so. A declared zero that is not zero, or not there, is a fault of the case too.
   *
   * @param referenceName what messages call the reference
   * @param tolerance by dtype
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
    Vacuity vacuity = new Vacuity(c, zeroGradients);
    List<QuantityVerdict> verdicts = new ArrayList<>();
    for (Comparison comparison : Comparison.all(java, reference, tolerance)) {
      Tensor truth = oracle == null ? null : oracle.get(comparison.quantity());
      QuantityVerdict verdict =
          truth == null ? QuantityVerdict.of(comparison) : QuantityVerdict.of(comparison, truth);
      String fault =
          vacuity.fault(comparison.quantity(), truth == null ? comparison.expected() : truth);
      verdicts.add(fault.isEmpty() ? verdict : verdict.vacuous(fault));
    }
    List<String> absent =
        zeroGradients.keySet().stream()
            .filter(name -> reference.get(name) == null)
            .sorted()
            .toList();
    return of(
        c.id(),
        referenceName,
        verdicts,
        absent.isEmpty()
            ? ""
            : "declared to be zero, but " + referenceName + " has no " + String.join(", ", absent));
  }

  /** Judges against recorded values without an oracle. */
  public static Verdict against(
      Case c,
      Observation java,
      Observation recorded,
      String producer,
      Function<DType, Tolerance> tolerance) {
    return against(c, java, recorded, producer, new Observation(Map.of()), tolerance);
  }

  /**
   * Judges against recorded values: what is absent there is not checked, and a gradient of zero is
   * not a fault; a recording without any value is.
   *
   * @param oracle float64 values of the quantities that have been recorded with one
   */
  public static Verdict against(
      Case c,
      Observation java,
      Observation recorded,
      String producer,
      Observation oracle,
      Function<DType, Tolerance> tolerance) {
    List<QuantityVerdict> verdicts = new ArrayList<>();
    for (Comparison comparison : Comparison.all(java, recorded, tolerance)) {
      Tensor truth = oracle.get(comparison.quantity());
      verdicts.add(
          truth == null ? QuantityVerdict.of(comparison) : QuantityVerdict.of(comparison, truth));
    }
    return of(c.id(), producer, verdicts, "");
  }

  /**
   * Returns this verdict with what rounding explains put down to it.
   *
   * @param movements how far rounding may take each element of a float64 quantity
   */
  public Verdict allowing(Map<String, Tensor> movements) {
    return of(
        caseId,
        reference,
        quantities.stream().map(q -> q.allowing(movements.get(q.name()))).toList(),
        refusal);
  }

  private static Verdict of(
      String caseId, String reference, List<QuantityVerdict> verdicts, String fault) {
    String faults = verdicts.isEmpty() ? reference + " has nothing to compare with" : fault;
    Outcome outcome =
        verdicts.stream()
            .map(QuantityVerdict::outcome)
            .reduce(faults.isEmpty() ? Outcome.AGREES : Outcome.VACUOUS, Outcome::or);
    Culprit culprit =
        verdicts.stream().map(QuantityVerdict::culprit).reduce(Culprit.NONE, Culprit::and);
    return new Verdict(caseId, reference, verdicts, outcome, culprit, faults);
  }

  /** Both sides refuse the case, as they should. */
  public static Verdict bothRefuse(String caseId, String reference) {
    return new Verdict(
        caseId, reference, List.of(), Outcome.AGREES, Culprit.NONE, Refusals.byBoth());
  }

  /** Both sides refuse the case, but Java's message lacks what it should say. */
  public static Verdict wrongMessage(
      String caseId, String reference, String expected, String message) {
    return refusal(caseId, reference, Culprit.JAVA, Refusals.inOtherWords(expected, message));
  }

  /** Only Java refuses the case. */
  public static Verdict onlyJavaRefuses(String caseId, String reference, String message) {
    return refusal(caseId, reference, Culprit.JAVA, Refusals.byJavaOnly(reference, message));
  }

  /** Only the reference refuses the case. */
  public static Verdict onlyReferenceRefuses(String caseId, String reference, String message) {
    return refusal(caseId, reference, Culprit.JAVA, Refusals.byReferenceOnly(reference, message));
  }

  /** The reference crashed, hung or exited on the case; {@code message} says which. */
  public static Verdict referenceDied(String caseId, String reference, String message) {
    return new Verdict(
        caseId,
        reference,
        List.of(),
        Outcome.REFERENCE_DIED,
        Culprit.REFERENCE,
        Refusals.byDeath(reference, message));
  }

  /** Neither side refuses a case that both should refuse. */
  public static Verdict nobodyRefuses(String caseId, String reference) {
    return new Verdict(
        caseId, reference, List.of(), Outcome.VACUOUS, Culprit.NONE, Refusals.byNobody());
  }

  /** Both sides refuse a case that should run. */
  public static Verdict nobodyRuns(String caseId, String reference, String message) {
    return new Verdict(
        caseId,
        reference,
        List.of(),
        Outcome.VACUOUS,
        Culprit.NONE,
        Refusals.unexpectedByBoth(message));
  }

  private static Verdict refusal(String caseId, String reference, Culprit culprit, String text) {
    return new Verdict(caseId, reference, List.of(), Outcome.DISAGREES, culprit, text);
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
