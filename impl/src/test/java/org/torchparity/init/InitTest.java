package org.torchparity.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Expected draws are those of libtorch 2.10 after {@code torch.manual_seed(0)}. */
class InitTest {
  private final TorchRandom random = new TorchRandom(0);

  @Test
  void the_default_weight_of_a_linear_layer_is_that_of_torch() {
    Tensor weight =
        Init.kaimingUniform(
            random,
            DType.FLOAT32,
            Shape.of(2, 3),
            Math.sqrt(5),
            FanMode.FAN_IN,
            Nonlinearity.LEAKY_RELU);
    assertThat(weight.floats())
        .containsExactly(
            -0x1.1b47dp-8f,
            0x1.3d2626p-2f,
            -0x1.e696fcp-2f,
            -0x1.b31792p-2f,
            -0x1.c76962p-3f,
            0x1.3d12a6p-3f);
  }

  @Test
  void an_orthogonal_matrix_has_the_signs_of_torch() {
    float[] expected = {
      0x1.25e0d4p-1f,
      -0x1.bfabb4p-4f,
      -0x1.9f8274p-1f,
      -0x1.61b48p-2f,
      -0x1.dc9ca8p-1f,
      -0x1.e728fcp-4f
    };
    Tensor actual = Init.orthogonal(random, DType.FLOAT32, Shape.of(2, 3), 1);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual.get(i)).isEqualTo(expected[i], within(2.0 * Math.ulp(1f)));
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 5, 1", "12, 7, 1", "7, 12, 2.5", "1, 9, 1", "9, 1, 0.5"})
  void rows_or_columns_of_an_orthogonal_matrix_are_orthonormal_times_the_gain(
      int rows, int columns, double gain) {
    Tensor w = Init.orthogonal(random, DType.FLOAT64, Shape.of(rows, columns), gain);
    boolean tall = rows >= columns;
    int count = Math.min(rows, columns);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        int a = i;
        int b = j;
        double product =
            IntStream.range(0, Math.max(rows, columns))
                .mapToDouble(k -> tall ? w.at(k, a) * w.at(k, b) : w.at(a, k) * w.at(b, k))
                .sum();
        assertThat(product).isEqualTo(i == j ? gain * gain : 0, within(1e-14));
      }
    }
  }

  @Test
  void a_zero_column_gives_a_zero_column_of_q_where_the_diagonal_of_r_is_zero() {
    double[] q = Orthogonal.columnsOf(new double[] {0, 3, 0, 4}, 2, 2);
    assertThat(q).containsExactly(0, 0, 0, 1);
  }

  @Test
  void a_sparse_matrix_has_its_share_of_zeros_in_every_column() {
    assertThat(Init.sparse(random, DType.FLOAT32, Shape.of(3, 2), 0.5, 0.01).floats())
        .containsExactly(0, 0, -0x1.64f90cp-6f, 0, 0, -0x1.ca4abp-7f);
  }

  @Test
  void truncated_normal_draws_stay_within_the_bounds() {
    double[] drawn =
        Init.truncNormal(random, DType.FLOAT64, Shape.of(10_000), 1, 2, 0.5, 1.25).doubles();
    assertThat(DoubleStream.of(drawn)).allMatch(x -> x >= 0.5 && x <= 1.25);
    assertThat(DoubleStream.of(drawn).average().orElseThrow()).isEqualTo(0.877, within(0.01));
  }

  @Test
  void dirac_puts_ones_at_the_centres_of_each_group() {
    Tensor weight = Init.dirac(DType.FLOAT32, Shape.of(6, 2, 3), 3);
    int[][] ones = {{0, 0, 1}, {1, 1, 1}, {2, 0, 1}, {3, 1, 1}, {4, 0, 1}, {5, 1, 1}};
    float[] expected = new float[36];
    for (int[] one : ones) {
      expected[weight.shape().positionOf(one)] = 1;
    }
    assertThat(weight.floats()).containsExactly(expected);
  }

  @Test
  void fans_count_the_elements_of_the_kernel() {
    assertThat(Init.calculateFanInAndFanOut(Shape.of(8, 3, 5, 7)))
        .isEqualTo(new Init.Fans(105, 280));
  }

  @Test
  void the_gain_of_selu_is_three_quarters() {
    assertThat(Init.calculateGain(Nonlinearity.SELU)).isEqualTo(0.75);
  }

  @ParameterizedTest
  @EnumSource(FanMode.class)
  void a_shape_without_elements_draws_nothing(FanMode mode) {
    Shape empty = Shape.of(0, 3);
    Init.kaimingUniform(random, DType.FLOAT32, empty, 0, mode, Nonlinearity.RELU);
    Init.kaimingNormal(random, DType.FLOAT32, empty, 0, mode, Nonlinearity.RELU);
    Init.orthogonal(random, DType.FLOAT32, empty, 1);
    assertThat(random.random()).isEqualTo(new TorchRandom(0).random());
  }

  @Test
  void bad_arguments_are_refused_with_the_shape() {
    DType dtype = DType.FLOAT32;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Init.xavierNormal(random, dtype, Shape.of(4), 1))
        .withMessage(
            "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions, but"
                + " got shape [4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Init.eye(dtype, Shape.of(2, 2, 2)))
        .withMessage("Only tensors with 2 dimensions are supported, but got shape [2, 2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Init.dirac(dtype, Shape.of(2, 2), 1))
        .withMessage("Only tensors with 3, 4, or 5 dimensions are supported, but got shape [2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Init.dirac(dtype, Shape.of(5, 2, 3), 2))
        .withMessage("dim 0 must be divisible by groups (2), but got shape [5, 2, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Init.orthogonal(random, dtype, Shape.of(5), 1))
        .withMessage("Only tensors with 2 or more dimensions are supported, but got shape [5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Init.sparse(random, dtype, Shape.of(2, 2), 1.5, 1))
        .withMessage("sparsity must be in [0, 1], but got 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Init.truncNormal(random, dtype, Shape.of(2), 0, 0, -2, 2))
        .withMessage("trunc_normal_ expects std > 0.0, but got std=0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Init.truncNormal(random, dtype, Shape.of(2), 0, 1, 2, -2))
        .withMessage("trunc_normal_ expects a <= b, but got a=2.0 and b=-2.0");
  }
}
