package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.kernel.Zones.Line;
import org.torchparity.tensor.Tensor;

/**
 * The twins compute the same bits, over lengths that hit every tail and over values of all sizes.
 */
@RequiresVectorModule
class ActivationKernelsTest {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    20f,
    20.000002f,
    -88.7f,
    104f,
    -104f
  };

  private final ActivationKernels scalar = new ScalarActivationKernels();
  private final ActivationKernels vector = new VectorActivationKernels();

  @ParameterizedTest
  @EnumSource(Activation.class)
  void twins_give_the_same_bits_forward_and_backward(Activation f) {
    for (int length : new int[] {1, 2, 3, 7, 8, 9, 17, 511, 512, 513, 1031}) {
      float[] x = values(1, length);
      float[] g = values(2, length);
      float[] expected = new float[length];
      float[] actual = new float[length];
      scalar.forward(f, x, expected, 0, length);
      vector.forward(f, x, actual, 0, length);
      assertThat(bits(actual)).containsExactly(bits(expected));
      scalar.backward(f, g, x, expected, 0, length);
      vector.backward(f, g, x, actual, 0, length);
      assertThat(bits(actual)).containsExactly(bits(expected));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void twins_give_the_same_bits_of_float64(Activation f) {
    for (int length : new int[] {1, 2, 3, 7, 8, 9, 17, 511, 512, 513, 1031}) {
      double[] x = wide(values(6, length));
      double[] g = wide(values(7, length));
      double[] expected = new double[length];
      double[] actual = new double[length];
      scalar.forward(f, x, expected, 0, length);
      vector.forward(f, x, actual, 0, length);
      assertThat(bits(actual)).containsExactly(bits(expected));
      scalar.backward(f, g, x, expected, 0, length);
      vector.backward(f, g, x, actual, 0, length);
      assertThat(bits(actual)).containsExactly(bits(expected));
    }
  }

  @Test
  void twins_give_the_same_bits_of_the_exponential_linear_unit_of_float64() {
    Exponential f = new Exponential(1.7, 1.05, -0.3);
    double[] x = wide(values(8, 1031));
    double[] g = wide(values(9, 1031));
    double[] expected = new double[x.length];
    double[] actual = new double[x.length];
    scalar.forward(f, x, expected, 0, x.length);
    vector.forward(f, x, actual, 0, x.length);
    assertThat(bits(actual)).containsExactly(bits(expected));
    scalar.backward(f, g, x, expected, 0, x.length);
    vector.backward(f, g, x, actual, 0, x.length);
    assertThat(bits(actual)).containsExactly(bits(expected));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void the_upstream_gradient_may_be_the_argument(Activation f) {
    float[] x = values(12, 600);
    float[] expected = new float[600];
    float[] actual = new float[600];
    scalar.backward(f, x, x, expected, 0, 600);
    vector.backward(f, x, x, actual, 0, 600);
    assertThat(bits(actual)).containsExactly(bits(expected));
    double[] wide = new double[600];
    double[] other = new double[600];
    scalar.backward(f, wide(x), wide(x), wide, 0, 600);
    double[] both = wide(x);
    vector.backward(f, both, both, other, 0, 600);
    assertThat(bits(other)).containsExactly(bits(wide));
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 400})
  void a_slope_a_channel_gives_what_each_element_asks_for(int length) {
    float[] values = values(13, 3 * 2 * length);
    Tensor x = Tensor.of(values, 3, 2, length);
    double[] slope = {0.25, -2};
    Layout layout = Layout.of(x.shape());
    Tensor y = ChannelSlopes.apply(x, layout, slope);
    Tensor back = ChannelSlopes.backward(x, x, layout, slope);
    for (int i = 0; i < values.length; i++) {
      double below = slope[i / length % 2];
      Float expected = values[i] > 0 ? values[i] : (float) (below * values[i]);
      assertThat(y.floats()[i]).isEqualTo(expected);
      assertThat(back.floats()[i]).isEqualTo(expected);
    }
  }

  static Stream<Zones> zones() {
    Line identity = Line.identity();
    return Stream.of(
        new Zones(-0.5, 20, Line.at(-3), identity, Line.at(7), identity),
        new Zones(-2, 3, Line.shifted(2), Line.at(0), Line.through(0.3f), Line.through(0)),
        new Zones(Double.POSITIVE_INFINITY, 3, Line.at(5), identity, identity, Line.at(0)),
        new Zones(0, Double.POSITIVE_INFINITY, Line.through(0), identity, identity, Line.at(0)));
  }

  @ParameterizedTest
  @MethodSource("zones")
  void twins_give_the_same_bits_of_zones(Zones f) {
    float[] x = values(10, 1031);
    x[50] = -0.5f;
    x[51] = 3;
    x[52] = -2;
    float[] g = values(11, 1031);
    float[] expected = new float[x.length];
    float[] actual = new float[x.length];
    scalar.forward(f, x, expected, 0, x.length);
    vector.forward(f, x, actual, 0, x.length);
    assertThat(bits(actual)).containsExactly(bits(expected));
    scalar.backward(f, g, x, expected, 0, x.length);
    vector.backward(f, g, x, actual, 0, x.length);
    assertThat(bits(actual)).containsExactly(bits(expected));
    double[] wide = new double[x.length];
    double[] other = new double[x.length];
    scalar.forward(f, wide(x), wide, 0, x.length);
    vector.forward(f, wide(x), other, 0, x.length);
    assertThat(bits(other)).containsExactly(bits(wide));
    scalar.backward(f, wide(g), wide(x), wide, 0, x.length);
    vector.backward(f, wide(g), wide(x), other, 0, x.length);
    assertThat(bits(other)).containsExactly(bits(wide));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5, -0.3})
  void twins_give_the_same_bits_of_the_exponential_linear_unit(double inner) {
    Exponential f = new Exponential(1.7, 1.05, inner);
    float[] x = values(3, 1031);
    float[] g = values(4, 1031);
    float[] expected = new float[x.length];
    float[] actual = new float[x.length];
    scalar.forward(f, x, expected, 0, x.length);
    vector.forward(f, x, actual, 0, x.length);
    assertThat(bits(actual)).containsExactly(bits(expected));
    scalar.backward(f, g, x, expected, 0, x.length);
    vector.backward(f, g, x, actual, 0, x.length);
    assertThat(bits(actual)).containsExactly(bits(expected));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void a_part_of_an_array_leaves_the_rest_alone(Activation f) {
    float[] x = values(5, 1000);
    float[] y = new float[x.length];
    Arrays.fill(y, 77);
    vector.forward(f, x, y, 3, 900);
    vector.backward(f, x, x, y, 905, 990);
    float[] whole = new float[x.length];
    vector.forward(f, x, whole, 0, x.length);
    assertThat(bits(Arrays.copyOfRange(y, 3, 900)))
        .containsExactly(bits(Arrays.copyOfRange(whole, 3, 900)));
    for (int untouched : new int[] {0, 2, 900, 904, 990, 999}) {
      assertThat(y[untouched]).isEqualTo(77);
    }
  }

  private static float[] values(long seed, int length) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] =
          i % 3 == 2 ? SPECIAL[i / 3 % SPECIAL.length] : (float) (random.nextGaussian() * 4);
    }
    return values;
  }

  /** Every tenth far enough out for an exponential to be denormal. */
  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = i % 10 == 0 ? values[i] * 180.1 : values[i] * 1.000000001;
    }
    return wide;
  }

  /** All NaN are one. */
  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
  }

  /** All NaN are one. */
  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }
}
