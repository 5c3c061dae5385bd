package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

class GemmTest {
  private static final int[] SIZES = {1, 2, 3, 4, 6, 7, 8, 13, 16, 17, 31, 33, 64, 100, 129};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 7, 8, 13, 16, 17, 31, 33, 64, 100, 129, 2050})
  void a_product_is_the_sum_over_the_inner_index(int columns) {
    for (int rows : SIZES) {
      int depth = 1 + (rows * 7 + columns) % 140;
      Tensor a = normal(DType.FLOAT64, rows, depth);
      Tensor b = normal(DType.FLOAT64, depth, columns);
      assertClose(Gemm.multiply(Matrix.of(a), Matrix.of(b)).doubles(), naive(a, b));
    }
  }

  /** Within 1e-12; {@code containsExactly} takes seconds for this many. */
  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= 1e-12)) {
        assertThat(actual[i]).as("element %s", i).isEqualTo(expected[i], within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9, 17, 25, 49, 513, 1025})
  void a_product_of_several_blocks_of_terms_has_any_number_of_columns(int columns) {
    Tensor a = normal(DType.FLOAT64, 5, 600);
    Tensor b = normal(DType.FLOAT64, 600, columns);
    assertThat(Gemm.multiply(Matrix.of(a), Matrix.of(b)).doubles())
        .containsExactly(naive(a, b), within(1e-11));
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 257, 512, 700, 1023, 1024, 1025, 1300, 2049})
  void a_product_has_any_number_of_terms(int terms) {
    Tensor a = normal(DType.FLOAT64, 19, terms);
    Tensor b = normal(DType.FLOAT64, terms, 121);
    Tensor row = normal(DType.FLOAT64, 1, 121).reshape(Shape.of(121));
    double[] expected = naive(a, b);
    assertThat(Gemm.multiply(Matrix.of(a), Matrix.of(b)).doubles())
        .containsExactly(expected, within(1e-11));
    Tensor c = Gemm.multiply(Matrix.of(a), Matrix.of(b), row);
    Gemm.multiplyAdd(Matrix.of(a), Matrix.of(b), Matrix.of(c));
    for (int i = 0; i < expected.length; i++) {
      expected[i] = 2 * expected[i] + row.at(i % 121);
    }
    assertThat(c.doubles()).containsExactly(expected, within(1e-11));
  }

  @ParameterizedTest
  @CsvSource({
    "300, 1024, 250",
    "270, 1000, 3100",
    "1100, 256, 900",
    "300, 1100, 100",
    "1100, 257, 30"
  })
  void more_rows_and_columns_than_are_packed_at_a_time(int rows, int terms, int columns) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor a = normal(dtype, rows, terms);
      Tensor b = normal(dtype, terms, columns);
      Tensor whole = Gemm.multiply(Matrix.of(a), Matrix.of(b));
      Tensor parts = Tensor.zeros(dtype, whole.shape());
      Matrix c = Matrix.of(parts);
      for (int i = 0; i < rows; i += 100) {
        for (int j = 0; j < columns; j += 100) {
          int height = Math.min(100, rows - i);
          int width = Math.min(100, columns - j);
          Matrix part = c.rows(i, height).columns(j, width);
          Gemm.multiplyAdd(Matrix.of(a).rows(i, height), Matrix.of(b).columns(j, width), part);
        }
      }
      assertThat(parts.isBitwiseEqualTo(whole)).isTrue();
      Tensor again = Gemm.multiply(Matrix.of(a), Matrix.of(transposed(b)).transposed());
      assertThat(again.isBitwiseEqualTo(whole)).isTrue();
    }
  }

  @Test
  void a_product_may_have_no_rows_or_no_columns() {
    Tensor none = Tensor.of(new float[0], 0, 5);
    Tensor some = normal(DType.FLOAT32, 7, 5);
    Matrix transposed = Matrix.of(none).transposed();
    assertThat(Gemm.multiply(Matrix.of(some), transposed).shape()).isEqualTo(Shape.of(7, 0));
    Tensor x = normal(DType.FLOAT32, 5, 7);
    assertThat(Gemm.multiply(Matrix.of(none), Matrix.of(x)).shape()).isEqualTo(Shape.of(0, 7));
    Matrix noRows = Matrix.of(Tensor.of(new float[0], 5, 0)).transposed();
    assertThat(Gemm.multiply(noRows, Matrix.of(some).transposed()).shape())
        .isEqualTo(Shape.of(0, 7));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void transposed_factors_give_the_same_product(DType dtype) {
    for (int depth : SIZES) {
      Tensor a = normal(dtype, 13, depth);
      Tensor b = normal(dtype, depth, 37);
      Tensor plain = Gemm.multiply(Matrix.of(a), Matrix.of(b));
      Matrix aAgain = Matrix.of(transposed(a)).transposed();
      Matrix bAgain = Matrix.of(transposed(b)).transposed();
      assertThat(Gemm.multiply(aAgain, bAgain).isBitwiseEqualTo(plain)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void a_product_is_added_to_part_of_a_tensor_and_to_no_other_element(DType dtype) {
    Tensor a = normal(dtype, 7, 3);
    Tensor b = normal(dtype, 3, 5);
    Tensor c = Tensor.full(dtype, Shape.of(100), 1);
    Gemm.multiplyAdd(Matrix.of(a), Matrix.of(b), new Matrix(c, 11, 7, 5, 9, 1));
    Tensor product = Gemm.multiply(Matrix.of(a), Matrix.of(b));
    Tensor expected = Tensor.full(dtype, Shape.of(100), 1);
    for (int i = 0; i < 35; i++) {
      int at = 11 + i / 5 * 9 + i % 5;
      if (dtype == DType.FLOAT32) {
        expected.floats()[at] += product.floats()[i];
      } else {
        expected.doubles()[at] += product.doubles()[i];
      }
    }
    assertThat(c.isBitwiseEqualTo(expected)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void a_row_is_added_to_each_row_of_a_product_whatever_its_memory_held(DType dtype) {
    int[][] shapes = {{1, 40, 70}, {2, 300, 70}, {5, 2, 1100}, {5, 0, 7}, {45, 600, 70}};
    for (int[] shape : shapes) {
      Tensor row = normal(dtype, 1, shape[2]).reshape(Shape.of(shape[2]));
      for (boolean apart : new boolean[] {false, true}) {
        Tensor a = normal(dtype, shape[0], shape[1]);
        Tensor b = normal(dtype, shape[1], shape[2]);
        Matrix factor = apart ? Matrix.of(transposed(b)).transposed() : Matrix.of(b);
        Tensor c = Tensor.full(dtype, Shape.of(shape[0], shape[2]), Double.NaN);
        new Gemm(Kernels.gemm(), dtype).sum(Matrix.of(c), row, Matrix.of(a), factor);
        double[] expected = naive(a, b);
        for (int i = 0; i < expected.length; i++) {
          expected[i] += row.at(i % shape[2]);
        }
        assertThat(c.to(DType.FLOAT64).doubles())
            .containsExactly(expected, within(dtype == DType.FLOAT32 ? 2e-5 : 1e-12));
      }
    }
  }

  @Test
  void splitting_the_rows_does_not_change_a_bit() {
    Tensor a = normal(DType.FLOAT32, 517, 300);
    Tensor b = normal(DType.FLOAT32, 300, 129);
    Tensor whole = Gemm.multiply(Matrix.of(a), Matrix.of(b));
    Tensor split = Tensor.zeros(DType.FLOAT32, whole.shape());
    for (int row = 0; row < 517; row += 47) {
      int rows = Math.min(47, 517 - row);
      Gemm.multiplyAdd(
          Matrix.of(a).rows(row, rows), Matrix.of(b), Matrix.of(split).rows(row, rows));
    }
    assertThat(split.isBitwiseEqualTo(whole)).isTrue();
  }

  @Test
  void an_inner_size_of_zero_adds_nothing() {
    Tensor product =
        Gemm.multiply(
            Matrix.of(Tensor.of(new float[0], 2, 0)), Matrix.of(Tensor.of(new float[0], 0, 3)));
    assertThat(product.floats()).containsExactly(0, 0, 0, 0, 0, 0);
  }

  @Test
  void sizes_that_do_not_fit_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Gemm.multiply(
                    Matrix.of(normal(DType.FLOAT32, 2, 3)), Matrix.of(normal(DType.FLOAT32, 4, 5))))
        .withMessage("matrices cannot be multiplied: 2×3 by 4×5 into 2×5");
    Matrix square = Matrix.of(normal(DType.FLOAT32, 3, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gemm.multiplyAdd(square, square, square.transposed()))
        .withMessage("a product needs C's columns next to each other");
  }

  private static double[] naive(Tensor a, Tensor b) {
    double[] product = new double[a.size(0) * b.size(1)];
    for (int i = 0; i < a.size(0); i++) {
      for (int j = 0; j < b.size(1); j++) {
        for (int p = 0; p < b.size(0); p++) {
          product[i * b.size(1) + j] += a.at(i, p) * b.at(p, j);
        }
      }
    }
    return product;
  }

  private static Tensor transposed(Tensor t) {
    double[] values = new double[t.elements()];
    for (int i = 0; i < t.size(0); i++) {
      for (int j = 0; j < t.size(1); j++) {
        values[j * t.size(0) + i] = t.at(i, j);
      }
    }
    return Tensor.ofDoubles(t.dtype(), Shape.of(t.size(1), t.size(0)), values);
  }

  static Tensor normal(DType dtype, int rows, int columns) {
    double[] values = new Random(rows * 1000L + columns).doubles(rows * columns, -1, 1).toArray();
    return Tensor.ofDoubles(dtype, Shape.of(rows, columns), values);
  }
}
