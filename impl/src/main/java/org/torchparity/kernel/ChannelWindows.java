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
                int source = layout.offset(n, other);
                for (int i = 0; i < layout.length(); i++) {
                  sums[target + i] += values[source + i];
                }
              }
            }
          }
        });
    return sums;
  }
}
