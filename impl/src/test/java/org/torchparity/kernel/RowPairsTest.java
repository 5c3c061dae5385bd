package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Against one row after the other, in float64 and in the order of the elements. */
class RowPairsTest {
  private static Tensor uniform(DType dtype, int rows, int length, long seed) {
    double[] values = new Random(seed).doubles((long) rows * length, -2, 5).toArray();
    return Tensor.of(values, rows, length).to(dtype);
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1, 5", "FLOAT32, 7, 33", "FLOAT32, 4, 1", "FLOAT32, 300, 301", "FLOAT32, 3, 0",
    "FLOAT64, 1, 5", "FLOAT64, 7, 33", "FLOAT64, 8, 16", "FLOAT64, 300, 301", "FLOAT64, 0, 3"
  })
  void sums_are_those_of_each_row(DType dtype, int rows, int length) {
    Tensor x = uniform(dtype, rows, length, 1);
    Tensor y = uniform(dtype, rows, length, 2);
    RowPairs pairs = new RowPairs(x, y);
    RowPairs.Moments moments = pairs.moments();
    double[] differences =
        pairs.sums(
            (row, a, b, from, to) -> {
              for (int i = from; i < to; i++) {
                a[i] = row * a[i] - b[i];
              }
            });
    for (int row = 0; row < rows; row++) {
      double squaresOfFirst = 0;
      double squaresOfSecond = 0;
      double products = 0;
      double difference = 0;
      for (int i = row * length; i < (row + 1) * length; i++) {
        squaresOfFirst = Math.fma(x.get(i), x.get(i), squaresOfFirst);
        squaresOfSecond = Math.fma(y.get(i), y.get(i), squaresOfSecond);
        products = Math.fma(x.get(i), y.get(i), products);
        difference += row * x.get(i) - y.get(i);
      }
      assertThat(moments.squaresOfFirst()[row]).isEqualTo(squaresOfFirst);
      assertThat(moments.squaresOfSecond()[row]).isEqualTo(squaresOfSecond);
      assertThat(moments.products()[row]).isEqualTo(products);
      assertThat(differences[row]).isEqualTo(difference);
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, 1, 5", "FLOAT32, 300, 301", "FLOAT64, 7, 33", "FLOAT64, 300, 301"})
  void both_rows_are_replaced_and_rounded_once(DType dtype, int rows, int length) {
    Tensor x = uniform(dtype, rows, length, 3);
    Tensor y = uniform(dtype, rows, length, 4);
    Tensor first = Tensor.zeros(dtype, Shape.of(rows, length));
    Tensor second = Tensor.zeros(DType.FLOAT64, Shape.of(rows, length));
    new RowPairs(x, y)
        .map(
            (row, a, b, from, to) -> {
              for (int i = from; i < to; i++) {
                double sum = a[i] / 3 + row * b[i];
                b[i] = a[i] * b[i];
                a[i] = sum;
              }
            },
            first,
            second);
    for (int i = 0; i < rows * length; i++) {
      double sum = x.get(i) / 3 + i / length * y.get(i);
      assertThat(first.get(i)).isEqualTo(dtype == DType.FLOAT32 ? (float) sum : sum);
      assertThat(second.get(i)).isEqualTo(x.get(i) * y.get(i));
    }
  }
}
