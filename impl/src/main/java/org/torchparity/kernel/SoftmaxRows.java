package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Softmax of rows of neighbouring float32 elements, in the kernels; see {@link AxisLines}. */
public final class SoftmaxRows {
  private final int rows;
  private final int size;

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
   * What the logarithm of a softmax is made of, a number a row.
   *
   * @param greatest the greatest element
   * @param logSum ln Σ exp(x − greatest)
   */
  public record LogSums(double[] greatest, double[] logSum) {}

  /** Returns exp(x) / Σ exp(x) of each row. */
  public Tensor softmax(Tensor x) {
    Tensor y = Tensor.zeros(x.dtype(), x.shape());
    SoftmaxKernels kernels = Kernels.softmax();
    each((from, to) -> kernels.softmax(x.floats(), size, from, to, y.floats()));
    return y;
  }

  /** Returns p·(g − Σ g·p) of each row: the gradient through a softmax p. */
  public Tensor softmaxBackward(Tensor g, Tensor p) {
    Tensor y = Tensor.zeros(p.dtype(), p.shape());
    SoftmaxKernels kernels = Kernels.softmax();
    each((from, to) -> kernels.softmaxBackward(g.floats(), p.floats(), size, from, to, y.floats()));
    return y;
  }

  /** Returns the sums that the other methods take. */
  public LogSums logSums(Tensor x) {
    LogSums sums = new LogSums(new double[rows], new double[rows]);
    SoftmaxKernels kernels = Kernels.softmax();
    each((from, to) -> kernels.logSums(x.floats(), size, from, to, sums.greatest, sums.logSum));
    return sums;
  }

  /** Returns x − ln Σ exp(x) of each row. */
  public Tensor logSoftmax(Tensor x, LogSums sums) {
    Tensor y = Tensor.zeros(x.dtype(), x.shape());
    SoftmaxKernels kernels = Kernels.softmax();
    each(
        (from, to) ->
            kernels.logSoftmax(x.floats(), size, from, to, sums.greatest, sums.logSum, y.floats()));
    return y;
  }

  /** Returns g − softmax(x)·Σ g of each row: the gradient through a logarithmic softmax of x. */
  public Tensor logSoftmaxBackward(Tensor g, Tensor x, LogSums sums) {
    Tensor y = Tensor.zeros(x.dtype(), x.shape());
    SoftmaxKernels kernels = Kernels.softmax();
    each(
        (from, to) ->
            kernels.logSoftmaxBackward(
                g.floats(), x.floats(), size, from, to, sums.greatest, sums.logSum, y.floats()));
    return y;
  }

  /** Returns factor·softmax(x), with a factor a row. */
  public Tensor scaledSoftmax(Tensor x, LogSums sums, double[] factor) {
    Tensor y = Tensor.zeros(x.dtype(), x.shape());
    SoftmaxKernels kernels = Kernels.softmax();
    each(
        (from, to) ->
            kernels.scaledSoftmax(
                x.floats(), size, from, to, sums.greatest, sums.logSum, factor, y.floats()));
    return y;
  }

  private void each(Parallel.Rows work) {
    Parallel.rows(rows, size, work);
  }
}
