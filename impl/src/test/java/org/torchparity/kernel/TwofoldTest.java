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

/** Minimal filtering of kernels twice as long as their stride against the sums in float64. */
class TwofoldTest {
  private final Random random = new Random(3);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void outputs_of_any_size_are_those_of_the_direct_correlation(int padding) {
    int used = 0;
    for (int height = 4; height < 15; height++) {
      for (int width = 4; width < 15; width++) {
        int[] size = {height, width};
        used += check(map(16, 32, 1, size, new int[] {2, 2}, new int[] {padding, padding}), 40);
      }
    }
    assertThat(used).isGreaterThan(50);
  }

  @ParameterizedTest
  @CsvSource({
    "16, 32, 1",
    "32, 48, 2",
    "48, 32, 1",
    "64, 80, 1",
    "256, 32, 1",
    "80, 112, 1",
    "16, 16, 3",
    "17, 19, 2",
    "19, 65, 1"
  })
  void channels_and_groups_of_any_number_are_summed(int inputs, int outputs, int groups) {
    int[] size = {21, 30};
    check(map(inputs * groups, outputs * groups, groups, size, new int[] {2, 2}, size(1, 0)), 3);
  }

  @Test
  void other_strides_uneven_padding_and_long_lines_are_right() {
    assertThat(check(map(16, 32, 1, size(30, 31), size(3, 3), size(2, 0)), 3)).isOne();
    assertThat(check(map(16, 32, 1, size(30, 31), size(1, 2), size(0, 3)), 3)).isOne();
    assertThat(check(map(16, 32, 1, size(30, 31), size(3, 1), size(4, 1)), 3)).isOne();
    assertThat(check(map(16, 32, 1, size(12, 1000), size(2, 2), size(1, 1)), 1)).isOne();
    assertThat(check(map(16, 32, 1, size(100, 40), size(2, 2), size(1, 1)), 1)).isOne();
    assertThat(check(map(16, 32, 1, size(12, 1100), size(2, 2), size(1, 1)), 1)).isZero();
  }

  @Test
  void an_output_that_is_not_finite_leaves_the_direct_way() {
    Correlation map = map(16, 32, 1, size(24, 24), size(2, 2), size(1, 1));
    Tensor x = normal(4, 16, 24, 24);
    Tensor g = normal(4, 32, 12, 12);
    Tensor w = normal(32, 16, 4, 4);
    Tensor zero = Tensor.zeros(DType.FLOAT32, Shape.of(32));
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 3e38f}) {
      Tensor spoilt = x.copy();
      spoilt.floats()[16 * 576 + 5 * 576 + 77] = odd;
      assertThat(new Twofold(map).of(spoilt, w, zero, g.shape())).isNull();
      assertThat(map.of(spoilt, w, zero, g.shape()).floats())
          .containsExactly(new ShiftedCorrelation(map).of(spoilt, w, zero, g.shape()).floats());
    }
    Tensor spoilt = x.copy();
    spoilt.floats()[700] = Float.POSITIVE_INFINITY;
    assertThat(new Twofold(map).weightGradient(g, spoilt, w.shape())).isNull();
    assertThat(map.weightGradient(g, spoilt, w.shape()).floats())
        .containsExactly(WeightGradient.of(map, g, spoilt, w.shape()).floats());
    g.floats()[700] = Float.NEGATIVE_INFINITY;
    assertThat(new Twofold(map).weightGradient(g, x, w.shape())).isNull();
    w.floats()[100] = Float.NaN;
    assertThat(new Twofold(map).of(x, w, zero, g.shape())).isNull();
  }

  @Test
  void other_windows_few_channels_and_few_outputs_go_another_way() {
    int[] two = {2, 2};
    int[] none = {0, 0};
    assertThat(used(map(16, 32, 1, size(24, 24), two, none), DType.FLOAT32)).isEqualTo("yes yes");
    assertThat(used(map(16, 32, 1, size(24, 24), two, none), DType.FLOAT64)).isEqualTo("no no");
    assertThat(used(map(16, 16, 1, size(24, 24), two, none), DType.FLOAT32)).isEqualTo("no yes");
    assertThat(used(map(17, 32, 1, size(24, 24), two, none), DType.FLOAT32)).isEqualTo("no yes");
    assertThat(used(map(16, 40, 1, size(24, 24), two, none), DType.FLOAT32)).isEqualTo("no yes");
    assertThat(used(map(272, 32, 1, size(24, 24), two, none), DType.FLOAT32)).isEqualTo("no yes");
    assertThat(used(map(15, 32, 1, size(24, 24), two, none), DType.FLOAT32)).isEqualTo("no no");
    assertThat(used(map(128, 256, 1, size(24, 24), two, none), DType.FLOAT32)).isEqualTo("yes no");
    assertThat(used(map(16, 32, 1, size(24, 24), size(1, 1), none), DType.FLOAT32))
        .isEqualTo("no yes");
    assertThat(used(map(16, 32, 1, size(8, 8), two, none), DType.FLOAT32)).isEqualTo("no no");
    int[] size = {24, 24};
    int[] output = {11, 11};
    for (int[][] axes : new int[][][] {{{4, 3}, two, {1, 1}}, {{4, 4}, two, {1, 2}}}) {
      Window window = new Window(size, axes[0], axes[1], none, axes[2], output);
      assertThat(used(new Correlation(window, 16, 32, 1), DType.FLOAT32)).isEqualTo("no no");
    }
    int[] ones = {1, 1, 1};
    int[] kernel = {1, 4, 4};
    int[] stride = {1, 2, 2};
    int[] nothing = {0, 0, 0};
    Window cube =
        new Window(new int[] {3, 24, 24}, kernel, stride, nothing, ones, new int[] {3, 11, 11});
    assertThat(used(new Correlation(cube, 16, 32, 1), DType.FLOAT32)).isEqualTo("no no");
  }

  /** Whether this way is taken for the map and for the gradient. */
  private static String used(Correlation map, DType dtype) {
    int in = map.inChannels();
    int out = map.outChannels();
    Tensor x = Tensor.zeros(dtype, Shape.of(4, in, map.window().inputElements()));
    Tensor g = Tensor.zeros(dtype, Shape.of(4, out, map.window().outputElements()));
    Tensor w = Tensor.zeros(dtype, Shape.of(out, in, map.window().kernelElements()));
    Tensor start = Tensor.zeros(dtype, Shape.of(out));
    boolean of = new Twofold(map).of(x, w, start, g.shape()) != null;
    boolean gradient = new Twofold(map).weightGradient(g, x, w.shape()) != null;
    return (of ? "yes" : "no") + (gradient ? " yes" : " no");
  }

  private static int[] size(int height, int width) {
    return new int[] {height, width};
  }

  private static Correlation map(
      int in, int out, int groups, int[] size, int[] stride, int[] padding) {
    int[] kernel = {2 * stride[0], 2 * stride[1]};
    int[] ones = {1, 1};
    int[] output = new int[2];
    Arrays.setAll(output, a -> Window.positions(size[a], 2 * padding[a], 1, kernel[a], stride[a]));
    return new Correlation(
        new Window(size, kernel, stride, padding, ones, output), in, out, groups);
  }

  /** The map and the weight's gradient, where this way is taken: whether it is for the gradient. */
  private int check(Correlation map, int samples) {
    Window window = map.window();
    if (Math.min(window.output[1], window.output[2]) < 1) {
      return 0;
    }
    int rows = map.inChannels() / map.groups();
    int[] out = {samples, map.outChannels(), window.output[1], window.output[2]};
    Tensor w = normal(map.outChannels(), rows, window.kernel[1], window.kernel[2]);
    Tensor x = normal(samples, map.inChannels(), window.input[1], window.input[2]);
    Tensor start = normal(map.outChannels());
    Tensor g = normal(out);
    Tensor wide = x.to(DType.FLOAT64);
    // A workspace's memory holds NaN until it is written.
    Workspace workspace = Workspace.poisoned();
    try (Workspace.Step step = workspace.begin()) {
      Tensor y = new Twofold(map).of(x, w, start, g.shape());
      if (y != null) {
        Tensor exact =
            new ShiftedCorrelation(map)
                .of(wide, w.to(DType.FLOAT64), start.to(DType.FLOAT64), g.shape());
        assertClose(map, y, exact, rows * window.kernelElements());
      }
      Tensor gradient = new Twofold(map).weightGradient(g, x, w.shape());
      if (gradient == null) {
        return 0;
      }
      Tensor exact = WeightGradient.of(map, g.to(DType.FLOAT64), wide, w.shape());
      assertClose(map, gradient, exact, samples * window.outputElements());
      return 1;
    }
  }

  /** Sums of so many products of normal numbers, each of which may be off by an ulp or so. */
  private static void assertClose(Correlation map, Tensor actual, Tensor exact, int terms) {
    for (int i = 0; i < actual.elements(); i++) {
      assertThat(Math.abs(actual.get(i) - exact.get(i)))
          .as("%s at %d: %s, expected %s", map, i, actual.get(i), exact.get(i))
          .isLessThan(2e-7 * (terms + 100));
    }
  }

  private Tensor normal(int... shape) {
    double[] values = new double[Shape.of(shape).elements()];
    Arrays.setAll(values, i -> random.nextGaussian());
    return Tensor.ofDoubles(DType.FLOAT32, Shape.of(shape), values);
  }
}
