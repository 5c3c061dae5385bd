package org.torchparity.init;

/**
 * The error function, erf x = 2/√π ∫₀ˣ exp(−t²) dt, and its inverse, to the last bits of float64.
 *
 * <p>Source: M. Abramowitz and I. A. Stegun, <i>Handbook of Mathematical Functions</i>, 7.1.5 and
 * 7.1.14; M. J. Wichura, <i>Algorithm AS 241: The percentage points of the normal distribution</i>,
 * Appl. Statist. 37 (1988).
 */
final class ErrorFunction {
  private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

  /** From here on erf x rounds to 1. */
  private static final double SATURATION = 6;

  /** The first term left out, 1 / (20! · 41), is below 2⁻⁶⁶. */
  private static final int TERMS = 20;

  /** Enough levels of the continued fraction for x = 1, where it is slowest. */
  private static final int LEVELS = 200;

  private ErrorFunction() {}

  /** Returns erf x. */
  static double erf(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 1) {
      return TWO_OVER_SQRT_PI * x * series(x * x);
    }
    if (magnitude >= SATURATION) {
      return Math.signum(x);
    }
    return Math.signum(x) * (1 - complement(magnitude));
  }

  /** Σ (−x²)ⁿ / (n! (2n + 1)), from the last term to the first. */
  private static double series(double square) {
    double sum = 0;
    for (int n = TERMS; n > 0; n--) {
      sum = 1.0 / (2 * n - 1) - square / n * sum;
    }
    return sum;
  }

  /** 1 − erf x = exp(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + 2/(x + …))))). */
  private static double complement(double x) {
    double fraction = x;
    for (int level = LEVELS; level > 0; level--) {
      fraction = x + level / 2.0 / fraction;
    }
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }

  // Φ⁻¹ = numerator / denominator, highest power first: in r = 0.180625 − q² around the middle, …
  private static final double[] MIDDLE_NUMERATOR = {
    2.5090809287301226727e+3,
    3.3430575583588128105e+4,
    6.7265770927008700853e+4,
    4.5921953931549871457e+4,
    1.3731693765509461125e+4,
    1.9715909503065514427e+3,
    1.3314166789178437745e+2,
    3.3871328727963666080e+0
  };
  private static final double[] MIDDLE_DENOMINATOR = {
    5.2264952788528545610e+3,
    2.8729085735721942674e+4,
    3.9307895800092710610e+4,
    2.1213794301586595867e+4,
    5.3941960214247511077e+3,
    6.8718700749205790830e+2,
    4.2313330701600911252e+1,
    1
  };
  // … in r − 1.6, r = √(−ln tail), in the shoulders, …
  private static final double[] SHOULDER_NUMERATOR = {
    7.74545014278341407640e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258e+0,
    3.64784832476320460504e+0,
    5.76949722146069140550e+0,
    4.63033784615654529590e+0,
    1.42343711074968357734e+0
  };
  private static final double[] SHOULDER_DENOMINATOR = {
    1.05075007164441684324e-9,
    5.47593808499534494600e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940e+0,
    2.05319162663775882187e+0,
    1
  };
  // … in r − 5 in the tails.
  private static final double[] TAIL_NUMERATOR = {
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    1.24266094738807843860e-3,
    2.65321895265761230930e-2,
    2.96560571828504891230e-1,
    1.78482653991729133580e+0,
    5.46378491116411436990e+0,
    6.65790464350110377720e+0
  };
  private static final double[] TAIL_DENOMINATOR = {
    2.04426310338993978564e-15,
    1.42151175831644588870e-7,
    1.84631831751005468180e-5,
    7.86869131145613259100e-4,
    1.48753612908506148525e-2,
    1.36929880922735805310e-1,
    5.99832206555887937690e-1,
    1
  };

  /** Returns the x with erf x = y: infinite at ±1, NaN outside [−1, 1]. */
  static double erfinv(double y) {
    // erf⁻¹ y = Φ⁻¹((1 + y) / 2) / √2, with q = p − 1/2 = y/2 and 1 − p = (1 − y)/2 without
    // rounding.
    double q = y / 2;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q * polynomial(MIDDLE_NUMERATOR, r) / polynomial(MIDDLE_DENOMINATOR, r) / Math.sqrt(2);
    }
    double tail = (1 - Math.abs(y)) / 2;
    if (tail == 0) {
      return Math.copySign(Double.POSITIVE_INFINITY, y);
    }
    double r = Math.sqrt(-Math.log(tail));
    double quantile =
        r <= 5
            ? polynomial(SHOULDER_NUMERATOR, r - 1.6) / polynomial(SHOULDER_DENOMINATOR, r - 1.6)
            : polynomial(TAIL_NUMERATOR, r - 5) / polynomial(TAIL_DENOMINATOR, r - 5);
    return Math.copySign(quantile, y) / Math.sqrt(2);
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = 0;
    for (double coefficient : coefficients) {
      value = value * x + coefficient;
    }
    return value;
  }
}
