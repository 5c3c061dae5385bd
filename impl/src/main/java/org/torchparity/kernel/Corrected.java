package org.torchparity.kernel;

/**
 * The end of the corrected two-pass algorithm, shared by the twins. With deviations d = x − centre
 * from a rounded mean, the mean is centre + Σd/M and the sum of squares Σd² − (Σd)²/M.
 *
 * <p>Source: Chan, Golub, LeVeque, "Algorithms for Computing the Sample Variance", The American
 * Statistician 37 (1983), equation (1.7).
 */
final class Corrected {
  private Corrected() {}

  static void store(
      int channel,
      double centre,
      double residual,
      double square,
      int elements,
      double[] mean,
      double[] squares) {
    // Deviations from an infinite mean are NaN; the mean itself stays infinite.
    double correction = Double.isInfinite(centre) ? 0 : residual / elements;
    mean[channel] = centre + correction;
    squares[channel] = square - residual * (residual / elements);
  }
}
