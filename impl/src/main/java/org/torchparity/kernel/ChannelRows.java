package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.Tensor;

/**
 * The passes of {@link Channels} over (N, C) tensors, whose channels have one element a sample: row
 * after row, the channels in {@code [from, to)} side by side, in float64 whatever the data. The
 * terms of each channel are added in the order of the rows.
 */
final class ChannelRows {
  /** Elements, and channels beside each other, that are worth it. */
  private static final int LEAST = 1 << 12;

  private static final int LEAST_CHANNELS = 16;

  private final Layout layout;
  private final int from;
  private final int count;
  private final double[] row;

  ChannelRows(Layout layout, int from, int to) {
    this.layout = layout;
    this.from = from;
    this.count = to - from;
    this.row = new double[count];
  }

  static boolean fits(Layout layout) {
    return layout.length() == 1
        && layout.channels() >= LEAST_CHANNELS
        && layout.batch() * layout.channels() >= LEAST;
  }

  private int place(int sample) {
    return layout.offset(sample, from);
  }

  private double[] part(double[] channels) {
    return Arrays.copyOfRange(channels, from, from + count);
  }

  private void load(Tensor x, int sample, double[] values) {
    Planes.load(x, place(sample), values);
  }

  /** See {@link Channels#moments}: the corrected two-pass algorithm. */
  void moments(Tensor x, double[] mean, double[] squares) {
    double[] centre = new double[count];
    for (int n = 0; n < layout.batch(); n++) {
      load(x, n, row);
      for (int c = 0; c < count; c++) {
        centre[c] += row[c];
      }
    }
    for (int c = 0; c < count; c++) {
      centre[c] /= layout.batch();
    }
    double[] residual = new double[count];
    double[] square = new double[count];
    for (int n = 0; n < layout.batch(); n++) {
      load(x, n, row);
      for (int c = 0; c < count; c++) {
        double deviation = row[c] - centre[c];
        residual[c] += deviation;
        square[c] = Math.fma(deviation, deviation, square[c]);
      }
    }
    for (int c = 0; c < count; c++) {
      mean[from + c] = Corrected.mean(centre[c], residual[c], layout.batch());
      squares[from + c] = Corrected.squares(residual[c], square[c], layout.batch());
    }
  }

  /** See {@link Channels#affine}. */
  void affine(Tensor x, double[] mean, double[] scale, double[] shift, Tensor y) {
    double[] centre = part(mean);
    double[] factor = part(scale);
    double[] summand = part(shift);
    for (int n = 0; n < layout.batch(); n++) {
      load(x, n, row);
      for (int c = 0; c < count; c++) {
        row[c] = Math.fma(row[c] - centre[c], factor[c], summand[c]);
      }
      Planes.store(row, y, place(n));
    }
  }

  /** See {@link Channels#products}. */
  void products(Tensor g, Tensor x, double[] mean, double[] sum, double[] product) {
    double[] centre = part(mean);
    double[] upstream = new double[count];
    double[] s = new double[count];
    double[] p = new double[count];
    for (int n = 0; n < layout.batch(); n++) {
      load(g, n, upstream);
      load(x, n, row);
      for (int c = 0; c < count; c++) {
        s[c] += upstream[c];
        p[c] = Math.fma(upstream[c], row[c] - centre[c], p[c]);
      }
    }
    System.arraycopy(s, 0, sum, from, count);
    System.arraycopy(p, 0, product, from, count);
  }

  /** See {@link Channels#combine}. */
  void combine(Tensor g, Tensor x, double[] mean, double[] a, double[] b, double[] c, Tensor y) {
    double[] centre = part(mean);
    double[] ofGradient = part(a);
    double[] ofDeviation = part(b);
    double[] constant = part(c);
    double[] upstream = new double[count];
    for (int n = 0; n < layout.batch(); n++) {
      load(g, n, upstream);
      load(x, n, row);
      for (int i = 0; i < count; i++) {
        double deviations = Math.fma(ofDeviation[i], row[i] - centre[i], constant[i]);
        row[i] = Math.fma(ofGradient[i], upstream[i], deviations);
      }
      Planes.store(row, y, place(n));
    }
  }
}
