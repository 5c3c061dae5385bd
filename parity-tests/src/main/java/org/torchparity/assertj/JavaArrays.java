package org.torchparity.assertj;

import org.torchparity.tensor.Tensor;

/** Java arrays as tensors. */
final class JavaArrays {
  private JavaArrays() {}

  static Tensor tensor(float[] elements) {
    return Tensor.of(elements, elements.length);
  }

  static Tensor tensor(double[] elements) {
    return Tensor.of(elements, elements.length);
  }

  static Tensor tensor(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    float[] elements = new float[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      checkLength(rows[i].length, columns, i);
      System.arraycopy(rows[i], 0, elements, i * columns, columns);
    }
    return Tensor.of(elements, rows.length, columns);
  }

  static Tensor tensor(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] elements = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      checkLength(rows[i].length, columns, i);
      System.arraycopy(rows[i], 0, elements, i * columns, columns);
    }
    return Tensor.of(elements, rows.length, columns);
  }

  private static void checkLength(int length, int columns, int row) {
    if (length != columns) {
      throw new IllegalArgumentException(
          "the rows of a matrix have one length, but row 0 has "
              + columns
              + " elements and row "
              + row
              + " has "
              + length);
    }
  }
}
