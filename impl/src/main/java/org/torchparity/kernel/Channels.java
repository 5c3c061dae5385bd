package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Per-channel statistics and linear maps of (N, C, L) tensors, float32 or float64. */
public final class Channels {
  private Channels() {}

  /**
   * Statistics of each channel.
   *
   * @param mean over N and L
   * @param squares Σ(x − mean)²
   */
  public record Moments(double[] mean, double[] squares) {}

  /**
   * Sums of each channel.
   *
   * @param sum Σg
   * @param product Σg·(x − mean)
   */
  public record Products(double[] sum, double[] product) {}

  /** Mean and sum of squared deviations of each channel. */
  public static Moments moments(Tensor x, Layout layout) {
    double[] mean = new double[layout.channels()];
    double[] squares = new double[layout.channels()];
    ChannelKernels kernels = Kernels.channels();
    rows(
        layout,
        x.dtype() == DType.FLOAT32
            ? (from, to) -> kernels.moments(x.floats(), layout, from, to, mean, squares)
            : (from, to) -> kernels.moments(x.doubles(), layout, from, to, mean, squares));
    return new Moments(mean, squares);
  }

  /** Returns (x − mean)·scale + shift, channel by channel. */
  public static Tensor affine(
      Tensor x, Layout layout, double[] mean, double[] scale, double[] shift) {
    Tensor y = Tensor.zeros(x.dtype(), x.shape());
    ChannelKernels kernels = Kernels.channels();
    rows(
        layout,
        x.dtype() == DType.FLOAT32
            ? (from, to) ->
                kernels.affine(x.floats(), layout, from, to, mean, scale, shift, y.floats())
            : (from, to) ->
                kernels.affine(x.doubles(), layout, from, to, mean, scale, shift, y.doubles()));
    return y;
  }

  /** Σg and Σg·(x − mean) of each channel. */
  public static Products products(Tensor g, Tensor x, Layout layout, double[] mean) {
    double[] sum = new double[layout.channels()];
    double[] product = new double[layout.channels()];
    ChannelKernels kernels = Kernels.channels();
    rows(
        layout,
        x.dtype() == DType.FLOAT32
            ? (from, to) ->
                kernels.products(g.floats(), x.floats(), layout, from, to, mean, sum, product)
            : (from, to) ->
                kernels.products(g.doubles(), x.doubles(), layout, from, to, mean, sum, product));
    return new Products(sum, product);
  }

  /** Returns a·g + b·(x − mean) + c, channel by channel. */
  public static Tensor combine(
      Tensor g, Tensor x, Layout layout, double[] mean, double[] a, double[] b, double[] c) {
    Tensor y = Tensor.zeros(x.dtype(), x.shape());
    ChannelKernels kernels = Kernels.channels();
    rows(
        layout,
        x.dtype() == DType.FLOAT32
            ? (from, to) ->
                kernels.combine(g.floats(), x.floats(), layout, from, to, mean, a, b, c, y.floats())
            : (from, to) ->
                kernels.combine(
                    g.doubles(), x.doubles(), layout, from, to, mean, a, b, c, y.doubles()));
    return y;
  }

  private static void rows(Layout layout, Parallel.Rows work) {
    Parallel.rows(layout.channels(), layout.elementsPerChannel(), work);
  }
}
