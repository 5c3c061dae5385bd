package org.torchparity.compare;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * The verdict on one quantity.
 *
 * @param comparison Java against the reference
 * @param oracle the quantity in float64, null where there is none
 * @param javaError Java's distance from the oracle
 * @param referenceError the reference's distance from the oracle
 * @param outcome how it comes out
 * @param culprit who is wrong, where it disagrees
 * @param note why a case proves nothing, empty elsewhere
 */
public record QuantityVerdict(
    Comparison comparison,
    @Nullable Tensor oracle,
    @Nullable OracleError javaError,
    @Nullable OracleError referenceError,
    Outcome outcome,
    Culprit culprit,
    String note) {
  /**
   * How much further from the oracle Java may be than torch, as a root mean square, where both are
   * beyond the tolerance of each other: the factor torch's own compiler tests allow.
   */
  private static final double ROUNDING_FACTOR = 2;

  /** Judges without an oracle. */
  static QuantityVerdict of(Comparison comparison) {
    boolean agrees = comparison.agrees();
    return new QuantityVerdict(
        comparison,
        null,
        null,
        null,
        agrees ? Outcome.AGREES : Outcome.DISAGREES,
        agrees ? Culprit.NONE : Culprit.UNKNOWN,
        "");
  }

  /** Judges by what the same case gives in float64. */
  static QuantityVerdict of(Comparison comparison, Tensor oracle) {
    Tensor java = comparison.actual();
    Tensor reference = comparison.expected();
    if (java == null || comparison.kind() != Comparison.Kind.VALUES) {
      return new QuantityVerdict(
          comparison, oracle, null, null, Outcome.DISAGREES, Culprit.JAVA, "");
    }
    if (!oracle.shape().equals(reference.shape())) {
      return of(comparison);
    }
    OracleError javaError = OracleError.of(java, oracle);
    OracleError referenceError = OracleError.of(reference, oracle);
    Outcome outcome = Outcome.AGREES;
    Culprit culprit = Culprit.NONE;
    if (!comparison.agrees()) {
      boolean rounding =
          reference.dtype() == DType.FLOAT32
              && Double.isFinite(comparison.maxAbsolute())
              && javaError.rootMeanSquare() <= ROUNDING_FACTOR * referenceError.rootMeanSquare();
      outcome = rounding ? Outcome.AGREES_WITHIN_ROUNDING : Outcome.DISAGREES;
      culprit = rounding ? Culprit.NONE : culprit(comparison, oracle, java, reference);
    }
    return new QuantityVerdict(comparison, oracle, javaError, referenceError, outcome, culprit, "");
  }

  private static Culprit culprit(
      Comparison comparison, Tensor oracle, Tensor java, Tensor reference) {
    Tensor truth = oracle.to(reference.dtype());
    Tolerance tolerance = comparison.tolerance();
    boolean javaIsRight = Comparison.of("", java, truth, tolerance).agrees();
    boolean referenceIsRight = Comparison.of("", reference, truth, tolerance).agrees();
    if (javaIsRight == referenceIsRight && !javaIsRight) {
      return Culprit.BOTH;
    }
    // Where both are within the tolerance of the truth, Java is here because it is the further one.
    return referenceIsRight ? Culprit.JAVA : Culprit.REFERENCE;
  }

  /** Returns this verdict as one on a case that is at fault. */
  QuantityVerdict vacuous(String reason) {
    return new QuantityVerdict(
        comparison,
        oracle,
        javaError,
        referenceError,
        outcome.or(Outcome.VACUOUS),
        culprit,
        reason);
  }

  /** The quantity's name. */
  public String name() {
    return comparison.quantity();
  }
}
