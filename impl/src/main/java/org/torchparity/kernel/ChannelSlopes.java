package org.torchparity.kernel;

import org.torchparity.tensor.Tensor;

/** Lines through the origin that bend there, with a slope a channel below it. */
public final class ChannelSlopes {
  private ChannelSlopes() {}

  /** Returns x where it is positive, else slope[c]·x. */
  public static Tensor apply(Tensor x, Layout layout, double[] slope) {
    return select(x, x, layout, slope);
  }

  /** Returns g where x is positive, else slope[c]·g. */
  public static Tensor backward(Tensor g, Tensor x, Layout layout, double[] slope) {
    return select(x, g, layout, slope);
  }

  private static Tensor select(Tensor sign, Tensor value, Layout layout, double[] slope) {
    double[] signs = sign.toDoubles();
    double[] values = value.toDoubles();
    double[] result = new double[values.length];
    channels(
        layout,
        (c, i) -> {
          result[i] = signs[i] > 0 ? values[i] : slope[c] * values[i];
        });
    return Tensor.ofDoubles(value.dtype(), value.shape(), result);
  }

  /** Returns Σ g·x over those x of each channel that are not positive. */
  public static double[] slopeGradients(Tensor g, Tensor x, Layout layout) {
    double[] gradients = g.toDoubles();
    double[] values = x.toDoubles();
    double[] sums = new double[layout.channels()];
    channels(
        layout,
        (c, i) -> {
          if (!(values[i] > 0)) {
            sums[c] += gradients[i] * values[i];
          }
        });
    return sums;
  }

  private interface Element {
    void visit(int channel, int position);
  }

  /** Visits every element, those of one channel in order and in one thread. */
  private static void channels(Layout layout, Element element) {
    Parallel.rows(
        layout.channels(),
        layout.elementsPerChannel(),
        (from, to) -> {
          for (int c = from; c < to; c++) {
            for (int n = 0; n < layout.batch(); n++) {
              int offset = layout.offset(n, c);
              for (int i = offset; i < offset + layout.length(); i++) {
                element.visit(c, i);
              }
            }
          }
        });
  }
}
