package org.torchparity.compare;

/**
 * How far one side lies from the float64 oracle. Where the two sides agree on NaN or an infinity,
 * the element tells nothing of either and is left out of both.
 *
 * @param greatest the greatest |value − oracle| over the elements finite on both sides and in the
 *     oracle
 * @param rootMeanSquare √(Σ(value − oracle)² / elements) over the same elements, 0 without any
 * @param strays number of elements in which the sides differ, one of the three values is not
 *     finite, and this side does not agree with the oracle
 */
public record OracleError(double greatest, double rootMeanSquare, int strays) {

  /** As a message writes it: the greatest error, and what it leaves out. */
  @Override
  public String toString() {
    return Figures.number(greatest)
        + (strays == 0
            ? ""
            : " and " + strays + (strays == 1 ? " element" : " elements") + " not finite alike");
  }
}
