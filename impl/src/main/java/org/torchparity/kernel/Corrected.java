package org.torchparity.kernel;

/**
 * What keeps rounding out of statistics, shared by the twins.
 *
 * <p>Source: Chan, Golub, LeVeque, "Algorithms for Computing the Sample Variance", The American
 * Statistician 37 (1983), equations (1.5) and (1.7).
 */
final class Corrected {
  private Corrected() {}

  /**
   * The end of the corrected two-pass algorithm: with deviations d = x − centre from a rounded
   * mean, the mean is centre + Σd/M and the sum of squares Σd² − (Σd)²/M.
   */
  static double mean(double centre, double residual, double elements) {
    // Deviations from an infinite mean are NaN; the mean itself stays infinite.
    return Double.isInfinite(centre) ? centre : centre + residual / elements;
  }

  /** As {@link #mean}. */
  static double squares(double residual, double square, double elements) {
    return square - residual * (residual / elements);
  }

  /**
   * Adds a part to the moments of parts, {count, mean, Σ(x − mean)²}:
   *
   * <pre>
   * Σ(x − μ)² = S₁ + S₂ + (μ₂ − μ₁)²·n₁·n₂/(n₁ + n₂)
   * </pre>
   */
  static void add(double count, double mean, double squares, double[] moments) {
    if (moments[0] == 0) {
      moments[0] = count;
      moments[1] = mean;
      moments[2] = squares;
      return;
    }
    double total = moments[0] + count;
    double difference = mean - moments[1];
    double step = difference * (count / total);
    moments[1] += step;
    moments[2] += squares + difference * (step * moments[0]);
    moments[0] = total;
  }

  /**
   * Whether squares of float32, added in float32, are the true ones: none has overflowed, and those
   * that matter are not denormal.
   */
  static boolean inRange(double squares, double elements) {
    return squares >= elements * 1e-30 && squares < Double.POSITIVE_INFINITY;
  }

  /**
   * What is left of a mean rounded to float32: x − mean = (x − (float) mean) − rest, whose first
   * difference of float32 is exact where x is near the mean.
   */
  static double rest(double mean) {
    return Double.isInfinite(mean) ? 0 : mean - (float) mean;
  }
}
