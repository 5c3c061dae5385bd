package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Softmax of rows of neighbouring float32 elements, in the kernels; see {@link AxisLines}. */
public final class SoftmaxRows {
  /** Elements that go through all passes before the next: they stay in the first-level cache. */
  private static final int SLICE = 1 << 12;

  private final int rows;
  private final int size;
  private final SoftmaxKernels kernels = Kernels.softmax();

  /** Sees a tensor as rows of {@code size} elements. */
  public SoftmaxRows(int rows, int size) {
    this.rows = rows;
    this.size = size;
  }

  /** Whether the lines of a tensor are such rows. */
  public static boolean fit(Tensor x, AxisLines lines) {
    return x.dtype() == DType.FLOAT32 && lines.inner() == 1;
  }

  /**
   * A logarithmic softmax, and what its gradient is made of.
   *
   * @param y the logarithmic softmax
   * @param logarithm ln Σ exp(x) of each row
   */
  public record LogSoftmax(Tensor y, double[] logarithm) {}

  /** Returns exp(x) / Σ exp(x) of each row. */
  public Tensor softmax(Tensor x) {
    Tensor result = Tensor.empty(x.dtype(), x.shape());
    float[] from = x.floats();
    float[] y = result.floats();
    double[] greatest = new double[rows];
    double[] sum = new double[rows];
    each(
        (first, end) -> kernels.greatest(from, size, first, end, greatest),
        (first, end) -> kernels.exponentials(from, size, first, end, greatest, y),
        (first, end) -> kernels.sums(y, size, first, end, sum),
        (first, end) -> kernels.divide(y, size, first, end, sum));
    return result;
  }

  /** Returns p·(g − Σ g·p) of each row: the gradient through a softmax p. */
  public Tensor softmaxBackward(Tensor g, Tensor p) {
    Tensor y = Tensor.empty(p.dtype(), p.shape());
    double[] sum = new double[rows];
    each(
        (first, end) -> kernels.products(g.floats(), p.floats(), size, first, end, sum),
        (first, end) ->
            kernels.softmaxBackward(g.floats(), p.floats(), size, first, end, sum, y.floats()));
    return y;
  }

  /** Returns ln Σ exp(x) of each row. */
  public double[] logarithms(Tensor x) {
    double[] greatest = new double[rows];
    double[] logarithm = new double[rows];
    each(
        (first, end) -> kernels.greatest(x.floats(), size, first, end, greatest),
        (first, end) -> kernels.logarithms(x.floats(), size, first, end, greatest, logarithm));
    return logarithm;
  }

  /** Returns x − ln Σ exp(x) of each row. */
  public LogSoftmax logSoftmax(Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    double[] greatest = new double[rows];
    double[] logarithm = new double[rows];
    // The exponentials are stored where the result will be, which comes to the cache meanwhile.
    each(
        (first, end) -> kernels.greatest(x.floats(), size, first, end, greatest),
        (first, end) -> kernels.exponentials(x.floats(), size, first, end, greatest, y.floats()),
        (first, end) -> kernels.sums(y.floats(), size, first, end, logarithm),
        (first, end) -> {
          for (int r = first; r < end; r++) {
            logarithm[r] = greatest[r] + Math.log(logarithm[r] * Decay.UNIT);
          }
        },
        (first, end) -> kernels.subtract(x.floats(), size, first, end, logarithm, y.floats()));
    return new LogSoftmax(y, logarithm);
  }

  /**
   * Returns g − softmax(x)·Σ g of each row: the gradient through a logarithmic softmax of x.
   *
   * @param logarithm ln Σ exp(x) of each row
   */
  public Tensor logSoftmaxBackward(Tensor g, Tensor x, double[] logarithm) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    double[] sum = new double[rows];
    each(
        (first, end) -> kernels.sums(g.floats(), size, first, end, sum),
        (first, end) ->
            kernels.logSoftmaxBackward(
                g.floats(), x.floats(), size, first, end, logarithm, sum, y.floats()));
    return y;
  }

  /**
   * Returns factor·softmax(x), with a factor a row.
   *
   * @param logarithm ln Σ exp(x) of each row
   */
  public Tensor scaledSoftmax(Tensor x, double[] logarithm, double[] factor) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    each(
        (first, end) ->
            kernels.multiples(x.floats(), size, first, end, logarithm, factor, y.floats()));
    return y;
  }

  private void each(Channels.Pass... passes) {
    Channels.each(rows, size, SLICE, passes);
  }
}
