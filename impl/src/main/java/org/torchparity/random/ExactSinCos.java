package org.torchparity.random;

/**
 * Sine and cosine rounded correctly, so that a draw depends on neither the JVM nor the processor:
 * {@link Math#sin} may differ between JVMs.
 *
 * <p>With x = k·π/2 + r, |r| ≤ π/4, up to sign and exchange these are
 *
 * <pre>
 * sin r = r · (1 − r²/(2·3) · (1 − r²/(4·5) · (1 − …)))
 * cos r =      1 − r²/(1·2) · (1 − r²/(3·4) · (1 − …))
 * </pre>
 *
 * <p>A value is carried as the unevaluated sum of two doubles, as in {@link ExactLog}.
 */
final class ExactSinCos {
  private static final double TWO_OVER_PI = 2 / Math.PI;

  /** π/2 to 161 bits. */
  private static final double PI_2_HI = 0x1.921fb54442d18p0;

  private static final double PI_2_MID = 0x1.1a62633145c07p-54;
  private static final double PI_2_LO = -0x1.f1976b7ed8fbcp-110;

  /** The last factor: r²⁸/28!, what is left out, is below 2⁻¹⁰⁷. */
  private static final int FACTORS = 13;

  /**
   * Factors from this one on are scaled by r¹⁴/14! or less, below 2⁻⁴¹, and need one double only.
   */
  private static final int FIRST_SHORT_FACTOR = 8;

  private ExactSinCos() {}

  /** Puts sin x and cos x into a pair; 0 ≤ x ≤ 2π. */
  static void sinCos(double x, double[] pair) {
    int k = (int) Math.rint(x * TWO_OVER_PI);
    // x − k · PI_2_HI is exact: both subtractions leave a multiple of 2⁻⁵² below 1.
    double multiple = k * PI_2_HI;
    double rest = x - multiple - Math.fma(k, PI_2_HI, -multiple);
    double low = k * PI_2_MID;
    double lower = Math.fma(k, PI_2_MID, -low) + k * PI_2_LO;
    double r = rest - low;
    double rLo = rest - r - low - lower;
    double square = r * r;
    double squareLo = Math.fma(r, r, -square) + 2 * r * rLo;

    double[] factor = new double[2];
    series(square, squareLo, 1, factor);
    double product = r * factor[0];
    double productLo = Math.fma(r, factor[0], -product) + (r * factor[1] + rLo * factor[0]);
    double sin = product + productLo;
    series(square, squareLo, 0, factor);
    double cos = factor[0] + factor[1];

    // A quarter turn: sin(r + π/2) = cos r, cos(r + π/2) = −sin r.
    boolean exchanged = (k & 1) != 0;
    boolean turned = (k & 2) != 0;
    double turnedSin = exchanged ? cos : sin;
    double turnedCos = exchanged ? -sin : cos;
    pair[0] = turned ? -turnedSin : turnedSin;
    pair[1] = turned ? -turnedCos : turnedCos;
  }

  /** 1 − r²/((1 + s)(2 + s)) · (1 − r²/((3 + s)(4 + s)) · (…)): s = 1 for sine, 0 for cosine. */
  private static void series(double square, double squareLo, int shift, double[] pair) {
    double sum = 1;
    for (int n = FACTORS; n >= FIRST_SHORT_FACTOR; n--) {
      sum = 1 - square * sum / ((2 * n - 1 + shift) * (2 * n + shift));
    }
    double sumLo = 0;
    for (int n = FIRST_SHORT_FACTOR - 1; n > 0; n--) {
      // sum ← 1 − square · sum / divisor
      double divisor = (2 * n - 1 + shift) * (2 * n + shift);
      double product = square * sum;
      double productLo = Math.fma(square, sum, -product) + (square * sumLo + squareLo * sum);
      double quotient = product / divisor;
      double quotientLo = (Math.fma(-quotient, divisor, product) + productLo) / divisor;
      sum = 1 - quotient;
      sumLo = 1 - sum - quotient - quotientLo;
    }
    pair[0] = sum;
    pair[1] = sumLo;
  }
}
