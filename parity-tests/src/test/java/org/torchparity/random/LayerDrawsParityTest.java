package org.torchparity.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchparity.init.FanMode;
import org.torchparity.init.Init;
import org.torchparity.init.Nonlinearity;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Which draws torch's layers make, and in which order: what layers in Java have to repeat. */
@RequiresLibtorch
class LayerDrawsParityTest {
  private static final long SEED = 77;

  static Stream<Arguments> typesAndSizes() {
    return Stream.of(DType.FLOAT32, DType.FLOAT64)
        .flatMap(
            dtype ->
                Stream.of(Shape.of(1), Shape.of(3, 5), Shape.of(4, 7, 31), Shape.of(2, 5000))
                    .map(shape -> Arguments.of(dtype, shape)));
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    assertThat(actual.isBitwiseEqualTo(expected))
        .as("every bit of %s against %s", actual, expected)
        .isTrue();
  }

  /** mask = bernoulli(1 − p) / (1 − p), in the type of the input. */
  @ParameterizedTest
  @MethodSource("typesAndSizes")
  void dropout_draws_its_mask_element_by_element(DType dtype, Shape shape) {
    double p = 0.3;
    TorchRandom random = new TorchRandom(SEED);
    Tensor x = new TorchRandom(1).randn(dtype, shape);
    Libtorch.manualSeed(SEED);
    Tensor expected = Libtorch.tensor(() -> torch.dropout(Libtorch.toNative(x), p, true));
    Tensor mask = random.bernoulli(dtype, shape, 1 - p);
    double[] y = new double[x.elements()];
    for (int i = 0; i < y.length; i++) {
      y[i] =
          dtype == DType.FLOAT32
              ? (float) x.get(i) * ((float) mask.get(i) / (float) (1 - p))
              : x.get(i) * (mask.get(i) / (1 - p));
    }
    assertSame(Tensor.ofDoubles(dtype, shape, y), expected);
  }

  /** One float64 draw for each element that is not positive, none for the others. */
  @ParameterizedTest
  @MethodSource("typesAndSizes")
  void rrelu_draws_a_slope_for_each_element_that_is_not_positive(DType dtype, Shape shape) {
    double lower = 0.125;
    double upper = 1.0 / 3;
    TorchRandom random = new TorchRandom(SEED);
    Tensor x = new TorchRandom(1).randn(dtype, shape);
    Libtorch.manualSeed(SEED);
    Tensor expected =
        Libtorch.tensor(
            () ->
                torch.rrelu(
                    Libtorch.toNative(x),
                    new Scalar(lower),
                    new Scalar(upper),
                    true,
                    Libtorch.defaultGenerator()));
    double[] y = new double[x.elements()];
    for (int i = 0; i < y.length; i++) {
      y[i] = x.get(i);
      if (dtype == DType.FLOAT32 && y[i] <= 0) {
        y[i] = (float) y[i] * (float) random.uniform((float) lower, (float) upper);
      } else if (y[i] <= 0) {
        y[i] *= random.uniform(lower, upper);
      }
    }
    assertSame(Tensor.ofDoubles(dtype, shape, y), expected);
  }

  @Test
  void linear_draws_its_weight_and_then_its_bias() {
    TorchRandom random = new TorchRandom(SEED);
    Libtorch.manualSeed(SEED);
    try (PointerScope scope = new PointerScope()) {
      LinearImpl linear = new LinearImpl(13, 7);
      scope.attach(linear);
      assertSame(defaultWeight(random, Shape.of(7, 13)), Libtorch.tensor(linear::weight));
      double bound = 1 / Math.sqrt(13);
      assertSame(
          Init.uniform(random, DType.FLOAT32, Shape.of(7), -bound, bound),
          Libtorch.tensor(linear::bias));
    }
  }

  @Test
  void a_convolution_draws_its_weight_and_then_its_bias() {
    TorchRandom random = new TorchRandom(SEED);
    Libtorch.manualSeed(SEED);
    try (PointerScope scope = new PointerScope()) {
      Conv2dImpl conv = new Conv2dImpl(3, 8, new LongPointer(3, 5));
      scope.attach(conv);
      assertSame(defaultWeight(random, Shape.of(8, 3, 3, 5)), Libtorch.tensor(conv::weight));
      double bound = 1 / Math.sqrt(3 * 3 * 5);
      assertSame(
          Init.uniform(random, DType.FLOAT32, Shape.of(8), -bound, bound),
          Libtorch.tensor(conv::bias));
    }
  }

  @Test
  void an_embedding_draws_a_standard_normal_weight() {
    TorchRandom random = new TorchRandom(SEED);
    Libtorch.manualSeed(SEED);
    try (PointerScope scope = new PointerScope()) {
      EmbeddingImpl embedding = new EmbeddingImpl(11, 9);
      scope.attach(embedding);
      assertSame(random.randn(DType.FLOAT32, Shape.of(11, 9)), Libtorch.tensor(embedding::weight));
    }
  }

  /** Torch's default for linear and convolutional weights. */
  private static Tensor defaultWeight(TorchRandom random, Shape shape) {
    return Init.kaimingUniform(
        random, DType.FLOAT32, shape, Math.sqrt(5), FanMode.FAN_IN, Nonlinearity.LEAKY_RELU);
  }
}
