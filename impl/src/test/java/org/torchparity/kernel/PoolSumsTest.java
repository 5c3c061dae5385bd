package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchparity.kernel.PoolRegions.Axis;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Against one region after the other, in float64 and in the order of the elements. */
class PoolSumsTest {
  private static final int PLANES = 6;
  private static final int HEIGHT = 33;
  private static final int WIDTH = 59;

  private static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      cases.add(Arguments.of(dtype, sliding(2, 2, 0)));
      cases.add(Arguments.of(dtype, sliding(3, 1, 1)));
      cases.add(Arguments.of(dtype, sliding(3, 2, 1)));
      cases.add(Arguments.of(dtype, sliding(2, 3, 0)));
      cases.add(Arguments.of(dtype, sliding(11, 4, 5)));
      cases.add(Arguments.of(dtype, List.of(Axis.adaptive(HEIGHT, 7), Axis.adaptive(WIDTH, 7))));
      cases.add(Arguments.of(dtype, List.of(Axis.adaptive(HEIGHT, 40), Axis.adaptive(WIDTH, 70))));
      // Windows with holes.
      Axis holes = Axis.sliding(WIDTH, 3, 1, 1, 2, WIDTH - 2);
      cases.add(Arguments.of(dtype, List.of(sliding(HEIGHT, 3, 2, 1), holes)));
      // Windows that see nothing.
      Axis few = new Axis(WIDTH, new int[] {0, 5, 9}, new int[] {4, 5, WIDTH}, 1);
      cases.add(Arguments.of(dtype, List.of(Axis.adaptive(HEIGHT, 2), few)));
      Axis high = new Axis(HEIGHT, new int[] {3, 8}, new int[] {3, 20}, 1);
      cases.add(Arguments.of(dtype, List.of(high, few)));
    }
    return cases;
  }

  private static List<Axis> sliding(int kernel, int stride, int padding) {
    return List.of(
        sliding(HEIGHT, kernel, stride, padding), sliding(WIDTH, kernel, stride, padding));
  }

  private static Axis sliding(int size, int kernel, int stride, int padding) {
    int count = (size + 2 * padding - kernel) / stride + 1;
    return Axis.sliding(size, kernel, stride, padding, 1, count);
  }

  private static double[] divisors(PoolRegions regions) {
    return new Random(1).doubles(regions.outputElements(), 1, 9).toArray();
  }

  private static Tensor uniform(DType dtype, Shape shape, long seed) {
    double[] values = new Random(seed).doubles(shape.elements(), -2, 5).toArray();
    return Tensor.of(values, shape.toArray()).to(dtype);
  }

  /** Calls with each output's position and that of each input that it sees, in a plane. */
  private interface Seen {
    void at(int output, int input);
  }

  private static void each(List<Axis> axes, Seen seen) {
    Axis rows = axes.get(0);
    Axis columns = axes.get(1);
    for (int h = 0; h < rows.start().length; h++) {
      for (int w = 0; w < columns.start().length; w++) {
        for (int i = rows.start()[h]; i < rows.end()[h]; i += rows.step()) {
          for (int j = columns.start()[w]; j < columns.end()[w]; j += columns.step()) {
            seen.at(h * columns.start().length + w, i * WIDTH + j);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sums_and_their_adjoint_are_those_of_each_region(DType dtype, List<Axis> axes) {
    PoolRegions regions = new PoolRegions(axes.toArray(Axis[]::new));
    int outputs = regions.outputElements();
    int inputs = HEIGHT * WIDTH;
    Shape input = Shape.of(PLANES, HEIGHT, WIDTH);
    Shape output = Shape.of(PLANES, outputs);
    Tensor x = uniform(dtype, input, 2);
    Tensor g = uniform(dtype, output, 3);
    double[] divisors = divisors(regions);
    double[] sums = new double[PLANES * outputs];
    double[] spread = new double[PLANES * inputs];
    for (int plane = 0; plane < PLANES; plane++) {
      int to = plane * outputs;
      int from = plane * inputs;
      each(
          axes,
          (o, i) -> {
            sums[to + o] += x.get(from + i);
            spread[from + i] += g.get(to + o) / divisors[o];
          });
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= divisors[i % outputs];
    }
    Tensor y = PoolSums.divided(x, PLANES, regions, divisors, output);
    assertThat(y.toDoubles()).containsExactly(rounded(dtype, sums));
    Tensor gradient = PoolSums.spread(g, PLANES, regions, divisors, input);
    assertThat(gradient.toDoubles()).containsExactly(rounded(dtype, spread));
  }

  private static double[] rounded(DType dtype, double[] values) {
    return Tensor.of(values, values.length).to(dtype).toDoubles();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void norms_are_composed_of_powers_and_means(DType dtype, List<Axis> axes) {
    PoolRegions regions = new PoolRegions(axes.toArray(Axis[]::new));
    int outputs = regions.outputElements();
    Shape input = Shape.of(PLANES, HEIGHT, WIDTH);
    Tensor x = uniform(dtype, input, 4);
    double[] counts = divisors(regions);
    PoolNorms norms = new PoolNorms(2, regions, counts, 6);
    PoolNorms.Forward forward = norms.forward(x, PLANES, Shape.of(PLANES, outputs));
    double[] squares = x.toDoubles().clone();
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
    }
    Tensor means =
        PoolSums.divided(
            Tensor.of(squares, input.toArray()),
            PLANES,
            regions,
            counts,
            Shape.of(PLANES, outputs));
    double[] expected = means.doubles();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Math.sqrt(expected[i] * 6);
    }
    assertThat(forward.y().toDoubles()).containsExactly(rounded(dtype, expected));

    Tensor g = uniform(dtype, Shape.of(PLANES, outputs), 5);
    double[] ofMeans = new double[PLANES * outputs];
    for (int i = 0; i < ofMeans.length; i++) {
      double v = forward.scaled().get(i);
      ofMeans[i] = v == 0 ? 0 : g.get(i) * (1 / Math.sqrt(v) / 2) * 6;
    }
    double[] gradient =
        PoolSums.spread(Tensor.of(ofMeans, PLANES, outputs), PLANES, regions, counts, input)
            .doubles();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= 2 * x.get(i);
    }
    assertThat(norms.backward(g, x, forward.scaled(), PLANES).toDoubles())
        .containsExactly(rounded(dtype, gradient));
  }

  @Test
  void squares_overflow_and_vanish_as_those_of_the_dtype_do() {
    PoolRegions pairs = new PoolRegions(Axis.sliding(6, 2, 2, 0, 1, 3));
    PoolNorms norms = new PoolNorms(2, pairs, new double[] {8, 8, 8}, 2);
    Tensor x = Tensor.of(new float[] {1.9e19f, 0, 1e-30f, 1e-30f, 6, 8}, 1, 6);
    PoolNorms.Forward forward = norms.forward(x, 1, Shape.of(1, 3));
    assertThat(forward.y().floats()).containsExactly(Float.POSITIVE_INFINITY, 0, 5);
    assertThat(norms.forward(x.to(DType.FLOAT64), 1, Shape.of(1, 3)).y().get(1))
        .isEqualTo(Math.sqrt(0.5 * (1e-30f * (double) 1e-30f)));
    Tensor g = Tensor.of(new float[] {1, 1, 10}, 1, 3);
    assertThat(norms.backward(g, x, forward.scaled(), 1).floats())
        .containsExactly(0, 0, 0, 0, 3, 4);
  }
}
