package org.torchparity.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Expected numbers are those of libtorch 2.10 after {@code torch.manual_seed(0)}. */
class TorchRandomTest {
  private final TorchRandom random = new TorchRandom(0);

  @Test
  void float32_uniform_draws_are_those_of_torch() {
    assertThat(random.rand(DType.FLOAT32, Shape.of(3)).floats())
        .containsExactly(0x1.fc2abp-2f, 0x1.89545ep-1f, 0x1.6a675p-4f);
  }

  @Test
  void float64_uniform_draws_are_those_of_torch() {
    assertThat(random.rand(DType.FLOAT64, Shape.of(3)).doubles())
        .containsExactly(0x1.f0aac97c4aa2fp-1, 0x1.6a675d821cccp-1, 0x1.d6687b744a5f6p-2);
  }

  @Test
  void few_normal_draws_come_in_pairs_of_which_one_is_kept() {
    assertThat(random.randn(DType.FLOAT32, Shape.of(3)).floats())
        .containsExactly(0x1.8a7eb8p0f, -0x1.2c78ap-2f, -0x1.16e292p1f);
    assertThat(random.randn(DType.FLOAT32, Shape.of(2)).floats())
        .containsExactly(0x1.23096cp-1f, -0x1.15a342p0f);
  }

  @Test
  void seeding_anew_forgets_the_kept_normal() {
    random.randn(DType.FLOAT32, Shape.of(1));
    random.manualSeed(0);
    assertThat(random.randn(DType.FLOAT32, Shape.of(1)).floats()).containsExactly(0x1.8a7eb8p0f);
  }

  @Test
  void the_last_sixteen_of_seventeen_float32_normals_are_drawn_anew() {
    assertThat(random.randn(DType.FLOAT32, Shape.of(17)).floats())
        .containsExactly(
            -0x1.20370ap0f,
            -0x1.b2288cp0f,
            0x1.222008p-1f,
            0x1.9646bap-1f,
            0x1.329b16p-1f,
            -0x1.8e1ab6p0f,
            -0x1.5d8d94p-2f,
            0x1.da5e9cp0f,
            0x1.df54aap-2f,
            -0x1.2bc656p-1f,
            -0x1.631dd6p-3f,
            0x1.77c348p-3f,
            0x1.63ad8p0f,
            0x1.961ap0f,
            0x1.e48138p-1f,
            -0x1.aff666p-1f,
            0x1.dd186p-1f);
  }

  @Test
  void the_last_sixteen_of_seventeen_float64_normals_are_drawn_anew() {
    assertThat(random.randn(DType.FLOAT64, Shape.of(17)).doubles())
        .containsExactly(
            new double[] {
              -0x1.27bb92e9262dcp1,
              -0x1.443c91ccf2402p-1,
              -0x1.42cbf54f08f8ep0,
              -0x1.7432edfaba107p-1,
              -0x1.471a3c0e2f22ap-6,
              0x1.aeb1b572b6a04p-3,
              0x1.6ae2402b7b62bp-3,
              -0x1.a9389d082941dp-1,
              0x1.e8e503666016dp-3,
              -0x1.f101e358981adp-3,
              -0x1.8bc82256d975bp-1,
              -0x1.985dd0627b1fp0,
              -0x1.5fbef2bc4be3bp-1,
              0x1.7cf270386ca66p0,
              -0x1.cb2d8340fb171p-2,
              -0x1.c8318cc163de5p-1,
              0x1.5986ed8e63e98p-1
            },
            Offset.offset(0x1p-51));
  }

  @Test
  void every_bit_of_many_float32_normals_is_that_of_torch() {
    float[] drawn = random.normal(DType.FLOAT32, Shape.of(100_003), 0.3, 1.7).floats();
    assertThat(Arrays.hashCode(drawn)).isEqualTo(-1908084614);
  }

  @Test
  void integers_over_the_whole_range_are_those_of_torch() {
    assertThat(random.random(DType.FLOAT32, Shape.of(2)).floats())
        .containsExactly(8_325_664, 12_888_472);
    assertThat(random.random(DType.FLOAT64, Shape.of(2)).doubles())
        .containsExactly(6_375_474_555_111_176.0, 4_137_753_702_977_065.0);
    assertThat(random.random(DType.INT64, Shape.of(2)).longs())
        .containsExactly(827_948_490_035_658_087L, 7_815_051_614_634_499_795L);
  }

  @Test
  void bernoulli_of_a_tensor_takes_as_many_bits_as_its_type_has() {
    double[] half = new double[16];
    Arrays.fill(half, 0.5);
    Shape shape = Shape.of(16);
    assertThat(random.bernoulli(Tensor.ofDoubles(DType.FLOAT32, shape, half)).floats())
        .containsExactly(1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0);
    assertThat(random.bernoulli(Tensor.ofDoubles(DType.FLOAT64, shape, half)).doubles())
        .containsExactly(0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 0);
  }

  @Test
  void bernoulli_draws_are_those_of_torch() {
    assertThat(random.bernoulli(DType.FLOAT32, Shape.of(10), 0.3).floats())
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 0, 1);
  }

  @Test
  void bernoulli_of_a_tensor_takes_each_element_as_a_probability() {
    Tensor sure = Tensor.of(new float[] {0, 1, 1, 0}, 2, 2);
    assertThat(random.bernoulli(sure).isBitwiseEqualTo(sure)).isTrue();
  }

  @Test
  void integers_of_a_narrow_range_take_32_bits_and_those_of_a_wide_range_64() {
    assertThat(random.randint(Shape.of(8), -5, 6).longs())
        .containsExactly(5, 2, -4, -2, 3, -2, -1, -5);
    assertThat(random.randint(Shape.of(3), 0, 1 << 28).longs())
        .containsExactly(262_266_579, 40_294_130, 204_159_575);
  }

  @Test
  void a_permutation_is_that_of_torch() {
    assertThat(random.randperm(10).longs()).containsExactly(4, 1, 7, 5, 3, 9, 0, 8, 6, 2);
  }

  @Test
  void exponential_and_log_normal_draws_are_those_of_torch() {
    assertThat(random.exponential(DType.FLOAT32, Shape.of(3), 2).floats())
        .containsExactly(0x1.c110d6p0f, 0x1.3afa7ep-1f, 0x1.3ae71p-2f);
    assertThat(random.logNormal(DType.FLOAT32, Shape.of(3), 0.5, 2).floats())
        .containsExactly(0x1.4acc24p4f, 0x1.aaedf8p-2f, 0x1.22d87ep1f);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 32, -(1L << 32), 7L << 40})
  void only_the_low_32_bits_of_a_seed_count(long seed) {
    assertThat(new TorchRandom(seed).random()).isEqualTo(random.random());
  }

  @Test
  void an_empty_tensor_draws_nothing() {
    Shape empty = Shape.of(3, 0);
    random.rand(DType.FLOAT32, empty);
    random.randn(DType.FLOAT64, empty);
    random.bernoulli(DType.FLOAT32, empty, 0.5);
    random.randint(empty, 0, 9);
    random.randperm(0);
    assertThat(random.random()).isEqualTo(new TorchRandom(0).random());
  }

  @Test
  void bad_arguments_are_refused_by_name() {
    Shape shape = Shape.of(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.uniform(DType.FLOAT32, shape, 2, 1))
        .withMessage("uniform_ expects to return a [from, to) range, but found from=2.0 > to=1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.uniform(DType.FLOAT32, shape, 0, 1e39))
        .withMessageContaining("to be finite in float32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.randn(DType.INT64, shape))
        .withMessage("normal_ expects a floating-point dtype, but got int64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.normal(DType.FLOAT64, shape, 0, -1))
        .withMessage("normal expects std >= 0.0, but found std -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.bernoulli(DType.FLOAT64, shape, Double.NaN))
        .withMessage("bernoulli_ expects p to be in [0, 1], but got p=NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.bernoulli(Tensor.of(new double[] {0.5, 1.5}, 2)))
        .withMessage("bernoulli expects p to be in [0, 1], but got p=1.5 at 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.randint(shape, 3, 3))
        .withMessage("random_ expects 'from' to be less than 'to', but got from=3 >= to=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.randperm(-1))
        .withMessage("n must be non-negative, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.exponential(DType.FLOAT32, shape, 0))
        .withMessage("exponential_ expects lambda > 0.0, but found lambda=0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.logNormal(DType.FLOAT32, shape, 0, 0))
        .withMessage("log_normal_ expects std > 0.0, but found std=0.0");
  }
}
