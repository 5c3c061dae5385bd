package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.kernel.AxisSoftmax.Logarithms;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** {@link ColumnBlock} of float64. */
final class DoubleColumnBlock implements ColumnBlock {
  private final SoftmaxColumnKernels kernels = Kernels.softmaxColumns();
  private final double[] centre;
  private final double[] rest;
  private final double[] factor;
  private final Tensor copies;
  private final Tensor exponentials;
  private final double[] sum;
  private int columns;

  DoubleColumnBlock(int rows, int widest) {
    centre = new double[widest];
    rest = new double[widest];
    factor = new double[widest];
    copies = Scratch.take(DType.FLOAT64, rows * widest);
    exponentials = Scratch.take(DType.FLOAT64, rows * widest);
    sum = new double[widest];
  }

  @Override
  public void begin(int count) {
    columns = count;
    Arrays.fill(centre, Double.NEGATIVE_INFINITY);
    Arrays.fill(sum, 0);
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public void close() {
    Scratch.give(exponentials);
    Scratch.give(copies);
  }

  @Override
  public void copy(Tensor x, int at, int copy) {
    System.arraycopy(x.doubles(), at, copies.doubles(), copy, columns);
    kernels.greatest(copies.doubles(), copy, centre, columns);
  }

  @Override
  public void exponentials(int copy) {
    kernels.exponentials(copies.doubles(), copy, centre, columns, exponentials.doubles());
    add(exponentials, copy);
  }

  @Override
  public void add(Tensor x, int at) {
    add(x.doubles(), at);
  }

  private void add(double[] x, int at) {
    for (int i = 0; i < columns; i++) {
      sum[i] += x[at + i];
    }
  }

  @Override
  public void addProducts(Tensor g, Tensor p, int at) {
    double[] upstream = g.doubles();
    double[] from = p.doubles();
    for (int i = 0; i < columns; i++) {
      sum[i] += upstream[at + i] * from[at + i];
    }
  }

  @Override
  public void takeSums() {
    for (int i = 0; i < columns; i++) {
      factor[i] = sum[i];
    }
  }

  @Override
  public void invertSums() {
    for (int i = 0; i < columns; i++) {
      factor[i] = (1 / sum[i]);
    }
  }

  @Override
  public void takeFactors(double[] factors, int line) {
    for (int i = 0; i < columns; i++) {
      factor[i] = factors[line + i];
    }
  }

  @Override
  public void setLogarithms(Logarithms logarithms, int line) {
    for (int i = 0; i < columns; i++) {
      logarithms.set(DType.FLOAT64, line + i, centre[i], sum[i]);
    }
  }

  @Override
  public void load(Logarithms logarithms, int line) {
    for (int i = 0; i < columns; i++) {
      centre[i] = logarithms.centre()[line + i];
      rest[i] = logarithms.rest()[line + i];
    }
  }

  @Override
  public void scaleExponentials(int copy, Tensor y, int at) {
    double[] from = exponentials.doubles();
    double[] to = y.doubles();
    for (int i = 0; i < columns; i++) {
      to[at + i] = from[copy + i] * factor[i];
    }
  }

  @Override
  public void softmaxBackward(Tensor g, Tensor p, int at, Tensor y) {
    double[] upstream = g.doubles();
    double[] from = p.doubles();
    double[] to = y.doubles();
    for (int i = 0; i < columns; i++) {
      to[at + i] = from[at + i] * (upstream[at + i] - factor[i]);
    }
  }

  @Override
  public void subtractFromCopy(int copy, Tensor y, int at) {
    double[] from = copies.doubles();
    double[] to = y.doubles();
    for (int i = 0; i < columns; i++) {
      to[at + i] = from[copy + i] - centre[i] - rest[i];
    }
  }

  @Override
  public void multiples(Tensor x, int at, Tensor y) {
    kernels.multiples(x.doubles(), at, centre, rest, factor, columns, y.doubles());
  }

  @Override
  public void subtractMultiples(Tensor g, Tensor x, int at, Tensor y) {
    kernels.subtractMultiples(
        g.doubles(), x.doubles(), at, centre, rest, factor, columns, y.doubles());
  }
}
