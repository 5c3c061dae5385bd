package org.torchparity.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

@RequiresLibtorch
class TorchRandomParityTest {
  private static final int[] SIZES = {0, 1, 2, 7, 15, 16, 17, 31, 32, 33, 100, 1000, 4099, 100_000};

  static Stream<Arguments> seedsAndTypes() {
    List<Arguments> rows = new ArrayList<>();
    for (long seed : new long[] {0, 1, 123, 1L << 31, Long.MAX_VALUE, -1, -987_654_321_012L}) {
      rows.add(Arguments.of(seed, DType.FLOAT32));
      rows.add(Arguments.of(seed, DType.FLOAT64));
    }
    return rows.stream();
  }

  /** Seeds both sides; afterwards they must be in the same state at every comparison. */
  private static TorchRandom seeded(long seed) {
    Libtorch.manualSeed(seed);
    return new TorchRandom(seed);
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.dtype()).isEqualTo(expected.dtype());
    assertThat(actual.isBitwiseEqualTo(expected))
        .as("every bit of %s against %s", actual, expected)
        .isTrue();
  }

  /** Fails where the generators have not drawn equally often. */
  private static void assertSameState(TorchRandom random) {
    assertSame(
        random.random(DType.INT64, Shape.of(3)),
        Libtorch.filled(DType.INT64, Shape.of(3), t -> t.random_()));
  }

  @ParameterizedTest
  @MethodSource("seedsAndTypes")
  void uniform_draws_match_torch_bit_for_bit(long seed, DType dtype) {
    TorchRandom random = seeded(seed);
    for (int size : SIZES) {
      Shape shape = Shape.of(size);
      assertSame(
          random.rand(dtype, shape),
          Libtorch.tensor(() -> torch.rand(Libtorch.sizes(shape), Libtorch.options(dtype))));
      assertSame(
          random.uniform(dtype, shape, -0.37, 1.9),
          Libtorch.filled(dtype, shape, t -> t.uniform_(-0.37, 1.9, Libtorch.defaultGenerator())));
    }
    assertSameState(random);
  }

  @ParameterizedTest
  @MethodSource("seedsAndTypes")
  void bernoulli_draws_match_torch_bit_for_bit(long seed, DType dtype) {
    TorchRandom random = seeded(seed);
    for (int size : SIZES) {
      Shape shape = Shape.of(size);
      for (double p : new double[] {0, 0.1, 0.5, 0.9, 1}) {
        assertSame(
            random.bernoulli(dtype, shape, p),
            Libtorch.filled(dtype, shape, t -> t.bernoulli_(p, Libtorch.defaultGenerator())));
      }
      Tensor probabilities = random.rand(dtype, shape);
      Libtorch.tensor(() -> torch.rand(Libtorch.sizes(shape), Libtorch.options(dtype)));
      assertSame(
          random.bernoulli(probabilities),
          Libtorch.tensor(() -> torch.bernoulli(Libtorch.toNative(probabilities))));
    }
    assertSameState(random);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 123, 1L << 31, Long.MAX_VALUE, -1})
  void float32_normal_draws_match_torch_bit_for_bit(long seed) {
    TorchRandom random = seeded(seed);
    for (int size : SIZES) {
      Shape shape = Shape.of(size);
      assertSame(
          random.randn(DType.FLOAT32, shape),
          Libtorch.tensor(() -> torch.randn(Libtorch.sizes(shape))));
      assertSame(
          random.normal(DType.FLOAT32, shape, 0.3, 1.7),
          Libtorch.filled(
              DType.FLOAT32, shape, t -> t.normal_(0.3, 1.7, Libtorch.defaultGenerator())));
    }
    assertSameState(random);
  }

  @Test
  void millions_of_float32_normal_draws_match_torch_bit_for_bit() {
    TorchRandom random = seeded(42);
    Shape shape = Shape.of(4, 1_000_003);
    assertSame(
        random.normal(DType.FLOAT32, shape, -2.5, 0.01),
        Libtorch.filled(
            DType.FLOAT32, shape, t -> t.normal_(-2.5, 0.01, Libtorch.defaultGenerator())));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 123, 1L << 31, Long.MAX_VALUE, -1})
  void float64_normal_draws_match_torch_to_the_last_bits(long seed) {
    TorchRandom random = seeded(seed);
    int drawn = 0;
    int different = 0;
    for (int size : SIZES) {
      Shape shape = Shape.of(size);
      double[] actual = random.randn(DType.FLOAT64, shape).doubles();
      double[] expected =
          Libtorch.tensor(() -> torch.randn(Libtorch.sizes(shape), Libtorch.options(DType.FLOAT64)))
              .doubles();
      different += countDifferent(actual, expected);
      drawn += size;
    }
    assertThat(different).as("different in the last bits").isLessThan(drawn / 400);
    assertSameState(random);
  }

  /** Counts differences; none is above 4 ulp, the sum of three roundings of each side. */
  private static int countDifferent(double[] actual, double[] expected) {
    int different = 0;
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] != expected[i]) {
        different++;
        assertThat(Math.abs(actual[i] - expected[i]))
            .isLessThanOrEqualTo(4 * Math.ulp(expected[i]));
      }
    }
    return different;
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, names = "INT64", mode = EnumSource.Mode.EXCLUDE)
  void exponential_and_log_normal_draws_match_torch_to_the_last_bits(DType dtype) {
    TorchRandom random = seeded(7);
    for (int size : SIZES) {
      Shape shape = Shape.of(size);
      Tensor exponential = random.exponential(dtype, shape, 1.7);
      Tensor logNormal = random.logNormal(dtype, shape, 0.2, 0.8);
      Tensor torchExponential =
          Libtorch.filled(dtype, shape, t -> t.exponential_(1.7, Libtorch.defaultGenerator()));
      Tensor torchLogNormal =
          Libtorch.filled(dtype, shape, t -> t.log_normal_(0.2, 0.8, Libtorch.defaultGenerator()));
      if (dtype == DType.FLOAT32) {
        assertSame(exponential, torchExponential);
        assertSame(logNormal, torchLogNormal);
      } else {
        assertThat(countDifferent(exponential.doubles(), torchExponential.doubles()))
            .isLessThanOrEqualTo(size / 100);
        assertThat(countDifferent(logNormal.doubles(), torchLogNormal.doubles()))
            .isLessThanOrEqualTo(2 + size / 8);
      }
    }
    assertSameState(random);
  }

  @Test
  void integer_draws_match_torch_for_narrow_and_wide_ranges() {
    TorchRandom random = seeded(3);
    long[][] ranges = {
      {0, 1},
      {0, 10},
      {-5, 6},
      {0, (1L << 28) - 1},
      {0, 1L << 28},
      {-(1L << 27), 1L << 27},
      {7, 1L << 32},
      {-(1L << 40), 3L << 50},
      {Long.MIN_VALUE, Long.MAX_VALUE}
    };
    for (long[] range : ranges) {
      for (int size : SIZES) {
        Shape shape = Shape.of(size);
        assertSame(
            random.randint(shape, range[0], range[1]),
            Libtorch.filled(
                DType.INT64, shape, t -> t.random_(range[0], new LongOptional(range[1]))));
      }
    }
    assertSame(
        random.randint(Shape.of(5, 7), -3, 12),
        Libtorch.tensor(
            () -> torch.randint(-3, 12, new long[] {5, 7}, Libtorch.options(DType.INT64))));
    assertSameState(random);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void full_range_integer_draws_match_torch(DType dtype) {
    TorchRandom random = seeded(-5);
    for (int size : SIZES) {
      Shape shape = Shape.of(size);
      assertSame(random.random(dtype, shape), Libtorch.filled(dtype, shape, t -> t.random_()));
    }
    assertSameState(random);
  }

  @Test
  void permutations_match_torch() {
    TorchRandom random = seeded(11);
    for (int size : SIZES) {
      assertSame(
          random.randperm(size),
          Libtorch.tensor(() -> torch.randperm(size, Libtorch.options(DType.INT64))));
    }
    assertSameState(random);
  }

  @Test
  void draws_of_every_kind_in_turn_match_torch_with_the_kept_normal_between_them() {
    TorchRandom random = seeded(2024);
    for (int round = 0; round < 20; round++) {
      for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
        Shape odd = Shape.of(2 * round % 15 | 1);
        // An odd number of single normals leaves one for the next round, past all other draws.
        Tensor normals = random.normal(DType.FLOAT32, odd, 1, 2);
        assertSame(
            normals,
            Libtorch.filled(DType.FLOAT32, odd, t -> t.normal_(1, 2, Libtorch.defaultGenerator())));
        Shape many = Shape.of(16 + round);
        assertSame(
            random.randn(DType.FLOAT32, many),
            Libtorch.tensor(() -> torch.randn(Libtorch.sizes(many))));
        assertSame(
            random.rand(dtype, odd),
            Libtorch.tensor(() -> torch.rand(Libtorch.sizes(odd), Libtorch.options(dtype))));
        assertSame(
            random.randperm(round),
            Libtorch.tensor(
                () -> torch.randperm(many.size(0) - 16, Libtorch.options(DType.INT64))));
      }
    }
    assertSameState(random);
  }

  @Test
  void seeding_anew_forgets_the_kept_normal() {
    TorchRandom random = seeded(5);
    random.randn(DType.FLOAT32, Shape.of(1));
    Libtorch.tensor(() -> torch.randn(1));
    random.manualSeed(6);
    Libtorch.manualSeed(6);
    assertSame(random.randn(DType.FLOAT32, Shape.of(3)), Libtorch.tensor(() -> torch.randn(3)));
  }
}
