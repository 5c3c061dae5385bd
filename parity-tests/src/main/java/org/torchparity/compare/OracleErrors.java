package org.torchparity.compare;

import org.torchparity.tensor.Tensor;

/**
 * The errors of both sides against the float64 oracle, over the same elements.
 *
 * @param java Java's
 * @param reference the reference's
 */
record OracleErrors(OracleError java, OracleError reference) {

  /** Measures three tensors of one shape. */
  static OracleErrors of(Tensor java, Tensor reference, Tensor oracle) {
    double[] ours = java.toDoubles();
    double[] theirs = reference.toDoubles();
    double[] truth = oracle.toDoubles();
    Sum ofJava = new Sum();
    Sum ofReference = new Sum();
    for (int i = 0; i < truth.length; i++) {
      boolean finite =
          Double.isFinite(ours[i]) && Double.isFinite(theirs[i]) && Double.isFinite(truth[i]);
      if (finite) {
        ofJava.add(Math.abs(ours[i] - truth[i]));
        ofReference.add(Math.abs(theirs[i] - truth[i]));
      } else if (!same(ours[i], theirs[i])) {
        ofJava.strays += strays(ours[i], truth[i]) ? 1 : 0;
        ofReference.strays += strays(theirs[i], truth[i]) ? 1 : 0;
      }
    }
    return new OracleErrors(ofJava.error(), ofReference.error());
  }

  /** A finite side is right about a finite oracle, for what this measure can tell. */
  private static boolean strays(double side, double truth) {
    return !same(side, truth) && !(Double.isFinite(side) && Double.isFinite(truth));
  }

  private static boolean same(double a, double b) {
    return a == b || (Double.isNaN(a) && Double.isNaN(b));
  }

  private static final class Sum {
    private double greatest;
    private double squares;
    private int elements;
    private int strays;

    void add(double error) {
      greatest = Math.max(greatest, error);
      squares += error * error;
      elements++;
    }

    OracleError error() {
      return new OracleError(greatest, elements == 0 ? 0 : Math.sqrt(squares / elements), strays);
    }
  }
}
