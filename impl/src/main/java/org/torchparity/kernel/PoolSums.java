package org.torchparity.kernel;

/**
 * Sums over regions, divided by a number for each output position, and the adjoint. All arrays are
 * planes one behind the other.
 */
public final class PoolSums {
  private PoolSums() {}

  /**
   * Returns Σ x / divisor over each region, 0 for one that is empty.
   *
   * @param divisors of the output positions of one plane
   */
  public static double[] divided(double[] x, int planes, PoolRegions r, double[] divisors) {
    double[] y = new double[planes * r.outputElements()];
    Parallel.rows(
        planes,
        r.inputElements(),
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int inputAt = plane * r.inputElements();
            int outputAt = plane * r.outputElements();
            positions(
                r,
                (out, d, h, w) -> {
                  double sum = 0;
                  boolean empty = true;
                  for (int i = r.start(0, d); i < r.end(0, d); i += r.step(0)) {
                    for (int j = r.start(1, h); j < r.end(1, h); j += r.step(1)) {
                      int line = inputAt + (i * r.input[1] + j) * r.input[2];
                      for (int k = r.start(2, w); k < r.end(2, w); k += r.step(2)) {
                        sum += x[line + k];
                        empty = false;
                      }
                    }
                  }
                  y[outputAt + out] = empty ? 0 : sum / divisors[out];
                });
          }
        });
    return y;
  }

  /** Returns, at each position, Σ g / divisor over the regions that hold it. */
  public static double[] spread(double[] g, int planes, PoolRegions r, double[] divisors) {
    double[] sums = new double[planes * r.inputElements()];
    Parallel.rows(
        planes,
        r.inputElements(),
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int inputAt = plane * r.inputElements();
            int outputAt = plane * r.outputElements();
            positions(
                r,
                (out, d, h, w) -> {
                  double share = g[outputAt + out] / divisors[out];
                  for (int i = r.start(0, d); i < r.end(0, d); i += r.step(0)) {
                    for (int j = r.start(1, h); j < r.end(1, h); j += r.step(1)) {
                      int line = inputAt + (i * r.input[1] + j) * r.input[2];
                      for (int k = r.start(2, w); k < r.end(2, w); k += r.step(2)) {
                        sums[line + k] += share;
                      }
                    }
                  }
                });
          }
        });
    return sums;
  }

  /** An output position: its row-major number and its place on each axis. */
  private interface Position {
    void at(int out, int d, int h, int w);
  }

  private static void positions(PoolRegions r, Position position) {
    int out = 0;
    for (int d = 0; d < r.output[0]; d++) {
      for (int h = 0; h < r.output[1]; h++) {
        for (int w = 0; w < r.output[2]; w++) {
          position.at(out++, d, h, w);
        }
      }
    }
  }
}
