package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.kernel.AxisSoftmax.Logarithms;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** {@link ColumnBlock} of float32: rows are added in float32, some of them, then in float64. */
final class FloatColumnBlock implements ColumnBlock {
  /** Rows that are added in float32: as many terms as a lane has elsewhere. */
  private static final int ROWS = 16;

  private final SoftmaxColumnKernels kernels = Kernels.softmaxColumns();
  private final float[] centre;
  private final float[] rest;
  private final float[] factor;
  private final Tensor copies;
  private final Tensor exponentials;
  private final float[] part;
  private final double[] sum;
  private int added;
  private int columns;

  FloatColumnBlock(int rows, int widest) {
    centre = new float[widest];
    rest = new float[widest];
    factor = new float[widest];
    copies = Scratch.take(DType.FLOAT32, rows * widest);
    exponentials = Scratch.take(DType.FLOAT32, rows * widest);
    part = new float[widest];
    sum = new double[widest];
  }

  @Override
  public void begin(int count) {
    columns = count;
    Arrays.fill(centre, Float.NEGATIVE_INFINITY);
    Arrays.fill(part, 0);
    Arrays.fill(sum, 0);
    added = 0;
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
    System.arraycopy(x.floats(), at, copies.floats(), copy, columns);
    kernels.greatest(copies.floats(), copy, centre, columns);
  }

  @Override
  public void exponentials(int copy) {
    kernels.exponentials(copies.floats(), copy, centre, columns, exponentials.floats());
    add(exponentials, copy);
  }

  @Override
  public void add(Tensor x, int at) {
    add(x.floats(), at);
  }

  private void add(float[] x, int at) {
    for (int i = 0; i < columns; i++) {
      part[i] += x[at + i];
    }
    if (++added == ROWS) {
      fold();
    }
  }

  @Override
  public void addProducts(Tensor g, Tensor p, int at) {
    float[] upstream = g.floats();
    float[] from = p.floats();
    for (int i = 0; i < columns; i++) {
      part[i] += upstream[at + i] * from[at + i];
    }
    if (++added == ROWS) {
      fold();
    }
  }

  private void fold() {
    for (int i = 0; i < columns; i++) {
      sum[i] += part[i];
      part[i] = 0;
    }
    added = 0;
  }

  @Override
  public void takeSums() {
    fold();
    for (int i = 0; i < columns; i++) {
      factor[i] = (float) sum[i];
    }
  }

  @Override
  public void invertSums() {
    fold();
    for (int i = 0; i < columns; i++) {
      factor[i] = (float) (1 / sum[i]);
    }
  }

  @Override
  public void takeFactors(double[] factors, int line) {
    for (int i = 0; i < columns; i++) {
      factor[i] = (float) factors[line + i];
    }
  }

  @Override
  public void setLogarithms(Logarithms logarithms, int line) {
    fold();
    for (int i = 0; i < columns; i++) {
      logarithms.set(DType.FLOAT32, line + i, centre[i], sum[i]);
    }
  }

  @Override
  public void load(Logarithms logarithms, int line) {
    for (int i = 0; i < columns; i++) {
      centre[i] = (float) logarithms.centre()[line + i];
      rest[i] = (float) logarithms.rest()[line + i];
    }
  }

  @Override
  public void scaleExponentials(int copy, Tensor y, int at) {
    float[] from = exponentials.floats();
    float[] to = y.floats();
    for (int i = 0; i < columns; i++) {
      to[at + i] = from[copy + i] * factor[i];
    }
  }

  @Override
  public void softmaxBackward(Tensor g, Tensor p, int at, Tensor y) {
    float[] upstream = g.floats();
    float[] from = p.floats();
    float[] to = y.floats();
    for (int i = 0; i < columns; i++) {
      to[at + i] = from[at + i] * (upstream[at + i] - factor[i]);
    }
  }

  @Override
  public void subtractFromCopy(int copy, Tensor y, int at) {
    float[] from = copies.floats();
    float[] to = y.floats();
    for (int i = 0; i < columns; i++) {
      to[at + i] = from[copy + i] - centre[i] - rest[i];
    }
  }

  @Override
  public void multiples(Tensor x, int at, Tensor y) {
    kernels.multiples(x.floats(), at, centre, rest, factor, columns, y.floats());
  }

  @Override
  public void subtractMultiples(Tensor g, Tensor x, int at, Tensor y) {
    kernels.subtractMultiples(
        g.floats(), x.floats(), at, centre, rest, factor, columns, y.floats());
  }
}
