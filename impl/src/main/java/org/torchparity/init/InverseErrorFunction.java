package org.torchparity.init;

/**
 * The inverse of the error function, to the last bits of float64.
 *
 * <p>Source: M. J. Wichura, <i>Algorithm AS 241: The percentage points of the normal
 * distribution</i>, Appl. Statist. 37 (1988).
 */
final class InverseErrorFunction {
  // Φ⁻¹ = numerator / denominator, highest power first: in r = 0.180625 − q² around the middle, …
  private static final double[] MIDDLE_NUMERATOR = {
    2509.0809287301227,
    33430.57558358813,
    67265.7709270087,
    45921.95393154987,
    13731.69376550946,
    1971.5909503065513,
    133.14166789178438,
    3.3871328727963665
  };
  private static final double[] MIDDLE_DENOMINATOR = {
    5226.495278852854,
    28729.085735721943,
    39307.89580009271,
    21213.794301586597,
    5394.196021424751,
    687.1870074920579,
    42.31333070160091,
    1
  };
  // … in r − 1.6, r = √(−ln tail), in the shoulders, …
  private static final double[] SHOULDER_NUMERATOR = {
    0.0007745450142783414,
    0.022723844989269184,
    0.2417807251774506,
    1.2704582524523684,
    3.6478483247632045,
    5.769497221460691,
    4.630337846156546,
    1.4234371107496835
  };
  private static final double[] SHOULDER_DENOMINATOR = {
    1.0507500716444169e-09,
    0.0005475938084995345,
    0.015198666563616457,
    0.14810397642748008,
    0.6897673349851,
    1.6763848301838038,
    2.053191626637759,
    1
  };
  // … in r − 5 in the tails.
  private static final double[] TAIL_NUMERATOR = {
    2.0103343992922881e-07,
    2.7115555687434876e-05,
    0.0012426609473880784,
    0.026532189526576124,
    0.29656057182850487,
    1.7848265399172913,
    5.463784911164114,
    6.657904643501103
  };
  private static final double[] TAIL_DENOMINATOR = {
    2.0442631033899397e-15,
    1.421511758316446e-07,
    1.8463183175100548e-05,
    0.0007868691311456133,
    0.014875361290850615,
    0.1369298809227358,
    0.599832206555888,
    1
  };

  private InverseErrorFunction() {}

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
