package org.torchparity.gradcheck;

/**
 * The derivative of E by one element, with its error.
 *
 * <p>Ridders' extrapolation from several first steps; of the readings the one of smallest estimated
 * error is kept. A large first step drowns rounding noise, a small one stays clear of a nearby
 * singularity, and which of them matters is different from element to element. As soon as a reading
 * is much more exact than the tolerance asks, no further steps are taken. If in the end noise is
 * what stands in the way, the best reading is repeated as often as averages the noise away.
 *
 * @param value the derivative; NaN where no reading converged
 * @param error its estimated error
 * @param smooth whether the derivatives from the left and from the right agree within their errors
 */
record Derivative(double value, double error, boolean smooth) {
  /** Relative to the element's magnitude, or to 1 if that is greater; most useful first. */
  private static final double[] FIRST_STEPS = {1e-1, 1e-2, 1, 1e-3, 1e-4, 1e-5, 1e-6};

  /** How far below the tolerance an error ends the search. */
  private static final double EXACT_ENOUGH = 0.1;

  /** How far below the tolerance averaging has to bring an error. */
  private static final double AVERAGED_ENOUGH = 0.4;

  /** More repetitions than these are not worth their time: the noise stays. */
  private static final int MOST_REPETITIONS = 1 << 13;

  /**
   * Differentiates.
   *
   * @param element what to differentiate by
   * @param tolerance the relative error that matters
   */
  static Derivative of(Element element, double tolerance) {
    double magnitude = magnitude(element.value());
    double enough = EXACT_ENOUGH * tolerance;
    Reading best = new Reading(element, FIRST_STEPS[0] * magnitude, 1, enough);
    for (int i = 1; i < FIRST_STEPS.length && !best.isWithin(enough); i++) {
      Reading next = new Reading(element, FIRST_STEPS[i] * magnitude, 1, enough);
      best = next.error() < best.error() ? next : best;
    }
    if (!best.isWithin(enough) && best.isLimitedByNoise()) {
      double excess = best.error() / (AVERAGED_ENOUGH * tolerance * Math.abs(best.value()));
      if (excess > 1 && excess * excess <= MOST_REPETITIONS) {
        int repetitions = (int) Math.ceil(excess * excess);
        Reading averaged = new Reading(element, best.firstStep(), repetitions, enough);
        best = averaged.error() < best.error() ? averaged : best;
      }
    }
    return new Derivative(best.value(), best.error(), best.isSmooth(tolerance));
  }

  /** The usual first step from an element. */
  static double usualStep(double x) {
    return FIRST_STEPS[0] * magnitude(x);
  }

  private static double magnitude(double x) {
    return Math.max(1, Math.abs(x));
  }
}
