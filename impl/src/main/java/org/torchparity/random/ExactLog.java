package org.torchparity.random;

/**
 * The natural logarithm rounded correctly, so that a draw depends on neither the JVM nor the
 * processor: {@link Math#log} may differ between JVMs, and {@link StrictMath#log} is an ulp off for
 * one argument in fourteen.
 *
 * <p>With x = 2ᵏ·m, √½ ≤ m ≤ √2, and s = (m − 1) / (m + 1), |s| ≤ 0.1716:
 *
 * <pre>
 * ln x = k·ln 2 + 2·artanh s,   artanh s = s · Σ s²ⁿ / (2n + 1)
 * </pre>
 *
 * <p>A value is carried as the unevaluated sum of two doubles, hi + lo; the error of the sum stays
 * below 2⁻⁹⁰ of it, so about one argument in 2³⁶ could be rounded the other way. Source of the
 * two-double arithmetic: T. J. Dekker, <i>A floating-point technique for extending the available
 * precision</i>, Numer. Math. 18 (1971).
 */
final class ExactLog {
  private static final double SQRT_2 = Math.sqrt(2);

  /** ln 2 to 107 bits. */
  private static final double LN_2_HI = 0x1.62e42fefa39efp-1;

  private static final double LN_2_LO = 0x1.abc9e3b39803fp-56;

  /** Terms from this one on are below 2⁻⁴⁰ of the sum, and need one double only. */
  private static final int FIRST_SHORT_TERM = 8;

  /** The first term left out, s⁴²/43, is below 2⁻¹¹¹. */
  private static final int TERMS = 21;

  private ExactLog() {}

  /** Returns ln x; x is positive, finite and at least {@link Double#MIN_NORMAL}. */
  static double log(double x) {
    int k = Math.getExponent(x);
    double m = Math.scalb(x, -k);
    if (m > SQRT_2) {
      m /= 2;
      k++;
    }
    // m − 1 is exact (Sterbenz); m + 1 = plus + plusLo exactly.
    double minus = m - 1;
    double plus = m + 1;
    double plusLo = m - (plus - 1);
    double s = minus / plus;
    double sLo = (Math.fma(-s, plus, minus) - s * plusLo) / plus;
    double square = s * s;
    double squareLo = Math.fma(s, s, -square) + 2 * s * sLo;

    double tail = 0;
    for (int n = TERMS - 1; n >= FIRST_SHORT_TERM; n--) {
      tail = tail * square + 1.0 / (2 * n + 1);
    }
    double sum = tail;
    double sumLo = 0;
    for (int n = FIRST_SHORT_TERM - 1; n >= 0; n--) {
      // sum ← 1/(2n + 1) + square · sum
      double odd = 2 * n + 1;
      double term = 1 / odd;
      double termLo = Math.fma(-term, odd, 1) / odd;
      double product = square * sum;
      double productLo = Math.fma(square, sum, -product) + (square * sumLo + squareLo * sum);
      sum = term + product;
      sumLo = (product - (sum - term)) + (termLo + productLo);
    }
    double artanh = s * sum;
    double artanhLo = Math.fma(s, sum, -artanh) + (s * sumLo + sLo * sum);

    // Where k ≠ 0, |k·ln 2| ≥ ln 2 > |2·artanh s|, as the fast two-sum below needs; k = 0 adds 0.
    double scale = k * LN_2_HI;
    double scaleLo = Math.fma(k, LN_2_HI, -scale) + k * LN_2_LO;
    if (k == 0) {
      return 2 * (artanh + artanhLo);
    }
    double log = scale + 2 * artanh;
    double logLo = (2 * artanh - (log - scale)) + (scaleLo + 2 * artanhLo);
    return log + logLo;
  }
}
