package org.torchparity.kernel;

/**
 * A formula of two or three operands, for the elements of a block, in float64:
 *
 * <pre>{@code
 * (x, t, room, y, n) -> {
 *   for (int i = 0; i < n; i++) {
 *     y[i] = Math.abs(x[i] - t[i]);
 *   }
 * }
 * }</pre>
 *
 * <p>A loop without calls and branches becomes one of vectors; {@link BlockFunctions} has those
 * that have to be called.
 */
@FunctionalInterface
public interface BlockFormula {
  /**
   * Stores the values of the formula.
   *
   * @param a the elements of the first operand, a copy that may be overwritten
   * @param b of the second
   * @param c of the third, or room for intermediate values where there are two
   * @param y for the values
   * @param n the elements of the block
   */
  void at(double[] a, double[] b, double[] c, double[] y, int n);
}
