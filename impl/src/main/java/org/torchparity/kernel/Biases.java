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
          if (g.dtype() == DType.FLOAT32) {
            sum(g.floats(), layout, from, to, sums);
          } else {
            sum(g.doubles(), layout, from, to, sums);
          }
        });
    return Tensor.ofDoubles(g.dtype(), Shape.of(layout.channels()), sums);
  }

  private static void sum(float[] g, Layout layout, int from, int to, double[] sums) {
    PlaneKernels planes = Kernels.planes();
    for (int n = 0; n < layout.batch(); n++) {
      if (layout.length() == 1) {
        int row = layout.offset(n, 0);
        for (int c = from; c < to; c++) {
          sums[c] += g[row + c];
        }
        continue;
      }
      for (int c = from; c < to; c++) {
        sums[c] += planes.sum(g, layout.offset(n, c), layout.length());
      }
    }
  }

  private static void sum(double[] g, Layout layout, int from, int to, double[] sums) {
    for (int n = 0; n < layout.batch(); n++) {
      if (layout.length() == 1) {
        int row = layout.offset(n, 0);
        for (int c = from; c < to; c++) {
          sums[c] += g[row + c];
        }
        continue;
      }
      for (int c = from; c < to; c++) {
        double sum = 0;
        for (int i = layout.offset(n, c); i < layout.offset(n, c + 1); i++) {
          sum += g[i];
        }
        sums[c] += sum;
      }
    }
  }
}
