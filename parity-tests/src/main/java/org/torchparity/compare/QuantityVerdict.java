package org.torchparity.compare;

import java.util.Objects;
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

  /**
   * How much greater Java's greatest error may be than torch's: over a million elements a fault in
   * one of them does not show in the root mean square.
   */
  private static final double GREATEST_FACTOR = 8;

  /**
   * Where both sides miss the oracle, the one whose error is this many times the other's is the one
   * that is wrong; rounding alone takes torch's float32 beyond a tolerance of 1e-5 now and then.
   */
  private static final double BLAME_FACTOR = 10;

  /** Judges without an oracle: who is wrong cannot be said, save for what is not there at all. */
  public static QuantityVerdict of(Comparison comparison) {
    if (comparison.agrees()) {
      return of(comparison, null, null, Outcome.AGREES, Culprit.NONE);
    }
    boolean missing = comparison.kind() == Comparison.Kind.MISSING;
    return of(comparison, null, null, Outcome.DISAGREES, missing ? Culprit.JAVA : Culprit.UNKNOWN);
  }

  /** Judges by what the same case gives in float64. */
  public static QuantityVerdict of(Comparison comparison, Tensor oracle) {
    Tensor java = comparison.actual();
    Tensor reference = comparison.expected();
    if (java == null) {
      return of(comparison);
    }
    boolean sameShape = oracle.shape().equals(reference.shape());
    if (comparison.kind() != Comparison.Kind.VALUES) {
      Culprit culprit =
          sameShape
              ? Culprit.JAVA
              : oracle.shape().equals(java.shape()) ? Culprit.REFERENCE : Culprit.BOTH;
      return of(comparison, oracle, null, Outcome.DISAGREES, culprit);
    }
    if (!sameShape) {
      return of(comparison);
    }
    OracleErrors errors = OracleErrors.of(java, reference, oracle);
    if (comparison.agrees()) {
      return of(comparison, oracle, errors, Outcome.AGREES, Culprit.NONE);
    }
    if (isRounding(comparison, errors)) {
      return of(comparison, oracle, errors, Outcome.AGREES_WITHIN_ROUNDING, Culprit.NONE);
    }
    return of(
        comparison,
        oracle,
        errors,
        Outcome.DISAGREES,
        culprit(comparison.tolerance(), java, reference, oracle, errors));
  }

  private static QuantityVerdict of(
      Comparison comparison,
      @Nullable Tensor oracle,
      @Nullable OracleErrors errors,
      Outcome outcome,
      Culprit culprit) {
    return new QuantityVerdict(
        comparison,
        oracle,
        errors == null ? null : errors.java(),
        errors == null ? null : errors.reference(),
        outcome,
        culprit,
        "");
  }

  /**
   * Returns a disagreement of float64 as rounding, if no element differs by more than rounding may
   * have moved it, nor by more than float32 may err: a jump, as where a nudge decides which of two
   * equal elements is the greatest, is not rounding.
   */
  QuantityVerdict allowing(@Nullable Tensor movements) {
    if (movements == null
        || outcome != Outcome.DISAGREES
        || comparison.kind() != Comparison.Kind.VALUES) {
      return this;
    }
    double[] java = Objects.requireNonNull(comparison.actual()).doubles();
    double[] reference = comparison.expected().doubles();
    for (int i = 0; i < java.length; i++) {
      double error = Math.abs(java[i] - reference[i]);
      boolean isRounding =
          error <= movements.get(i)
              && Tolerance.standard(DType.FLOAT32).accepts(java[i], reference[i]);
      if (!isRounding && !comparison.tolerance().accepts(java[i], reference[i])) {
        return this;
      }
    }
    QuantityVerdict verdict =
        of(comparison, null, null, Outcome.AGREES_WITHIN_ROUNDING, Culprit.NONE);
    return note.isEmpty() ? verdict : verdict.vacuous(note);
  }

  /** Only errors that can be measured are rounding: a NaN on one side never is. */
  private static boolean isRounding(Comparison comparison, OracleErrors errors) {
    return comparison.expected().dtype() == DType.FLOAT32
        && errors.java().strays() == 0
        && errors.reference().strays() == 0
        && errors.java().rootMeanSquare() <= ROUNDING_FACTOR * errors.reference().rootMeanSquare()
        && errors.java().greatest() <= GREATEST_FACTOR * errors.reference().greatest();
  }

  private static Culprit culprit(
      Tolerance tolerance, Tensor java, Tensor reference, Tensor oracle, OracleErrors errors) {
    boolean javaIsRight = Comparison.ofValues("", java, oracle, tolerance).agrees();
    boolean referenceIsRight = Comparison.ofValues("", reference, oracle, tolerance).agrees();
    if (javaIsRight != referenceIsRight) {
      return javaIsRight ? Culprit.REFERENCE : Culprit.JAVA;
    }
    if (errors.java().strays() > 0 && errors.reference().strays() > 0) {
      return Culprit.BOTH;
    }
    double ours = size(errors.java());
    double theirs = size(errors.reference());
    if (javaIsRight) {
      // Each within the tolerance of the truth, but on opposite sides of it: the further one.
      return ours > theirs ? Culprit.JAVA : Culprit.REFERENCE;
    }
    if (ours > BLAME_FACTOR * theirs) {
      return Culprit.JAVA;
    }
    return theirs > BLAME_FACTOR * ours ? Culprit.REFERENCE : Culprit.BOTH;
  }

  private static double size(OracleError error) {
    return error.strays() > 0 ? Double.POSITIVE_INFINITY : error.rootMeanSquare();
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
