package org.torchparity.kernel;

import org.torchparity.kernel.AxisSoftmax.Logarithms;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Some neighbouring columns, what softmax knows of each, and room for copies of their rows. Methods
 * that take a position {@code at} work on the row that begins there.
 */
interface ColumnBlock {
  /** Makes room for so many rows and columns. */
  static ColumnBlock of(DType dtype, int rows, int widest) {
    return dtype == DType.FLOAT32
        ? new FloatColumnBlock(rows, widest)
        : new DoubleColumnBlock(rows, widest);
  }

  /** Begins with other columns, of which nothing is known. */
  void begin(int count);

  /** The number of columns, and of elements from one copy to the next. */
  int columns();

  /** Gives the room back. */
  void close();

  /** Copies a row, which counts for the greatest element of each column. */
  void copy(Tensor x, int at, int copy);

  /** Stores 2⁶⁴·exp(x − greatest) of a copied row x, and adds it to the sum of each column. */
  void exponentials(int copy);

  /** Adds x to the sum of each column. */
  void add(Tensor x, int at);

  /** Adds g·p to the sum of each column. */
  void addProducts(Tensor g, Tensor p, int at);

  /** Takes the sums for factors. */
  void takeSums();

  /** Takes 1/sum for factors. */
  void invertSums();

  /** Takes factors, the first column's from {@code line} on. */
  void takeFactors(double[] factors, int line);

  /** Stores ln Σ exp(x), the first column's at {@code line}. */
  void setLogarithms(Logarithms logarithms, int line);

  /** Takes logarithms, the first column's from {@code line} on. */
  void load(Logarithms logarithms, int line);

  /** y = factor·e of the exponentials e of a copied row. */
  void scaleExponentials(int copy, Tensor y, int at);

  /** y = p·(g − factor). */
  void softmaxBackward(Tensor g, Tensor p, int at, Tensor y);

  /** y = x − ln Σ exp(x) of a copied row x. */
  void subtractFromCopy(int copy, Tensor y, int at);

  /** y = factor·softmax(x). */
  void multiples(Tensor x, int at, Tensor y);

  /** y = g − factor·softmax(x). */
  void subtractMultiples(Tensor g, Tensor x, int at, Tensor y);
}
