package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;
import org.torchparity.tensor.Workspace;

/** Minimal filtering against the correlation in float64. */
class WinogradTest {
  private final Random random = new Random(3);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void outputs_of_any_size_are_those_of_the_direct_correlation(int padding) {
    for (int height = 1; height < 10; height++) {
      for (int width = 1; width < 10; width++) {
        if (height + 2 * padding >= 3 && width + 2 * padding >= 3) {
          check(map(16, 17, 1, height, width, padding, padding), 40);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "16, 16, 1",
    "17, 31, 1",
    "48, 33, 2",
    "16, 19, 3",
    "65, 16, 1",
    "129, 18, 1",
    "64, 200, 1"
  })
  void channels_and_groups_of_any_number_are_summed(int inputs, int outputs, int groups) {
    check(map(inputs * groups, outputs * groups, groups, 11, 14, 1, 0), 3);
  }

  @Test
  void lines_longer_than_a_block_and_uneven_padding_are_right() {
    check(map(16, 16, 1, 4, 700, 2, 1), 1);
    check(map(16, 16, 1, 9, 8, 0, 2), 7);
    check(map(16, 16, 1, 6, 6, 4, 3), 5);
  }

  @Test
  void an_output_that_is_not_finite_leaves_the_direct_way() {
    Correlation map = map(16, 16, 1, 12, 12, 1, 1);
    Tensor x = normal(4, 16, 12, 12);
    Tensor w = normal(16, 16, 3, 3);
    Tensor zero = Tensor.zeros(DType.FLOAT32, Shape.of(16));
    Shape shape = x.shape();
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 3e38f}) {
      Tensor spoilt = x.copy();
      spoilt.floats()[16 * 144 + 5 * 144 + 77] = odd;
      assertThat(new Winograd(map).of(spoilt, w, zero, shape)).isNull();
      assertThat(new Winograd(map).adjoint(spoilt, w, zero, shape)).isNull();
      assertThat(map.of(spoilt, w, zero, shape).floats())
          .containsExactly(new ShiftedCorrelation(map).of(spoilt, w, zero, shape).floats());
      assertThat(map.adjoint(spoilt, w, zero, shape).floats())
          .containsExactly(new ShiftedAdjoint(map).of(spoilt, w, zero, shape).floats());
    }
    Tensor g = x.copy();
    g.floats()[700] = Float.POSITIVE_INFINITY;
    assertThat(new Winograd(map).weightGradient(g, x, w.shape())).isNull();
    assertThat(new Winograd(map).weightGradient(x, g, w.shape())).isNull();
    assertThat(map.weightGradient(g, x, w.shape()).floats())
        .containsExactly(WeightGradient.of(map, g, x, w.shape()).floats());
    Tensor spoilt = w.copy();
    spoilt.floats()[100] = Float.NEGATIVE_INFINITY;
    assertThat(new Winograd(map).of(x, spoilt, zero, shape)).isNull();
    assertThat(new Winograd(map).of(x, w, zero, shape)).isNotNull();
  }

  @Test
  void other_windows_few_channels_and_few_outputs_go_another_way() {
    assertThat(isUsed(map(16, 16, 1, 12, 12, 1, 1), DType.FLOAT32)).isTrue();
    assertThat(isUsed(map(16, 16, 1, 12, 12, 1, 1), DType.FLOAT64)).isFalse();
    assertThat(isUsed(map(15, 16, 1, 12, 12, 1, 1), DType.FLOAT32)).isFalse();
    assertThat(isUsed(map(16, 15, 1, 12, 12, 1, 1), DType.FLOAT32)).isFalse();
    assertThat(isUsed(map(16, 16, 1, 3, 3, 1, 1), DType.FLOAT32)).isFalse();
    int[] size = {30, 30};
    int[] one = {1, 1};
    for (int[] kernel : new int[][] {{3, 2}, {1, 3}, {5, 5}}) {
      assertThat(isUsed(map(size, kernel, one, one), DType.FLOAT32)).isFalse();
    }
    assertThat(isUsed(map(size, new int[] {3, 3}, one, one), DType.FLOAT32)).isTrue();
    assertThat(isUsed(map(size, new int[] {3, 3}, new int[] {1, 2}, one), DType.FLOAT32)).isFalse();
    assertThat(isUsed(map(size, new int[] {3, 3}, one, new int[] {2, 1}), DType.FLOAT32)).isFalse();
    int[] cube = {3, 30, 30};
    int[] ones = {1, 1, 1};
    assertThat(isUsed(map(cube, new int[] {1, 3, 3}, ones, ones), DType.FLOAT32)).isFalse();
  }

  private static boolean isUsed(Correlation map, DType dtype) {
    Tensor x = Tensor.zeros(dtype, Shape.of(4, map.inChannels(), map.window().inputElements()));
    Tensor w =
        Tensor.zeros(
            dtype, Shape.of(map.outChannels(), map.inChannels(), map.window().kernelElements()));
    Tensor start = Tensor.zeros(dtype, Shape.of(map.outChannels()));
    Shape shape = Shape.of(4, map.outChannels(), map.window().outputElements());
    return new Winograd(map).of(x, w, start, shape) != null;
  }

  private static Correlation map(int[] size, int[] kernel, int[] stride, int[] dilation) {
    int[] none = new int[size.length];
    int[] output = new int[size.length];
    Arrays.setAll(output, a -> Window.positions(size[a], 0, dilation[a], kernel[a], stride[a]));
    return new Correlation(new Window(size, kernel, stride, none, dilation, output), 16, 16, 1);
  }

  private static Correlation map(
      int in, int out, int groups, int height, int width, int top, int left) {
    int[] output = {height + 2 * top - 2, width + 2 * left - 2};
    Window window =
        new Window(
            new int[] {height, width},
            new int[] {3, 3},
            new int[] {1, 1},
            new int[] {top, left},
            new int[] {1, 1},
            output);
    return new Correlation(window, in, out, groups);
  }

  /** The map, its adjoint and the weight's gradient, where Winograd's way is taken. */
  private void check(Correlation map, int samples) {
    Window window = map.window();
    int[] in = {samples, map.inChannels(), window.input[1], window.input[2]};
    int[] out = {samples, map.outChannels(), window.output[1], window.output[2]};
    Tensor w = normal(map.outChannels(), map.inChannels() / map.groups(), 3, 3);
    Tensor x = normal(in);
    Tensor start = normal(map.outChannels());
    Tensor g = normal(out);
    Tensor zeros = normal(map.inChannels());
    Tensor wide = w.to(DType.FLOAT64);
    // A workspace's memory holds NaN until it is written.
    Workspace workspace = Workspace.poisoned();
    try (Workspace.Step step = workspace.begin()) {
      Tensor y = new Winograd(map).of(x, w, start, Shape.of(out));
      if (y != null) {
        Tensor exact =
            new ShiftedCorrelation(map)
                .of(x.to(DType.FLOAT64), wide, start.to(DType.FLOAT64), Shape.of(out));
        assertClose(map, y, exact, map.inChannels() / map.groups());
      }
      Tensor gradX = new Winograd(map).adjoint(g, w, zeros, Shape.of(in));
      if (gradX != null) {
        Tensor exact =
            new ShiftedAdjoint(map)
                .of(g.to(DType.FLOAT64), wide, zeros.to(DType.FLOAT64), Shape.of(in));
        assertClose(map, gradX, exact, map.outChannels() / map.groups());
      }
      Tensor gradW = new Winograd(map).weightGradient(g, x, w.shape());
      assertThat(gradW == null).isEqualTo(y == null);
      if (gradW != null) {
        Tensor exact = WeightGradient.of(map, g.to(DType.FLOAT64), x.to(DType.FLOAT64), w.shape());
        assertClose(map, gradW, exact, samples * window.outputElements() / 9);
      }
    }
  }

  /** Sums of 9·terms products of normal numbers, each of which may be off by an ulp or so. */
  private static void assertClose(Correlation map, Tensor actual, Tensor exact, int terms) {
    for (int i = 0; i < actual.elements(); i++) {
      assertThat(Math.abs(actual.get(i) - exact.get(i)))
          .as("%s at %d: %s, expected %s", map, i, actual.get(i), exact.get(i))
          .isLessThan(1e-6 * terms);
    }
  }

  private Tensor normal(int... shape) {
    double[] values = new double[Shape.of(shape).elements()];
    Arrays.setAll(values, i -> random.nextGaussian());
    return Tensor.ofDoubles(DType.FLOAT32, Shape.of(shape), values);
  }
}
