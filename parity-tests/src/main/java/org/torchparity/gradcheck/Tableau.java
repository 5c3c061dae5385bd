package org.torchparity.gradcheck;

/**
 * Richardson's extrapolation of difference quotients to step 0, one row a step, each step shorter
 * by the factor c: {@code a(i,j) = a(i,j−1) + (a(i,j−1) − a(i−1,j−1)) / (r^j − 1)}, with r = c² for
 * central quotients, whose error is a series in h², and r = c for one-sided ones.
 *
 * <p>As in Ridders' method the entry of smallest estimated error is kept, and the error is how far
 * it lies from its neighbours. Here these are three, {@code a(i,j−1)}, {@code a(i−1,j−1)} and
 * {@code a(i−1,j)}: the first two coincide by chance wherever the quotient has an extremum in h. To
 * that comes the rounding noise of the quotients, carried through the same weights: chance may
 * bring neighbours together where all is noise.
 *
 * <p>Source: Ridders, "Accurate computation of F'(x) and F'(x) F''(x)", Advances in Engineering
 * Software 4 (1982).
 */
final class Tableau {
  /**
   * How much shorter each step is than the one before. Not 2: where a function repeats itself and
   * one step is close to some periods, its half and its quarter would be too, and all would agree.
   */
  static final double SHRINK = 1.93;

  private final double ratio;
  private double[] values = {};
  private double[] noises = {};
  private double value = Double.NaN;
  private double error = Double.POSITIVE_INFINITY;
  private double noise;

  private Tableau(double ratio) {
    this.ratio = ratio;
  }

  static Tableau ofCentralQuotients() {
    return new Tableau(SHRINK * SHRINK);
  }

  static Tableau ofOneSidedQuotients() {
    return new Tableau(SHRINK);
  }

  /** Adds the quotient of the next smaller step, with a bound of its rounding error. */
  void add(double quotient, double quotientNoise) {
    int columns = values.length + 1;
    double[] row = new double[columns];
    double[] rowNoises = new double[columns];
    row[0] = quotient;
    rowNoises[0] = quotientNoise;
    double power = 1;
    for (int j = 1; j < columns; j++) {
      power *= ratio;
      row[j] = row[j - 1] + (row[j - 1] - values[j - 1]) / (power - 1);
      rowNoises[j] = (power * rowNoises[j - 1] + noises[j - 1]) / (power - 1);
      if (j < values.length) {
        double spread =
            Math.max(
                Math.abs(row[j] - values[j]),
                Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - values[j - 1])));
        keep(row[j], spread + rowNoises[j], rowNoises[j]);
      }
    }
    values = row;
    noises = rowNoises;
  }

  private void keep(double candidate, double candidateError, double candidateNoise) {
    if (candidateError < error) {
      value = candidate;
      error = candidateError;
      noise = candidateNoise;
    }
  }

  /** The limit at step 0; NaN while there are fewer than three rows, or none of finite error. */
  double value() {
    return value;
  }

  /** Estimated error of the limit; infinite where there is none. */
  double error() {
    return error;
  }

  /** The part of the error that comes from the quotients' rounding. */
  double noise() {
    return noise;
  }
}
