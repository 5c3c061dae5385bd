package org.torchparity.kernel;

import static org.torchparity.kernel.WinogradKernels.ROWS;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The filters w of a {@link Winograd} correlation as G·w·Gᵀ, computed in float64 and rounded once,
 * in panels of rows for the kernel of a matrix product:
 *
 * <pre>
 *     ⎡1   0   0⎤
 * G = ⎢½   ½   ½⎥
 *     ⎢½  −½   ½⎥
 *     ⎣0   0   1⎦
 * </pre>
 */
final class WinogradFilter {
  /** Keeps planes from falling on the same lines of the first cache. */
  static final int SLACK = 16;

  private final int groups;
  private final int inputs;
  private final int outputs;
  private final int rows;
  private final int plane;
  private final Tensor panels;

  /**
   * Transforms the filters.
   *
   * @param turned whether those of the adjoint are wanted, from the outputs to the inputs
   */
  static WinogradFilter of(Correlation map, boolean turned, Tensor weight) {
    int in = map.inChannels() / map.groups();
    int out = map.outChannels() / map.groups();
    WinogradFilter filter =
        turned
            ? new WinogradFilter(map.groups(), out, in)
            : new WinogradFilter(map.groups(), in, out);
    filter.pack(weight.floats(), turned);
    return filter;
  }

  private WinogradFilter(int groups, int inputs, int outputs) {
    this.groups = groups;
    this.inputs = inputs;
    this.outputs = outputs;
    this.rows = Panels.count(outputs, ROWS) * ROWS;
    this.plane = rows * inputs + SLACK;
    this.panels = Tensor.zeros(DType.FLOAT32, Shape.of(groups, Winograd.PLANES, plane));
  }

  /** Channels that a group sees. */
  int inputs() {
    return inputs;
  }

  /** Channels that a group gives. */
  int outputs() {
    return outputs;
  }

  Tensor panels() {
    return panels;
  }

  /** Where the panel of a tile's rows begins, from a channel of the input on. */
  int at(int g, int element, int row, int channel) {
    return (g * Winograd.PLANES + element) * plane + row * inputs + channel * ROWS;
  }

  private void pack(float[] w, boolean turned) {
    int across = rows / ROWS;
    float[] to = panels.floats();
    Parallel.rows(
        groups * across,
        4L * Winograd.PLANES * inputs * ROWS,
        (first, end) -> {
          for (int panel = first; panel < end; panel++) {
            int g = panel / across;
            int row = panel % across * ROWS;
            for (int c = 0; c < inputs; c++) {
              for (int i = 0; i < Math.min(ROWS, outputs - row); i++) {
                int at = at(g, 0, row, c) + i;
                if (turned) {
                  transform(w, ((g * inputs + c) * outputs + row + i) * 9 + 8, -1, to, at);
                } else {
                  transform(w, ((g * outputs + row + i) * inputs + c) * 9, 1, to, at);
                }
              }
            }
          }
        });
  }

  /** One filter, of which each element is {@code step} after the one before. */
  private void transform(float[] w, int from, int step, float[] to, int at) {
    double w0 = w[from];
    double w1 = w[from + step];
    double w2 = w[from + 2 * step];
    double w3 = w[from + 3 * step];
    double w4 = w[from + 4 * step];
    double w5 = w[from + 5 * step];
    double w6 = w[from + 6 * step];
    double w7 = w[from + 7 * step];
    double w8 = w[from + 8 * step];
    line(w0, w1, w2, to, at);
    double sum0 = w0 + w6;
    double sum1 = w1 + w7;
    double sum2 = w2 + w8;
    line(0.5 * (sum0 + w3), 0.5 * (sum1 + w4), 0.5 * (sum2 + w5), to, at + 4 * plane);
    line(0.5 * (sum0 - w3), 0.5 * (sum1 - w4), 0.5 * (sum2 - w5), to, at + 8 * plane);
    line(w6, w7, w8, to, at + 12 * plane);
  }

  /** A line (a b c)·Gᵀ. */
  private void line(double a, double b, double c, float[] to, int at) {
    to[at] = (float) a;
    to[at + plane] = (float) (0.5 * (a + c + b));
    to[at + 2 * plane] = (float) (0.5 * (a + c - b));
    to[at + 3 * plane] = (float) c;
  }
}
