package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Each way to a correlation against the sum that defines it, over windows drawn at random. */
class CorrelationTest {
  private static final int WINDOWS = 60;

  /** Depthwise, small groups, groups for tiles, and enough of both for sums in blocks. */
  @ParameterizedTest
  @ValueSource(
      strings = {"1 1 7", "2 2 3", "1 5 3", "3 7 2", "9 6 1", "19 13 1", "33 4 2", "3 260 1"})
  void map_adjoint_and_gradient_are_the_sums_that_define_them(String sizes) {
    int[] of = Arrays.stream(sizes.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    Random random = new Random(sizes.hashCode());
    for (int i = 0; i < WINDOWS; i++) {
      Window window = window(random);
      Correlation map = new Correlation(window, of[0] * of[2], of[1] * of[2], of[2]);
      for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
        check(map, dtype, random);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void planes_of_several_stretches_are_the_sums_that_define_them(int stride) {
    int[] input = {2, 150, 60};
    int[] kernel = {2, 3, 3};
    int[] strides = {1, stride, stride};
    int[] padding = {0, 1, 1};
    int[] dilation = {1, 1, 1};
    int[] output = {1, (150 - 1) / stride + 1, (60 - 1) / stride + 1};
    Window window = new Window(input, kernel, strides, padding, dilation, output);
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      check(new Correlation(window, 2, 4, 2), dtype, new Random(stride));
    }
  }

  /** Sums that are computed and dropped, zeros between lines and shared sums do not spread it. */
  @ParameterizedTest
  @ValueSource(strings = {"1 1 7", "2 2 3", "1 5 3", "3 7 2", "19 13 1", "3 260 1"})
  void an_infinity_reaches_only_what_sees_it(String sizes) {
    int[] of = Arrays.stream(sizes.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    Random random = new Random(sizes.hashCode());
    for (int i = 0; i < WINDOWS; i++) {
      Window window = window(random);
      checkInfinity(new Correlation(window, of[0] * of[2], of[1] * of[2], of[2]), random);
    }
  }

  @Test
  void an_infinity_reaches_only_what_sees_it_through_minimal_filtering() {
    int[] ones = {1, 1, 1};
    int[] sizes = {1, 20, 19};
    Window window = new Window(sizes, new int[] {1, 3, 3}, ones, new int[] {0, 1, 1}, ones, sizes);
    checkInfinity(new Correlation(window, 17, 18, 1), new Random(3));
    int[] twos = {1, 2, 2};
    int[] four = {1, 4, 4};
    Window twofold = new Window(sizes, four, twos, new int[] {0, 1, 1}, ones, new int[] {1, 10, 9});
    checkInfinity(new Correlation(twofold, 16, 32, 1), new Random(3));
  }

  private static Window window(Random random) {
    int[][] axes = new int[6][3];
    for (int axis = 0; axis < 3; axis++) {
      boolean absent = axis < 2 && random.nextInt(3) == 0;
      int kernel = absent ? 1 : 1 + random.nextInt(3);
      int dilation = 1 + random.nextInt(2);
      int padding = absent ? 0 : random.nextInt(3);
      int stride = 1 + random.nextInt(absent ? 1 : 3);
      int extent = dilation * (kernel - 1) + 1;
      int input =
          absent ? 1 : Math.max(1, extent - 2 * padding) + random.nextInt(axis == 2 ? 40 : 6);
      int output = Window.positions(input, 2 * padding, dilation, kernel, stride);
      int[] values = {input, kernel, stride, padding, dilation, output};
      for (int i = 0; i < values.length; i++) {
        axes[i][axis] = values[i];
      }
    }
    return new Window(axes[0], axes[1], axes[2], axes[3], axes[4], axes[5]);
  }

  private static void check(Correlation map, DType dtype, Random random) {
    Window window = map.window();
    int samples = 2;
    int in = map.inChannels();
    int out = map.outChannels();
    int rows = in / map.groups() * window.kernelElements();
    Tensor x = normal(random, dtype, samples, in, window.inputElements());
    Tensor w = normal(random, dtype, out, rows);
    Tensor g = normal(random, dtype, samples, out, window.outputElements());

    double[] y = new double[g.elements()];
    double[] gradX = new double[x.elements()];
    double[] gradW = new double[w.elements()];
    double[] scaleY = new double[y.length];
    double[] scaleX = new double[gradX.length];
    double[] scaleW = new double[gradW.length];
    eachTerm(
        map,
        samples,
        (xAt, wAt, yAt) -> {
          y[yAt] += w.get(wAt) * x.get(xAt);
          scaleY[yAt] += Math.abs(w.get(wAt) * x.get(xAt));
          gradX[xAt] += w.get(wAt) * g.get(yAt);
          scaleX[xAt] += Math.abs(w.get(wAt) * g.get(yAt));
          gradW[wAt] += x.get(xAt) * g.get(yAt);
          scaleW[wAt] += Math.abs(x.get(xAt) * g.get(yAt));
        });

    assertSums("map", map, map.of(x, w, start(dtype, out), g.shape()), 1, y, scaleY);
    assertSums("adjoint", map, map.adjoint(g, w, start(dtype, in), x.shape()), 1, gradX, scaleX);
    assertSums("gradient", map, map.weightGradient(g, x, w.shape()), 0, gradW, scaleW);

    Correlation.Gradients ofMap = map.gradients(g, x, w, true);
    assertSums("gradient of input", map, ofMap.input(), 0, gradX, scaleX);
    assertSums("gradient of weight", map, ofMap.weight(), 0, gradW, scaleW);
    Correlation.Gradients ofAdjoint = map.adjointGradients(x, g, w, true);
    assertSums("adjoint's gradient of input", map, ofAdjoint.input(), 0, y, scaleY);
    assertSums("adjoint's gradient of weight", map, ofAdjoint.weight(), 0, gradW, scaleW);
    assertSumOfChannels(ofMap.bias(), g);
    assertSumOfChannels(ofAdjoint.bias(), x);
    assertThat(map.gradients(g, x, w, false).bias()).isNull();
    assertThat(map.adjointGradients(x, g, w, false).bias()).isNull();
  }

  private static void assertSumOfChannels(@Nullable Tensor actual, Tensor g) {
    assertThat(actual).isNotNull();
    assertThat(actual.toDoubles())
        .containsExactly(Biases.gradient(g, Layout.of(g.shape())).toDoubles());
  }

  private static void checkInfinity(Correlation map, Random random) {
    Window window = map.window();
    int in = map.inChannels();
    int out = map.outChannels();
    int rows = in / map.groups() * window.kernelElements();
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor w = normal(random, dtype, out, rows);
      Tensor x = normal(random, dtype, 2, in, window.inputElements());
      Tensor g = normal(random, dtype, 2, out, window.outputElements());
      Tensor infiniteX = withInfinity(x, random);
      Tensor infiniteG = withInfinity(g, random);
      boolean[] y = new boolean[g.elements()];
      boolean[] gradX = new boolean[x.elements()];
      boolean[] gradW = new boolean[w.elements()];
      eachTerm(
          map,
          2,
          (xAt, wAt, yAt) -> {
            y[yAt] |= Double.isInfinite(infiniteX.get(xAt));
            gradX[xAt] |= Double.isInfinite(infiniteG.get(yAt));
            gradW[wAt] |= Double.isInfinite(infiniteX.get(xAt));
          });
      assertInfinite("map", map, map.of(infiniteX, w, start(dtype, out), g.shape()), y);
      assertInfinite("adjoint", map, map.adjoint(infiniteG, w, start(dtype, in), x.shape()), gradX);
      Tensor ofMap = map.gradients(g, infiniteX, w, false).weight();
      Tensor ofAdjoint = map.adjointGradients(infiniteX, g, w, false).weight();
      assertInfinite("gradient", map, map.weightGradient(g, infiniteX, w.shape()), gradW);
      assertInfinite("gradient of weight", map, ofMap, gradW);
      assertInfinite("adjoint's gradient of weight", map, ofAdjoint, gradW);
    }
  }

  private static Tensor withInfinity(Tensor x, Random random) {
    double[] values = x.toDoubles().clone();
    if (values.length > 0) {
      values[random.nextInt(values.length)] = Double.POSITIVE_INFINITY;
    }
    return Tensor.ofDoubles(x.dtype(), x.shape(), values);
  }

  private static void assertInfinite(
      String name, Correlation map, Tensor actual, boolean[] infinite) {
    for (int i = 0; i < infinite.length; i++) {
      assertThat(infinite[i] ? Double.isInfinite(actual.get(i)) : Double.isFinite(actual.get(i)))
          .as("%s of %s at %d: %s, infinite: %s", name, map, i, actual.get(i), infinite[i])
          .isTrue();
    }
  }

  /** 1, 2, 3, … */
  private static Tensor start(DType dtype, int channels) {
    double[] values = new double[channels];
    Arrays.setAll(values, c -> c + 1);
    return Tensor.ofDoubles(dtype, Shape.of(channels), values);
  }

  /** What is expected begins with {@code start} times the number of the channel, from 1. */
  private static void assertSums(
      String name, Correlation map, Tensor actual, double start, double[] sums, double[] scale) {
    double ulp = actual.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    int channels = actual.size(1);
    int length = actual.elements() / (actual.size(0) * channels);
    for (int i = 0; i < sums.length; i++) {
      double before = start * (i / length % channels + 1);
      assertThat(Math.abs(actual.get(i) - before - sums[i]))
          .as("%s of %s at %d: %s, expected %s", name, map, i, actual.get(i), before + sums[i])
          .isLessThanOrEqualTo(8 * ulp * (scale[i] + before));
    }
  }

  private interface Term {
    void run(int xAt, int wAt, int yAt);
  }

  private static void eachTerm(Correlation map, int samples, Term term) {
    Window window = map.window();
    int in = map.inChannels() / map.groups();
    int out = map.outChannels() / map.groups();
    int kernel = window.kernelElements();
    for (int n = 0; n < samples; n++) {
      for (int o = 0; o < map.outChannels(); o++) {
        for (int c = 0; c < in; c++) {
          for (int q = 0; q < window.outputElements(); q++) {
            for (int k = 0; k < kernel; k++) {
              int seen = seen(window, q, k);
              if (seen >= 0) {
                term.run(
                    (n * map.inChannels() + o / out * in + c) * window.inputElements() + seen,
                    (o * in + c) * kernel + k,
                    (n * map.outChannels() + o) * window.outputElements() + q);
              }
            }
          }
        }
      }
    }
  }

  /** The input position that an output position and a kernel position see; −1 in the padding. */
  private static int seen(Window window, int output, int kernel) {
    int q = output;
    int k = kernel;
    int seen = 0;
    int scale = 1;
    for (int axis = 2; axis >= 0; axis--) {
      int i =
          q % window.output[axis] * window.stride[axis]
              - window.padding[axis]
              + k % window.kernel[axis] * window.dilation[axis];
      if (i < 0 || i >= window.input[axis]) {
        return -1;
      }
      seen += i * scale;
      scale *= window.input[axis];
      q /= window.output[axis];
      k /= window.kernel[axis];
    }
    return seen;
  }

  private static Tensor normal(Random random, DType dtype, int... shape) {
    double[] values = new double[Shape.of(shape).elements()];
    Arrays.setAll(values, i -> random.nextGaussian());
    return Tensor.ofDoubles(dtype, Shape.of(shape), values);
  }
}
