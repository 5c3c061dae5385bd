package org.torchparity.kernel;

import org.torchparity.kernel.Zones.Line;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Lines through the origin that bend there, with a slope a channel below it. */
public final class ChannelSlopes {
  /** Elements of a channel side by side that are worth the kernels. */
  private static final int LEAST = 256;

  private ChannelSlopes() {}

  /** y = x where x is positive, else slope·x. */
  public static Zones leaky(double slope) {
    Line negative = Line.through(slope);
    Line identity = Line.identity();
    return new Zones(0, Double.POSITIVE_INFINITY, negative, identity, identity, negative);
  }

  /** Returns x where it is positive, else slope[c]·x. */
  public static Tensor apply(Tensor x, Layout layout, double[] slope) {
    return layout.channels() == 1 ? leaky(slope[0]).forward(x) : select(x, x, layout, slope);
  }

  /** Returns g where x is positive, else slope[c]·g. */
  public static Tensor backward(Tensor g, Tensor x, Layout layout, double[] slope) {
    return layout.channels() == 1 ? leaky(slope[0]).backward(g, x) : select(x, g, layout, slope);
  }

  private static Tensor select(Tensor sign, Tensor value, Layout layout, double[] slope) {
    ActivationKernels kernels = Kernels.activations();
    int length = layout.length();
    Tensor y = Tensor.empty(value.dtype(), value.shape());
    Parallel.rows(
        layout.batch() * layout.channels(),
        length,
        (from, to) -> {
          for (int run = from; run < to; run++) {
            double below = slope[run % layout.channels()];
            int first = run * length;
            int end = first + length;
            if (length < LEAST) {
              select(sign, value, below, y, first, end);
            } else if (y.dtype() == DType.FLOAT32) {
              float[] g = value.floats();
              kernels.backward(leaky(below), g, sign.floats(), y.floats(), first, end);
            } else {
              double[] g = value.doubles();
              kernels.backward(leaky(below), g, sign.doubles(), y.doubles(), first, end);
            }
          }
        });
    return y;
  }

  private static void select(
      Tensor sign, Tensor value, double below, Tensor y, int first, int end) {
    if (y.dtype() == DType.FLOAT32) {
      float[] to = y.floats();
      for (int i = first; i < end; i++) {
        float v = value.floats()[i];
        to[i] = sign.floats()[i] > 0 ? v : (float) (below * v);
      }
    } else {
      double[] to = y.doubles();
      for (int i = first; i < end; i++) {
        double v = value.doubles()[i];
        to[i] = sign.doubles()[i] > 0 ? v : below * v;
      }
    }
  }

  /** Returns Σ g·x over those x of each channel that are not positive, in their order. */
  public static double[] slopeGradients(Tensor g, Tensor x, Layout layout) {
    double[] sums = new double[layout.channels()];
    Parallel.rows(
        layout.channels(),
        layout.elementsPerChannel(),
        (from, to) -> {
          for (int c = from; c < to; c++) {
            double sum = 0;
            for (int n = 0; n < layout.batch(); n++) {
              int first = layout.offset(n, c);
              sum =
                  x.dtype() == DType.FLOAT32
                      ? add(g.floats(), x.floats(), first, layout.length(), sum)
                      : add(g.doubles(), x.doubles(), first, layout.length(), sum);
            }
            sums[c] = sum;
          }
        });
    return sums;
  }

  private static double add(float[] g, float[] x, int first, int length, double start) {
    double sum = start;
    for (int i = first; i < first + length; i++) {
      if (!(x[i] > 0)) {
        sum += (double) g[i] * x[i];
      }
    }
    return sum;
  }

  private static double add(double[] g, double[] x, int first, int length, double start) {
    double sum = start;
    for (int i = first; i < first + length; i++) {
      if (!(x[i] > 0)) {
        sum += g[i] * x[i];
      }
    }
    return sum;
  }
}
