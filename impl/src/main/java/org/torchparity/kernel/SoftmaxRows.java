package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Softmax of rows of neighbouring elements, in the kernels; see {@link AxisLines}. */
final class SoftmaxRows implements AxisSoftmax {
  /** Elements that go through all passes before the next: they stay in the first-level cache. */
  private static final int SLICE = 1 << 12;

  private final int rows;
  private final int size;
  private final SoftmaxKernels kernels = Kernels.softmax();

  /** Sees a tensor as rows of {@code size} elements. */
  SoftmaxRows(int rows, int size) {
    this.rows = rows;
    this.size = size;
  }

  @Override
  public Tensor softmax(Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    double[] greatest = new double[rows];
    double[] sum = new double[rows];
    if (x.dtype() == DType.FLOAT32) {
      each(
          (first, end) -> kernels.greatest(x.floats(), size, first, end, greatest),
          (first, end) -> kernels.exponentials(x.floats(), size, first, end, greatest, y.floats()),
          (first, end) -> kernels.sums(y.floats(), size, first, end, sum),
          (first, end) -> kernels.divide(y.floats(), size, first, end, sum));
    } else {
      each(
          (first, end) -> kernels.greatest(x.doubles(), size, first, end, greatest),
          (first, end) ->
              kernels.exponentials(x.doubles(), size, first, end, greatest, y.doubles()),
          (first, end) -> kernels.sums(y.doubles(), size, first, end, sum),
          (first, end) -> kernels.divide(y.doubles(), size, first, end, sum));
    }
    return y;
  }

  @Override
  public Tensor softmaxBackward(Tensor g, Tensor p) {
    Tensor y = Tensor.empty(p.dtype(), p.shape());
    double[] sum = new double[rows];
    if (p.dtype() == DType.FLOAT32) {
      each(
          (first, end) -> kernels.products(g.floats(), p.floats(), size, first, end, sum),
          (first, end) ->
              kernels.softmaxBackward(g.floats(), p.floats(), size, first, end, sum, y.floats()));
    } else {
      each(
          (first, end) -> kernels.products(g.doubles(), p.doubles(), size, first, end, sum),
          (first, end) ->
              kernels.softmaxBackward(
                  g.doubles(), p.doubles(), size, first, end, sum, y.doubles()));
    }
    return y;
  }

  @Override
  public Logarithms logarithms(Tensor x) {
    Logarithms logarithms = Logarithms.of(rows);
    double[] greatest = logarithms.centre();
    double[] sum = logarithms.rest();
    if (x.dtype() == DType.FLOAT32) {
      each(
          (first, end) -> kernels.greatest(x.floats(), size, first, end, greatest),
          (first, end) -> kernels.exponentialSums(x.floats(), size, first, end, greatest, sum),
          (first, end) -> split(x.dtype(), first, end, logarithms));
    } else {
      each(
          (first, end) -> kernels.greatest(x.doubles(), size, first, end, greatest),
          (first, end) -> kernels.exponentialSums(x.doubles(), size, first, end, greatest, sum),
          (first, end) -> split(x.dtype(), first, end, logarithms));
    }
    return logarithms;
  }

  private static void split(DType dtype, int from, int to, Logarithms logarithms) {
    for (int r = from; r < to; r++) {
      logarithms.set(dtype, r, logarithms.centre()[r], logarithms.rest()[r]);
    }
  }

  @Override
  public LogSoftmax logSoftmax(Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    Logarithms logarithms = Logarithms.of(rows);
    double[] centre = logarithms.centre();
    double[] rest = logarithms.rest();
    // The exponentials are stored where the result will be, which comes to the cache meanwhile.
    if (x.dtype() == DType.FLOAT32) {
      each(
          (first, end) -> kernels.greatest(x.floats(), size, first, end, centre),
          (first, end) -> kernels.exponentials(x.floats(), size, first, end, centre, y.floats()),
          (first, end) -> kernels.sums(y.floats(), size, first, end, rest),
          (first, end) -> split(x.dtype(), first, end, logarithms),
          (first, end) -> kernels.subtract(x.floats(), size, first, end, centre, rest, y.floats()));
    } else {
      each(
          (first, end) -> kernels.greatest(x.doubles(), size, first, end, centre),
          (first, end) -> kernels.exponentials(x.doubles(), size, first, end, centre, y.doubles()),
          (first, end) -> kernels.sums(y.doubles(), size, first, end, rest),
          (first, end) -> split(x.dtype(), first, end, logarithms),
          (first, end) ->
              kernels.subtract(x.doubles(), size, first, end, centre, rest, y.doubles()));
    }
    return new LogSoftmax(y, logarithms);
  }

  @Override
  public Tensor logSoftmaxBackward(Tensor g, Tensor x, Logarithms logarithms) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    double[] centre = logarithms.centre();
    double[] rest = logarithms.rest();
    double[] sum = new double[rows];
    if (x.dtype() == DType.FLOAT32) {
      each(
          (first, end) -> kernels.sums(g.floats(), size, first, end, sum),
          (first, end) ->
              kernels.logSoftmaxBackward(
                  g.floats(), x.floats(), size, first, end, centre, rest, sum, y.floats()));
    } else {
      each(
          (first, end) -> kernels.sums(g.doubles(), size, first, end, sum),
          (first, end) ->
              kernels.logSoftmaxBackward(
                  g.doubles(), x.doubles(), size, first, end, centre, rest, sum, y.doubles()));
    }
    return y;
  }

  @Override
  public Tensor scaledSoftmax(Tensor x, Logarithms logarithms, double[] factor) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    double[] centre = logarithms.centre();
    double[] rest = logarithms.rest();
    each(
        x.dtype() == DType.FLOAT32
            ? (first, end) ->
                kernels.multiples(x.floats(), size, first, end, centre, rest, factor, y.floats())
            : (first, end) ->
                kernels.multiples(
                    x.doubles(), size, first, end, centre, rest, factor, y.doubles()));
    return y;
  }

  private void each(Channels.Pass... passes) {
    Channels.each(rows, size, SLICE, passes);
  }
}
