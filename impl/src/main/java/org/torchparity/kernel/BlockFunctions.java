package org.torchparity.kernel;

/**
 * Functions in float64 of the first {@code n} values of a block, exponentials and logarithms within
 * about an ulp. x is a block of a {@link BlockFormula} or of {@link RowBlocks}, and y another but
 * where it says otherwise.
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

  /** y = σ(−x) = 1/(1 + exp x), the derivative of log σ(x). */
  public static void sigmoidOfMinus(double[] x, double[] y, int n) {
    Kernels.functions().sigmoidOfMinus(x, y, n);
  }

  /**
   * y = v where z > bound, else 0; y may be either. For conditions that nobody foresees, for which
   * a branch takes longer than all else.
   */
  public static void whereAbove(double[] z, double bound, double[] v, double[] y, int n) {
    Kernels.functions().whereAbove(z, bound, v, y, n);
  }

  /** y = 1 where x > 0, −1 where x &lt; 0, else 0, as of NaN; y may be x. */
  public static void sign(double[] x, double[] y, int n) {
    Kernels.functions().sign(x, y, n);
  }
}
