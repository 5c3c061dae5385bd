package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** A bias, one number a channel of (N, C, L), and its gradient. */
public final class Biases {
  private Biases() {}

  /** Returns a tensor of the layout that holds each channel's bias everywhere in the channel. */
  public static Tensor spread(Tensor bias, Layout layout, Shape shape) {
    Tensor y = Tensor.empty(bias.dtype(), shape);
    Parallel.rows(
        layout.batch(),
        (long) layout.channels() * layout.length(),
        (from, to) -> {
          for (int n = from; n < to; n++) {
            if (bias.dtype() == DType.FLOAT32) {
              spread(bias.floats(), layout, n, y.floats());
            } else {
              spread(bias.doubles(), layout, n, y.doubles());
            }
          }
        });
    return y;
  }

  private static void spread(float[] bias, Layout layout, int n, float[] y) {
    if (layout.length() == 1) {
      System.arraycopy(bias, 0, y, layout.offset(n, 0), bias.length);
      return;
    }
    for (int c = 0; c < bias.length; c++) {
      Arrays.fill(y, layout.offset(n, c), layout.offset(n, c + 1), bias[c]);
    }
  }

  private static void spread(double[] bias, Layout layout, int n, double[] y) {
    if (layout.length() == 1) {
      System.arraycopy(bias, 0, y, layout.offset(n, 0), bias.length);
      return;
    }
    for (int c = 0; c < bias.length; c++) {
      Arrays.fill(y, layout.offset(n, c), layout.offset(n, c + 1), bias[c]);
    }
  }

  /** Fills {@code count} elements from a position on with a channel's bias. */
  static void fill(Tensor y, int at, int count, Tensor bias, int channel) {
    if (y.dtype() == DType.FLOAT32) {
      Arrays.fill(y.floats(), at, at + count, bias.floats()[channel]);
    } else {
      Arrays.fill(y.doubles(), at, at + count, bias.doubles()[channel]);
    }
  }

  /** Returns Σ g of each channel, summed in float64 and rounded once. */
  public static Tensor gradient(Tensor g, Layout layout) {
    double[] sums = new double[layout.channels()];
    Parallel.rows(
        layout.channels(),
        layout.elementsPerChannel(),
        (from, to) -> {
          for (int n = 0; n < layout.batch(); n++) {
            add(g, layout, n, from, to, sums);
          }
        });
    return Tensor.ofDoubles(g.dtype(), Shape.of(layout.channels()), sums);
  }

  /** Adds what a sample has of some channels. */
  private static void add(Tensor g, Layout layout, int n, int from, int to, double[] sums) {
    if (layout.length() > 1) {
      for (int c = from; c < to; c++) {
        sums[c] += sum(g, layout.offset(n, c), layout.length());
      }
    } else if (g.dtype() == DType.FLOAT32) {
      float[] values = g.floats();
      int row = layout.offset(n, 0);
      for (int c = from; c < to; c++) {
        sums[c] += values[row + c];
      }
    } else {
      double[] values = g.doubles();
      int row = layout.offset(n, 0);
      for (int c = from; c < to; c++) {
        sums[c] += values[row + c];
      }
    }
  }

  /** The sum of elements beside each other, in float64. */
  static double sum(Tensor g, int from, int count) {
    if (g.dtype() == DType.FLOAT32) {
      return Kernels.planes().sum(g.floats(), from, count);
    }
    double[] values = g.doubles();
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
