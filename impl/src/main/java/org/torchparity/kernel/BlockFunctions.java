package org.torchparity.kernel;

/**
 * Elementary functions in float64 of the first {@code n} values of a block, each within about an
 * ulp. x is a block of a {@link BlockFormula}, and y another.
 */
public final class BlockFunctions {
  private BlockFunctions() {}

  /** y = exp x. */
  public static void exp(double[] x, double[] y, int n) {
    Kernels.functions().exp(x, y, n);
  }

  /** y = ln x: −∞ of zero, NaN of what is negative. */
  public static void log(double[] x, double[] y, int n) {
    Kernels.functions().log(x, y, n);
  }

  /** y = ln(1 + x), also where 1 + x would be rounded. */
  public static void log1p(double[] x, double[] y, int n) {
    Kernels.functions().log1p(x, y, n);
  }

  /** y = ln(1 + exp(−|x|)), of which log σ(x) = min(x, 0) − y. */
  public static void log1pOfDecay(double[] x, double[] y, int n) {
    Kernels.functions().log1pOfDecay(x, y, n);
  }
}
