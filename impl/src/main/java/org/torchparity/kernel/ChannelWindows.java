package org.torchparity.kernel;

/**
 * Sums over windows of neighbouring channels of an (N, C, L) array: what local response
 * normalisation is made of.
 */
public final class ChannelWindows {
  private ChannelWindows() {}

  /**
   * Returns, at each position, the sum of {@code values} over the channels from {@code before}
   * below its own to {@code after} above it, where they exist.
   */
  public static double[] sums(double[] values, Layout layout, int before, int after) {
    double[] sums = new double[values.length];
    Parallel.rows(
        layout.batch(),
        (long) layout.channels() * layout.length(),
        (from, to) -> {
          for (int n = from; n < to; n++) {
            for (int c = 0; c < layout.channels(); c++) {
              int first = Math.max(0, c - before);
              int last = Math.min(layout.channels() - 1, c + after);
              int target = layout.offset(n, c);
              for (int other = first; other <= last; other++) {
                add(1, values, layout.offset(n, other), sums, target, layout.length());
              }
            }
          }
        });
    return sums;
  }

  /**
   * Returns the same sums as {@link #sums}, each computed from the one before: a channel is added
   * where the window reaches it and subtracted where the window leaves it, so that an infinity
   * leaves NaN behind. Where {@code firstStays}, channel 0 is never subtracted.
   */
  public static double[] runningSums(
      double[] values, Layout layout, int before, int after, boolean firstStays) {
    double[] sums = new double[values.length];
    int length = layout.length();
    Parallel.rows(
        layout.batch(),
        (long) layout.channels() * length,
        (from, to) -> {
          for (int n = from; n < to; n++) {
            for (int c = 0; c <= Math.min(after, layout.channels() - 1); c++) {
              add(1, values, layout.offset(n, c), sums, layout.offset(n, 0), length);
            }
            for (int c = 1; c < layout.channels(); c++) {
              int target = layout.offset(n, c);
              System.arraycopy(sums, target - length, sums, target, length);
              if (c + after < layout.channels()) {
                add(1, values, layout.offset(n, c + after), sums, target, length);
              }
              int left = c - before - 1;
              if (left >= (firstStays ? 1 : 0)) {
                add(-1, values, layout.offset(n, left), sums, target, length);
              }
            }
          }
        });
    return sums;
  }

  private static void add(
      double factor, double[] values, int source, double[] sums, int target, int length) {
    Kernels.gemm().addScaled(factor, values, source, sums, target, length);
  }
}
