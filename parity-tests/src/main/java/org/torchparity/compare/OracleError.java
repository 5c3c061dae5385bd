package org.torchparity.compare;

import org.torchparity.tensor.Tensor;

/**
 * How far one side lies from the float64 oracle, over the elements that are finite in both.
 *
 * @param greatest the greatest |value − oracle|
 * @param rootMeanSquare √(Σ(value − oracle)² / elements)
 */
public record OracleError(double greatest, double rootMeanSquare) {

  /** Measures a side of the oracle's shape. */
  static OracleError of(Tensor side, Tensor oracle) {
    double[] values = side.toDoubles();
    double[] truth = oracle.toDoubles();
    double greatest = 0;
    double squares = 0;
    int counted = 0;
    for (int i = 0; i < values.length; i++) {
      double error = Math.abs(values[i] - truth[i]);
      if (Double.isFinite(error)) {
        greatest = Math.max(greatest, error);
        squares += error * error;
        counted++;
      }
    }
    return new OracleError(greatest, counted == 0 ? 0 : Math.sqrt(squares / counted));
  }
}
