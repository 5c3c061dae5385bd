package org.torchparity.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torchparity.random.Libtorch.defaultGenerator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.FanModeType;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kConv1D;
import org.bytedeco.pytorch.kConv2D;
import org.bytedeco.pytorch.kConv3D;
import org.bytedeco.pytorch.kConvTranspose1D;
import org.bytedeco.pytorch.kConvTranspose2D;
import org.bytedeco.pytorch.kConvTranspose3D;
import org.bytedeco.pytorch.kFanIn;
import org.bytedeco.pytorch.kFanOut;
import org.bytedeco.pytorch.kLeakyReLU;
import org.bytedeco.pytorch.kLinear;
import org.bytedeco.pytorch.kReLU;
import org.bytedeco.pytorch.kSigmoid;
import org.bytedeco.pytorch.kTanh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.random.Libtorch;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

@RequiresLibtorch
class InitParityTest {
  private static final List<Nonlinearity> KNOWN_TO_LIBTORCH =
      Stream.of(Nonlinearity.values()).filter(n -> n != Nonlinearity.SELU).toList();

  static Stream<Arguments> weights() {
    List<Arguments> rows = new ArrayList<>();
    for (long seed : new long[] {0, 123, -7}) {
      for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
        for (int[] shape :
            new int[][] {
              {1, 1}, {3, 5}, {5, 3}, {17, 31}, {64, 64}, {8, 3, 5}, {6, 4, 3, 3}, {4, 2, 2, 3, 5}
            }) {
          rows.add(Arguments.of(seed, dtype, Shape.of(shape)));
        }
      }
    }
    return rows.stream();
  }

  private static TorchRandom seeded(long seed) {
    Libtorch.manualSeed(seed);
    return new TorchRandom(seed);
  }

  private static void assertSameBits(Tensor actual, Tensor expected) {
    assertThat(actual.isBitwiseEqualTo(expected))
        .as("every bit of %s against %s", actual, expected)
        .isTrue();
  }

  /** Every bit in float32; in float64, where normal draws use the C library, 4 ulp. */
  private static void assertSameDraws(Tensor actual, Tensor expected) {
    if (actual.dtype() == DType.FLOAT32) {
      assertSameBits(actual, expected);
    } else {
      assertClose(actual, expected, 0, 4 * Math.ulp(1.0));
    }
  }

  private static void assertClose(Tensor actual, Tensor expected, double atol, double rtol) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.dtype()).isEqualTo(expected.dtype());
    for (int i = 0; i < actual.elements(); i++) {
      double error = Math.abs(actual.get(i) - expected.get(i));
      assertThat(error)
          .as("element %s: %s against %s", i, actual.get(i), expected.get(i))
          .isLessThanOrEqualTo(atol + rtol * Math.abs(expected.get(i)));
    }
  }

  private static void assertSameState(TorchRandom random) {
    assertSameBits(
        random.random(DType.INT64, Shape.of(3)),
        Libtorch.filled(DType.INT64, Shape.of(3), t -> t.random_()));
  }

  @ParameterizedTest
  @MethodSource("weights")
  void xavier_draws_match_torch(long seed, DType dtype, Shape shape) {
    TorchRandom random = seeded(seed);
    for (double gain : new double[] {1, 5.0 / 3, 0.1}) {
      assertSameBits(
          Init.xavierUniform(random, dtype, shape, gain),
          Libtorch.filled(dtype, shape, t -> torch.xavier_uniform_(t, gain)));
      assertSameDraws(
          Init.xavierNormal(random, dtype, shape, gain),
          Libtorch.filled(dtype, shape, t -> torch.xavier_normal_(t, gain)));
    }
    assertSameState(random);
  }

  @ParameterizedTest
  @MethodSource("weights")
  void kaiming_draws_match_torch_for_every_mode_and_nonlinearity(
      long seed, DType dtype, Shape shape) {
    TorchRandom random = seeded(seed);
    for (FanMode mode : FanMode.values()) {
      for (Nonlinearity nonlinearity : KNOWN_TO_LIBTORCH) {
        double a = Math.sqrt(5);
        assertSameBits(
            Init.kaimingUniform(random, dtype, shape, a, mode, nonlinearity),
            Libtorch.filled(
                dtype,
                shape,
                t -> torch.kaiming_uniform_(t, a, toNative(mode), toNative(nonlinearity))));
        assertSameDraws(
            Init.kaimingNormal(random, dtype, shape, a, mode, nonlinearity),
            Libtorch.filled(
                dtype,
                shape,
                t -> torch.kaiming_normal_(t, a, toNative(mode), toNative(nonlinearity))));
      }
    }
    assertSameState(random);
  }

  @ParameterizedTest
  @MethodSource("weights")
  void uniform_and_normal_draws_match_torch(long seed, DType dtype, Shape shape) {
    TorchRandom random = seeded(seed);
    assertSameBits(
        Init.uniform(random, dtype, shape, -0.1, 2.5),
        Libtorch.filled(dtype, shape, t -> torch.uniform_(t, -0.1, 2.5)));
    assertSameDraws(
        Init.normal(random, dtype, shape, 0, 2.5),
        Libtorch.filled(dtype, shape, t -> torch.normal_(t, 0, 2.5)));
    assertSameState(random);
  }

  @ParameterizedTest
  @MethodSource("weights")
  void truncated_normal_draws_match_torch_within_tolerance(long seed, DType dtype, Shape shape) {
    TorchRandom random = seeded(seed);
    double[][] rows = {{0, 1, -2, 2}, {0.5, 0.02, 0.45, 0.6}, {0, 1, -0.1, 4}};
    for (double[] row : rows) {
      double tolerance = dtype == DType.FLOAT32 ? 1e-5 : 1e-10;
      assertClose(
          Init.truncNormal(random, dtype, shape, row[0], row[1], row[2], row[3]),
          Libtorch.filled(
              dtype,
              shape,
              t ->
                  shaped(
                      t.uniform_(bound(row, row[2]), bound(row, row[3]), defaultGenerator()), row)),
          tolerance,
          0);
    }
    assertSameState(random);
  }

  /** Six standard deviations out, erfinv loses digits in float32: libtorch itself misses 1e-5. */
  @ParameterizedTest
  @MethodSource("weights")
  void truncated_normal_tails_are_as_accurate_as_those_of_torch(
      long seed, DType dtype, Shape shape) {
    double[] row = {3, 2, -9, 2};
    TorchRandom random = seeded(seed);
    Tensor actual = Init.truncNormal(random, dtype, shape, row[0], row[1], row[2], row[3]);
    Tensor uniform =
        Libtorch.filled(
            dtype,
            shape,
            t -> t.uniform_(bound(row, row[2]), bound(row, row[3]), defaultGenerator()));
    Tensor expected = Libtorch.tensor(() -> shaped(Libtorch.toNative(uniform), row));
    if (dtype == DType.FLOAT64) {
      assertClose(actual, expected, 1e-10, 0);
    } else {
      Tensor wide = uniform.to(DType.FLOAT64);
      Tensor oracle = Libtorch.tensor(() -> shaped(Libtorch.toNative(wide), row));
      assertThat(greatestError(actual, oracle))
          .isLessThanOrEqualTo(Math.max(1.5 * greatestError(expected, oracle), 2 * Math.ulp(9f)));
    }
    assertSameState(random);
  }

  /** A bound of the uniform draw, of the row (mean, std, a, b). */
  private static double bound(double[] row, double x) {
    return 2 * cumulative((x - row[0]) / row[1]) - 1;
  }

  /** The steps of {@code torch.nn.init.trunc_normal_} after its draw. */
  private static org.bytedeco.pytorch.Tensor shaped(
      org.bytedeco.pytorch.Tensor uniform, double[] row) {
    return uniform
        .erfinv_()
        .mul_(new Scalar(row[1] * Math.sqrt(2)))
        .add_(new Scalar(row[0]))
        .clamp_(new ScalarOptional(new Scalar(row[2])), new ScalarOptional(new Scalar(row[3])));
  }

  private static double cumulative(double x) {
    Tensor argument = Tensor.of(new double[] {x / Math.sqrt(2)}, 1);
    return (1 + Libtorch.tensor(() -> torch.erf(Libtorch.toNative(argument))).get(0)) / 2;
  }

  @ParameterizedTest
  @MethodSource("weights")
  void orthogonal_draws_match_torch(long seed, DType dtype, Shape shape) {
    for (double gain : new double[] {1, 1.7}) {
      TorchRandom random = seeded(seed);
      Tensor actual = Init.orthogonal(random, dtype, shape, gain);
      Tensor drawn = new TorchRandom(seed).randn(dtype, shape);
      Tensor oracle = torchOrthogonal(drawn.to(DType.FLOAT64), gain);
      if (dtype == DType.FLOAT64) {
        assertClose(actual, oracle, 1e-10, 0);
      } else {
        // libtorch's own orthogonal_ draws float32 whatever the type of the tensor is.
        Tensor expected = Libtorch.filled(dtype, shape, t -> torch.orthogonal_(t, gain));
        assertThat(greatestError(actual, oracle))
            .isLessThanOrEqualTo(Math.max(1.5 * greatestError(expected, oracle), 2e-7));
        assertThat(greatestError(expected, oracle)).as("the same signs").isLessThan(1e-2);
        assertSameState(random);
      }
    }
  }

  /** The steps of {@code torch.nn.init.orthogonal_} after its draw. */
  private static Tensor torchOrthogonal(Tensor drawn, double gain) {
    int rows = drawn.size(0);
    int columns = drawn.elements() / rows;
    Tensor matrix = drawn.reshape(rows, columns);
    Tensor q =
        Libtorch.tensor(
            () -> {
              var a = Libtorch.toNative(matrix);
              T_TensorTensor_T qr = torch.linalg_qr(rows < columns ? a.t() : a);
              var signed = qr.get0().mul(torch.sign(torch.diag(qr.get1())));
              return (rows < columns ? signed.t() : signed).mul(new Scalar(gain));
            });
    return q.reshape(drawn.shape());
  }

  private static double greatestError(Tensor actual, Tensor oracle) {
    double greatest = 0;
    for (int i = 0; i < actual.elements(); i++) {
      greatest = Math.max(greatest, Math.abs(actual.get(i) - oracle.get(i)));
    }
    return greatest;
  }

  @Test
  void sparse_draws_match_torch() {
    TorchRandom random = seeded(9);
    for (int[] shape : new int[][] {{3, 5}, {10, 4}, {17, 31}, {1, 1}}) {
      for (double sparsity : new double[] {0, 0.1, 0.5, 1}) {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
          assertSameDraws(
              Init.sparse(random, dtype, Shape.of(shape), sparsity, 0.01),
              Libtorch.filled(dtype, Shape.of(shape), t -> torch.sparse_(t, sparsity, 0.01)));
        }
      }
    }
    assertSameState(random);
  }

  @Test
  void fixed_values_match_torch() {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      for (int[] sizes : new int[][] {{3, 5}, {5, 3}, {4, 4}}) {
        Shape shape = Shape.of(sizes);
        assertSameBits(Init.eye(dtype, shape), Libtorch.filled(dtype, shape, torch::eye_));
        assertSameBits(Init.ones(dtype, shape), Libtorch.filled(dtype, shape, torch::ones_));
        assertSameBits(
            Init.constant(dtype, shape, 0.3),
            Libtorch.filled(dtype, shape, t -> torch.constant_(t, new Scalar(0.3))));
        assertSameBits(
            Init.zeros(dtype, shape),
            Libtorch.filled(dtype, shape, t -> torch.zeros_(torch.ones_(t))));
      }
      for (int[] sizes : new int[][] {{3, 5, 2}, {5, 3, 4, 3}, {2, 2, 1, 2, 5}}) {
        Shape shape = Shape.of(sizes);
        assertSameBits(Init.dirac(dtype, shape, 1), Libtorch.filled(dtype, shape, torch::dirac_));
      }
    }
  }

  @Test
  void gains_match_torch() {
    for (Nonlinearity nonlinearity : KNOWN_TO_LIBTORCH) {
      assertThat(Init.calculateGain(nonlinearity))
          .isEqualTo(torch.calculate_gain(toNative(nonlinearity)));
      assertThat(Init.calculateGain(nonlinearity, 0.2))
          .isEqualTo(torch.calculate_gain(toNative(nonlinearity), 0.2));
    }
  }

  private static FanModeType toNative(FanMode mode) {
    return mode == FanMode.FAN_IN ? new FanModeType(new kFanIn()) : new FanModeType(new kFanOut());
  }

  private static org.bytedeco.pytorch.Nonlinearity toNative(Nonlinearity nonlinearity) {
    return switch (nonlinearity) {
      case LINEAR -> new org.bytedeco.pytorch.Nonlinearity(new kLinear());
      case CONV1D -> new org.bytedeco.pytorch.Nonlinearity(new kConv1D());
      case CONV2D -> new org.bytedeco.pytorch.Nonlinearity(new kConv2D());
      case CONV3D -> new org.bytedeco.pytorch.Nonlinearity(new kConv3D());
      case CONV_TRANSPOSE1D -> new org.bytedeco.pytorch.Nonlinearity(new kConvTranspose1D());
      case CONV_TRANSPOSE2D -> new org.bytedeco.pytorch.Nonlinearity(new kConvTranspose2D());
      case CONV_TRANSPOSE3D -> new org.bytedeco.pytorch.Nonlinearity(new kConvTranspose3D());
      case SIGMOID -> new org.bytedeco.pytorch.Nonlinearity(new kSigmoid());
      case TANH -> new org.bytedeco.pytorch.Nonlinearity(new kTanh());
      case RELU -> new org.bytedeco.pytorch.Nonlinearity(new kReLU());
      case LEAKY_RELU -> new org.bytedeco.pytorch.Nonlinearity(new kLeakyReLU());
      case SELU -> throw new IllegalArgumentException("libtorch's C++ interface has no SELU gain");
    };
  }
}
