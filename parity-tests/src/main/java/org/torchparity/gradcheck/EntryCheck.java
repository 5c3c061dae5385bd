package org.torchparity.gradcheck;

/**
 * One element of a gradient beside its numerical derivative.
 *
 * @param position row-major position of the element
 * @param analytic the element of the gradient
 * @param numerical the numerical derivative; NaN where there is none
 * @param error estimated error of the numerical derivative
 * @param smooth whether the derivatives from the left and from the right agree
 * @param tolerance greatest relative error allowed
 */
public record EntryCheck(
    int position,
    double analytic,
    double numerical,
    double error,
    boolean smooth,
    double tolerance) {
  /** How far a difference must exceed the estimated error before it counts against a gradient. */
  private static final double SAFETY = 10;

  /** {@code |a − n| / max(|a|, |n|)}; 0 where both are 0, infinite where either is not finite. */
  public double relativeError() {
    double difference = Math.abs(analytic - numerical);
    if (!Double.isFinite(difference)) {
      return Double.POSITIVE_INFINITY;
    }
    return difference == 0 ? 0 : difference / greater();
  }

  private double greater() {
    return Math.max(Math.abs(analytic), Math.abs(numerical));
  }

  /**
   * Agrees if {@code |a − n| + e ≤ tolerance · max(|a|, |n|)}, disagrees if {@code |a − n| > 10·e +
   * tolerance · max(|a|, |n|)}, with e the error, which is an estimate and no bound: near a kink it
   * may fall short by some factor. Cannot tell between these, and where there is no derivative.
   */
  public GradientVerdict verdict() {
    if (!Double.isFinite(numerical) || !Double.isFinite(error) || !smooth) {
      return GradientVerdict.CANNOT_TELL;
    }
    if (!Double.isFinite(analytic)) {
      return GradientVerdict.DISAGREES;
    }
    double difference = Math.abs(analytic - numerical);
    if (difference + error <= tolerance * greater()) {
      return GradientVerdict.AGREES;
    }
    return difference > SAFETY * error + tolerance * greater()
        ? GradientVerdict.DISAGREES
        : GradientVerdict.CANNOT_TELL;
  }
}
