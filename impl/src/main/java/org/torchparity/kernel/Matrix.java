package org.torchparity.kernel;

import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A matrix that lies in a tensor's elements, with a stride an axis: element (i, j) is at {@code
 * offset + i·rowStride + j·columnStride}. A view, not a copy.
 *
 * @param data whose elements these are
 * @param offset position of element (0, 0)
 * @param rows number of rows
 * @param columns number of columns
 * @param rowStride distance of an element from the one below it
 * @param columnStride distance of an element from the one to its right
 */
public record Matrix(
    Tensor data, int offset, int rows, int columns, int rowStride, int columnStride) {

  /** Returns {@code rows} rows of {@code columns} elements each, row-major from an offset on. */
  public static Matrix of(Tensor data, int offset, int rows, int columns) {
    return new Matrix(data, offset, rows, columns, columns, 1);
  }

  /** Returns all of a tensor, its last axis as columns. */
  public static Matrix of(Tensor data) {
    Shape shape = data.shape();
    int columns = shape.size(-1);
    return of(data, 0, shape.elements(0, shape.rank() - 1), columns);
  }

  /** Returns a tensor's elements as a row that is there {@code rows} times. */
  public static Matrix ofRow(Tensor row, int rows) {
    return new Matrix(row, 0, rows, row.elements(), 0, 1);
  }

  /** Returns the same elements with rows and columns exchanged. */
  public Matrix transposed() {
    return new Matrix(data, offset, columns, rows, columnStride, rowStride);
  }

  /** Returns the rows in {@code [from, from + count)}. */
  Matrix rows(int from, int count) {
    return new Matrix(data, offset + from * rowStride, count, columns, rowStride, columnStride);
  }

  /** Returns the columns in {@code [from, from + count)}. */
  Matrix columns(int from, int count) {
    return new Matrix(data, offset + from * columnStride, rows, count, rowStride, columnStride);
  }

  @Override
  public String toString() {
    return rows + "×" + columns;
  }
}
