package org.torchparity.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

class InitializerTest {
  private static final Shape SHAPE = Shape.of(3, 2);

  /**
   * edunn on NumPy 1.24.2: {@code np.random.seed(123);} {@code [v.hex() for v in NAME().create((3,
   * 2)).ravel().tolist()]}.
   */
  static Stream<Arguments> edunn() {
    return Stream.of(
        Arguments.of(
            new RandomUniform(),
            new double[] {
              0x1.59a1dae82675ap-35, -0x1.783a47f8f7438p-35,
              -0x1.e0872b5054c09p-35, 0x1.6918784fd4be0p-37,
              0x1.8218097c68702p-35, -0x1.0e8b8b2337d3cp-36
            }),
        Arguments.of(
            new RandomNormal(),
            new double[] {
              -0x1.dd7723b711a62p-34, 0x1.b6a31d527b97fp-34,
              0x1.f1d22f9315a20p-36, -0x1.4b3cda99721a9p-33,
              -0x1.fcf131a73ceb1p-35, 0x1.6b279cb6c2c7bp-33
            }),
        Arguments.of(
            new XavierUniform(),
            new double[] {
              0x1.b8c5e5c58e263p-2, -0x1.dfca52e63617bp-2,
              -0x1.3266875766ac5p-1, 0x1.cc7e2f2f35282p-4,
              0x1.ec5f5598294c7p-2, -0x1.59045684fdceep-3
            }),
        Arguments.of(
            new XavierNormal(),
            new double[] {
              -0x1.30729b01cbe02p+0, 0x1.17b0848ca8a69p+0,
              0x1.3d6d5729efcd0p-2, -0x1.a66a8a7cc0419p+0,
              -0x1.4484afced4627p-1, 0x1.cf1e6e4992790p+0
            }),
        Arguments.of(
            new KaimingUniform(),
            new double[] {
              0x1.48886732a95abp-2, -0x1.659d5624db3bep-2,
              -0x1.c8c1413999325p-2, 0x1.573b2c8575fe3p-4,
              0x1.6efe22d0cf55cp-2, -0x1.0129131824787p-3
            }),
        Arguments.of(
            new KaimingNormal(),
            new double[] {
              -0x1.c5d803681b7e0p-1, 0x1.a0efbffe4938bp-1,
              0x1.d9314111aff2ap-3, -0x1.3ad9b5a3b5624p+0,
              -0x1.e3c369a0eebcfp-2, 0x1.59303ca33b3a0p+0
            }));
  }

  @ParameterizedTest
  @MethodSource("edunn")
  void values_are_bitwise_those_of_edunn(Initializer initializer, double[] expected) {
    Tensor created = initializer.create(new NumpyRandom(123), DType.FLOAT64, SHAPE);
    assertThat(created.shape()).isEqualTo(SHAPE);
    assertThat(created.doubles()).containsExactly(expected);
  }

  @ParameterizedTest
  @MethodSource("edunn")
  void float32_values_are_the_float64_ones_rounded(Initializer initializer, double[] expected) {
    Tensor created = initializer.create(new NumpyRandom(123), DType.FLOAT32, SHAPE);
    assertThat(created.floats())
        .containsExactly(Tensor.of(expected, 3, 2).to(DType.FLOAT32).floats());
  }

  // np.random.seed(123); KaimingUniform().create((2, 3, 1))
  @Test
  void kaiming_counts_the_first_axis_alone() {
    Tensor created =
        new KaimingUniform().create(new NumpyRandom(123), DType.FLOAT64, Shape.of(2, 3, 1));
    assertThat(created.doubles())
        .containsExactly(
            0x1.925e6fb6843d4p-2,
            -0x1.b5fc94924fbacp-2,
            -0x1.17b440a79115ep-1,
            0x1.a45edee068f00p-4,
            0x1.c178f27db9f84p-2,
            -0x1.3af4b870a0340p-3);
  }

  @Test
  void zero_and_constant_draw_nothing() {
    NumpyRandom random = new NumpyRandom(123);
    assertThat(new Zero().create(random, DType.FLOAT32, SHAPE).floats()).containsOnly(0).hasSize(6);
    assertThat(new Constant(2.5).create(random, DType.FLOAT64, SHAPE).doubles())
        .containsOnly(2.5)
        .hasSize(6);
    assertThat(random.rand()).isEqualTo(new NumpyRandom(123).rand());
  }

  @Test
  void constant_is_broadcast_as_in_an_assignment_of_numpy() {
    assertThat(constant(Tensor.of(new double[] {1, 2}, 2), 3, 2)).containsExactly(1, 2, 1, 2, 1, 2);
    assertThat(constant(Tensor.of(new double[] {1, 2, 3}, 3, 1), 3, 2))
        .containsExactly(1, 1, 2, 2, 3, 3);
    assertThat(constant(Tensor.of(new double[] {1, 2, 3, 4}, 2, 1, 2), 2, 2, 2))
        .containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
    assertThat(constant(Tensor.of(new double[] {1, 2}, 1, 1, 2), 2)).containsExactly(1, 2);
  }

  @Test
  void constant_is_a_copy() {
    Tensor value = Tensor.of(new double[] {1, 2}, 2);
    constant(value, 2)[0] = 9;
    assertThat(value.doubles()).containsExactly(1, 2);
  }

  private static double[] constant(Tensor value, int... shape) {
    return new Constant(value).create(new NumpyRandom(0), DType.FLOAT64, Shape.of(shape)).doubles();
  }

  @Test
  void constant_that_does_not_fit_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> constant(Tensor.of(new double[3], 3), 3, 2))
        .withMessage("could not broadcast a constant of shape [3] into shape [3, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> constant(Tensor.of(new double[4], 2, 2), 2));
  }

  static Stream<Arguments> shapesRefused() {
    return Stream.of(
        Arguments.of(new XavierUniform(), Shape.of(3), "expected a shape (din, dout), but got [3]"),
        Arguments.of(
            new XavierNormal(),
            Shape.of(1, 2, 3),
            "expected a shape (din, dout), but got [1, 2, 3]"),
        Arguments.of(new KaimingUniform(), Shape.of(), "expected a shape (din, ...), but got []"),
        Arguments.of(new KaimingNormal(), Shape.of(), "expected a shape (din, ...), but got []"));
  }

  @ParameterizedTest
  @MethodSource("shapesRefused")
  void weight_of_the_wrong_rank_is_refused(Initializer initializer, Shape shape, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> initializer.create(new NumpyRandom(0), DType.FLOAT64, shape))
        .withMessage(message);
  }
}
