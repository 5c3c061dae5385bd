package org.torchparity.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Golden values of NumPy 1.24.2, each by the Python line above it; floats by {@code float.hex}. */
class NumpyRandomTest {
  /** edunn's notebook of BatchNorm: {@code np.random.seed(123); x = np.random.rand(2, 10)}. */
  @Test
  void rand_is_what_the_batch_norm_notebook_prints() {
    String[] printed = {
      "0.69646919", "0.28613933", "0.22685145", "0.55131477", "0.71946897",
      "0.42310646", "0.98076420", "0.68482974", "0.48093190", "0.39211752",
      "0.34317802", "0.72904971", "0.43857224", "0.05967790", "0.39804426",
      "0.73799541", "0.18249173", "0.17545176", "0.53155137", "0.53182759"
    };
    Tensor x = new NumpyRandom(123).rand(2, 10);
    assertThat(x.shape()).isEqualTo(Shape.of(2, 10));
    assertThat(DoubleStream.of(x.doubles()).mapToObj(v -> String.format(Locale.ROOT, "%.8f", v)))
        .containsExactly(printed);
  }

  // np.random.seed(2**32 - 1); np.random.rand(3)
  @Test
  void rand_after_the_greatest_seed() {
    assertThat(new NumpyRandom(0xffffffffL).rand(3).doubles())
        .containsExactly(0x1.8fe69a3924820p-4, 0x1.d323d824032b1p-1, 0x1.93fc6f61af3f9p-1);
  }

  // np.random.seed(1); np.random.uniform(-2.5, 3.25, (2, 2))
  @Test
  void uniform() {
    Tensor drawn = new NumpyRandom(1).uniform(-2.5, 3.25, Shape.of(2, 2));
    Tensor expected =
        Tensor.of(
            new double[] {
              -0x1.a24c390849b80p-4, 0x1.a45151cb972e8p+0,
              -0x1.3fea73303669cp+1, -0x1.85eed2f05a642p-1
            },
            2,
            2);
    assertThat(drawn.isBitwiseEqualTo(expected)).as("%s", drawn).isTrue();
  }

  // np.random.seed(123); np.random.randn(5)
  @Test
  void randn() {
    assertThat(new NumpyRandom(123).randn(5).doubles())
        .containsExactly(
            -0x1.15ebe320b670ep+0,
            0x1.fea40ff7c8334p-1,
            0x1.21c51d8a6b038p-2,
            -0x1.819c87c66a773p+0,
            -0x1.283e4acf530efp-1);
  }

  // np.random.seed(7); np.random.normal(1.5, 0.1, (2, 2))
  @Test
  void normal() {
    assertThat(new NumpyRandom(7).normal(1.5, 0.1, Shape.of(2, 2)).doubles())
        .containsExactly(
            0x1.ab47077d16451p+0, 0x1.74126ecf277f8p+0, 0x1.80d71718f702fp+0, 0x1.8a6eb2dece458p+0);
  }

  // np.random.seed(5); [np.random.randn(), np.random.rand(), np.random.randn(), np.random.rand()]
  @Test
  void second_normal_of_a_pair_waits_while_others_draw() {
    NumpyRandom random = new NumpyRandom(5);
    double[] drawn = {random.randn(), random.rand(), random.randn(), random.rand()};
    assertThat(drawn)
        .containsExactly(
            0x1.c3d1236911f14p-2,
            0x1.a75c5f5d1ddc4p-3,
            -0x1.52cfa0066e3e2p-2,
            0x1.d6542b3eaf3a1p-1);
  }

  @Test
  void seeding_drops_the_second_normal_of_a_pair() {
    NumpyRandom random = new NumpyRandom(5);
    double first = random.randn();
    random.seed(5);
    assertThat(random.randn()).isEqualTo(first);
  }

  // np.random.seed(123); np.random.randint(0, 10, (2, 5))
  @Test
  void randint() {
    Tensor drawn = new NumpyRandom(123).randint(0, 10, Shape.of(2, 5));
    assertThat(drawn.isBitwiseEqualTo(Tensor.of(new long[] {2, 2, 6, 1, 3, 9, 6, 1, 0, 1}, 2, 5)))
        .as("%s", drawn)
        .isTrue();
  }

  // np.random.seed(123); np.random.randint(0, 2**32, 3); np.random.randint(-3, 2**40, 3)
  // np.random.randint(-2**63, 2**63 - 1, 2)
  @Test
  void randint_of_ranges_of_32_bits_and_more() {
    NumpyRandom random = new NumpyRandom(123);
    assertThat(random.randint(0, 1L << 32, Shape.of(3)).longs())
        .containsExactly(2991312382L, 3062119789L, 1228959102L);
    assertThat(random.randint(-3, 1L << 40, Shape.of(3)).longs())
        .containsExactly(423274673891L, 76104539728L, 457083761784L);
    assertThat(random.randint(Long.MIN_VALUE, Long.MAX_VALUE, Shape.of(2)).longs())
        .containsExactly(5165600434317122774L, -1643155386727858080L);
  }

  // np.random.seed(123); np.random.permutation(10); np.random.permutation(np.arange(8).reshape(4,
  // 2))
  @Test
  void permutation() {
    NumpyRandom random = new NumpyRandom(123);
    assertThat(random.permutation(10).longs()).containsExactly(4, 0, 7, 5, 8, 3, 1, 6, 9, 2);
    Tensor rows = Tensor.of(new long[] {0, 1, 2, 3, 4, 5, 6, 7}, 4, 2);
    assertThat(random.permutation(rows).longs()).containsExactly(4, 5, 6, 7, 0, 1, 2, 3);
    assertThat(rows.longs()).as("the array given").containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  // np.random.seed(123); a = np.arange(10.0); np.random.shuffle(a); a
  @ParameterizedTest
  @ValueSource(strings = {"float32", "float64", "int64"})
  void shuffle_works_in_place_on_every_dtype(String dtype) {
    double[] counted = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    Tensor array = Tensor.ofDoubles(DType.ofTorchName(dtype), Shape.of(10), counted);
    new NumpyRandom(123).shuffle(array);
    assertThat(array.toDoubles()).containsExactly(4, 0, 7, 5, 8, 3, 1, 6, 9, 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 32})
  void seed_outside_32_bits_is_refused(long seed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumpyRandom(seed))
        .withMessage("Seed must be between 0 and 2**32 - 1, but got " + seed);
    assertThatIllegalArgumentException().isThrownBy(() -> new NumpyRandom(0).seed(seed));
  }

  @Test
  void unbounded_range_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumpyRandom(0).uniform(-1e308, 1e308, Shape.of(1)))
        .withMessageStartingWith("Range exceeds valid bounds");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -0.0})
  void negative_scale_is_refused(double scale) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumpyRandom(0).normal(0, scale, Shape.of(1)))
        .withMessage("scale < 0: got " + scale);
  }

  @Test
  void empty_range_of_integers_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumpyRandom(0).randint(3, 3, Shape.of(1)))
        .withMessage("low >= high: got [3, 3)");
  }

  @Test
  void scalar_and_negative_count_are_not_permuted() {
    Tensor scalar = Tensor.scalar(DType.FLOAT64, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> new NumpyRandom(0).shuffle(scalar));
    assertThatIllegalArgumentException().isThrownBy(() -> new NumpyRandom(0).permutation(scalar));
    assertThatIllegalArgumentException().isThrownBy(() -> new NumpyRandom(0).permutation(-1));
  }
}
