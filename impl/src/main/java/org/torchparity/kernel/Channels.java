package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Per-channel statistics and linear maps of (N, C, L) tensors, float32 or float64, for the channels
 * in {@code [from, to)}; what they give is stored at the channels' places.
 */
public final class Channels {
  /** Elements that pass after pass finds in the second-level cache, be there two such arrays. */
  private static final int SLICE = 1 << 16;

  /** Elements from which a statistic hides what rounding each of them does to a gradient. */
  private static final int MANY = 16;

  private Channels() {}

  /**
   * The type to normalise in. Of a few elements little is left of a gradient once mean and
   * projection are taken away, of two almost nothing, so that float32 would be mostly rounding:
   * they are computed on in float64 and rounded once.
   *
   * @param dtype of the layer
   * @param elements that a statistic is taken of
   */
  public static DType innerType(DType dtype, int elements) {
    return dtype == DType.FLOAT32 && elements < MANY ? DType.FLOAT64 : dtype;
  }

  /**
   * Statistics of each channel.
   *
   * @param mean over N and L
   * @param squares Σ(x − mean)²
   */
  public record Moments(double[] mean, double[] squares) {
    /** Makes room for so many channels. */
    public static Moments of(int channels) {
      return new Moments(new double[channels], new double[channels]);
    }
  }

  /**
   * Sums of each channel.
   *
   * @param sum Σg
   * @param product Σg·(x − mean)
   */
  public record Products(double[] sum, double[] product) {
    /** Makes room for so many channels. */
    public static Products of(int channels) {
      return new Products(new double[channels], new double[channels]);
    }
  }

  /** Work on the channels, or groups of them, in {@code [from, to)}. */
  public interface Pass {
    /** Works on them. */
    void run(int from, int to);
  }

  /**
   * Takes channels, or groups of them, through passes, all passes over some of them before the
   * next. That the passes are a list keeps the compiler from making one method of them, where their
   * vectors would become objects.
   *
   * @param channels their number
   * @param elements of each
   */
  public static void each(int channels, int elements, Pass... passes) {
    each(channels, elements, SLICE, passes);
  }

  /** The same, so many elements at a time. */
  static void each(int channels, int elements, int elementsAtATime, Pass... passes) {
    int slice = Math.max(1, elementsAtATime / Math.max(1, elements));
    Parallel.rows(
        channels,
        elements,
        (from, to) -> {
          for (int first = from; first < to; first += slice) {
            int end = Math.min(to, first + slice);
            for (Pass pass : passes) {
              pass.run(first, end);
            }
          }
        });
  }

  /** Mean and sum of squared deviations. */
  public static void moments(Tensor x, Layout layout, int from, int to, Moments moments) {
    if (ChannelRows.fits(layout)) {
      new ChannelRows(layout, from, to).moments(x, moments.mean, moments.squares);
      return;
    }
    ChannelKernels kernels = Kernels.channels();
    if (x.dtype() == DType.FLOAT32) {
      kernels.moments(x.floats(), layout, from, to, moments.mean, moments.squares);
    } else {
      kernels.moments(x.doubles(), layout, from, to, moments.mean, moments.squares);
    }
  }

  /** y = (x − mean)·scale + shift. */
  public static void affine(
      Tensor x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] shift,
      Tensor y) {
    if (ChannelRows.fits(layout)) {
      new ChannelRows(layout, from, to).affine(x, mean, scale, shift, y);
      return;
    }
    ChannelKernels kernels = Kernels.channels();
    if (x.dtype() == DType.FLOAT32) {
      kernels.affine(x.floats(), layout, from, to, mean, scale, shift, y.floats());
    } else {
      kernels.affine(x.doubles(), layout, from, to, mean, scale, shift, y.doubles());
    }
  }

  /** Σg and Σg·(x − mean). */
  public static void products(
      Tensor g, Tensor x, Layout layout, int from, int to, double[] mean, Products products) {
    if (ChannelRows.fits(layout)) {
      new ChannelRows(layout, from, to).products(g, x, mean, products.sum, products.product);
      return;
    }
    ChannelKernels kernels = Kernels.channels();
    if (x.dtype() == DType.FLOAT32) {
      kernels.products(
          g.floats(), x.floats(), layout, from, to, mean, products.sum, products.product);
    } else {
      kernels.products(
          g.doubles(), x.doubles(), layout, from, to, mean, products.sum, products.product);
    }
  }

  /** y = a·g + b·(x − mean) + c. */
  public static void combine(
      Tensor g,
      Tensor x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] a,
      double[] b,
      double[] c,
      Tensor y) {
    if (ChannelRows.fits(layout)) {
      new ChannelRows(layout, from, to).combine(g, x, mean, a, b, c, y);
      return;
    }
    ChannelKernels kernels = Kernels.channels();
    if (x.dtype() == DType.FLOAT32) {
      kernels.combine(g.floats(), x.floats(), layout, from, to, mean, a, b, c, y.floats());
    } else {
      kernels.combine(g.doubles(), x.doubles(), layout, from, to, mean, a, b, c, y.doubles());
    }
  }
}
