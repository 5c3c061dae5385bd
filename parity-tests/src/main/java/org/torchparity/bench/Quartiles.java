package org.torchparity.bench;

import java.util.Arrays;

/**
 * The quartiles of some times, interpolated linearly between neighbours.
 *
 * @param first a quarter of the times lie below
 * @param median half of them
 * @param third three quarters of them
 */
public record Quartiles(double first, double median, double third) {
  static Quartiles of(double... times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double part) {
    double position = part * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
