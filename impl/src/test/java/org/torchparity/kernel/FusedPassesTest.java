package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.kernel.PoolRegions.Axis;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** The paths of float32 against those of float64, and against what they are made of. */
class FusedPassesTest {

  @Test
  void planes_are_interpolated_as_one_axis_after_the_other() {
    Taps vertical = new Taps(3, 2, new int[] {0, 1, 2, 2}, new double[] {0.3, 0.7, 0.9, 0.1});
    Taps horizontal =
        new Taps(2, 3, new int[] {0, 0, 0, 1, 1, 0}, new double[] {1, 0, 0.4, 0.6, 0.5, 0.5});
    Tensor x = uniform(1, 2, 5, 3, 2);
    double[] rows = vertical.apply(x.toDoubles(), 10, 2);
    Tensor expected = Tensor.of(horizontal.apply(rows, 20, 1), 2, 5, 2, 3).to(DType.FLOAT32);
    PlaneTaps planes = new PlaneTaps(vertical, horizontal);
    assertThat(planes.apply(x, Shape.of(2, 5, 2, 3)).floats()).containsExactly(expected.floats());

    Tensor g = uniform(2, 2, 5, 2, 3);
    double[] back = vertical.applyTransposed(g.toDoubles(), 10, 3);
    Tensor gradient = Tensor.of(horizontal.applyTransposed(back, 30, 1), 2, 5, 3, 2);
    assertThat(planes.applyTransposed(g, x.shape()).floats())
        .containsExactly(gradient.to(DType.FLOAT32).floats());
  }

  /** A few results at either end that are sums of their own, and a line of each half between. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8, 11, 40})
  void planes_of_twice_the_width_are_interpolated_as_one_axis_after_the_other(int width) {
    int[] indices = new int[6 * width];
    double[] weights = new double[6 * width];
    for (int j = 0; j < 2 * width; j++) {
      for (int tap = 0; tap < 3; tap++) {
        indices[3 * j + tap] = Math.max(0, Math.min(width - 1, j / 2 + tap - 1));
        weights[3 * j + tap] = j == 3 ? 0.9 : j % 2 + 0.3 * tap;
      }
    }
    Taps horizontal = new Taps(width, 2 * width, indices, weights);
    Taps vertical =
        new Taps(
            2,
            4,
            new int[] {0, 1, 1, 1, 0, 0, 1, 0},
            new double[] {0.3, 0.7, 0.9, 0.1, 1, 2, 0.6, 0.2});
    Tensor x = uniform(13, 4, 2, width);
    double[] rows = horizontal.apply(x.toDoubles(), 8, 1);
    Tensor expected = Tensor.of(vertical.apply(rows, 4, 2 * width), 4, 4, 2 * width);
    PlaneTaps planes = new PlaneTaps(vertical, horizontal);
    assertThat(planes.apply(x, expected.shape()).floats())
        .containsExactly(expected.to(DType.FLOAT32).floats());
    assertThat(planes.apply(x.to(DType.FLOAT64), expected.shape()).doubles())
        .containsExactly(expected.doubles());

    Tensor g = uniform(14, 4, 4, 2 * width);
    double[] back = vertical.applyTransposed(g.toDoubles(), 4, 2 * width);
    Tensor gradient = Tensor.of(horizontal.applyTransposed(back, 8, 1), 4, 2, width);
    assertThat(planes.applyTransposed(g, x.shape()).floats())
        .containsExactly(gradient.to(DType.FLOAT32).floats());
    assertThat(planes.applyTransposed(g.to(DType.FLOAT64), x.shape()).doubles())
        .containsExactly(gradient.doubles());
  }

  @Test
  void the_greatest_of_float32_planes_is_that_of_float64_with_nan_and_equal_elements() {
    PoolRegions regions =
        new PoolRegions(Axis.sliding(4, 2, 2, 0, 1, 2), Axis.windows(4, new int[] {0, 1}, 3));
    Tensor x = uniform(6, 5, 4, 4);
    x.floats()[2] = Float.NaN;
    x.floats()[5] = Float.NaN;
    x.floats()[17] = x.floats()[18];
    x.floats()[33] = Float.POSITIVE_INFINITY;
    PoolMaxima.Maxima narrow = PoolMaxima.of(x, 5, plane -> regions, Shape.of(5, 2, 2));
    PoolMaxima.Maxima wide =
        PoolMaxima.of(x.to(DType.FLOAT64), 5, plane -> regions, Shape.of(5, 2, 2));
    assertThat(narrow.indices().longs()).containsExactly(wide.indices().longs());
    assertThat(narrow.values().toDoubles()).containsExactly(wide.values().doubles());
    Tensor g = uniform(7, 5, 2, 2);
    Tensor back = PoolMaxima.scatterAdd(g, narrow.indices(), 5, plane -> regions, x.shape());
    Tensor exact =
        PoolMaxima.scatterAdd(g.to(DType.FLOAT64), wide.indices(), 5, plane -> regions, x.shape());
    assertThat(back.floats()).containsExactly(exact.to(DType.FLOAT32).floats());
  }

  /** Lines of outputs that slide, with and without ends of their own, and others that do not. */
  @Test
  void lines_of_greatest_elements_are_those_of_each_region() {
    Axis rows = Axis.sliding(11, 3, 2, 1, 2, 5);
    for (PoolRegions regions :
        new PoolRegions[] {
          new PoolRegions(rows, Axis.sliding(43, 2, 2, 0, 1, 21)),
          new PoolRegions(rows, Axis.sliding(43, 3, 2, 1, 1, 22)),
          new PoolRegions(rows, Axis.sliding(43, 3, 1, 1, 2, 41)),
          new PoolRegions(rows, Axis.sliding(43, 4, 3, 2, 1, 15)),
          new PoolRegions(Axis.sliding(11, 9, 2, 4, 1, 6), Axis.sliding(43, 9, 2, 4, 1, 22)),
          new PoolRegions(rows, Axis.adaptive(43, 6)),
          new PoolRegions(rows, Axis.adaptive(43, 0)),
          new PoolRegions(rows, Axis.windows(43, new int[] {0, 7, 9, 40}, 3))
        }) {
      Tensor x = uniform(15, 4, 11, 43);
      for (int i = 0; i < x.elements(); i += 3) {
        x.floats()[i] = Math.round(x.floats()[i]);
      }
      for (float special : new float[] {-0f, Float.NaN, Float.NEGATIVE_INFINITY}) {
        for (int i = 500; i < 620; i += 7) {
          x.floats()[i] = special;
        }
        PoolMaxima.Maxima narrow = greatest(x, regions);
        PoolMaxima.Maxima wide = greatest(x.to(DType.FLOAT64), regions);
        for (int plane = 0; plane < 4; plane++) {
          for (int o = 0; o < regions.outputElements(); o++) {
            int at = plane * regions.outputElements() + o;
            int best = greatestOf(x, plane * regions.inputElements(), regions, o);
            assertThat(narrow.indices().get(at)).isEqualTo(best);
            assertThat(wide.indices().get(at)).isEqualTo(best);
            Double value = x.get(plane * regions.inputElements() + best);
            assertThat(narrow.values().get(at)).isEqualTo(value);
            assertThat(wide.values().get(at)).isEqualTo(value);
          }
        }
      }
    }
  }

  private static PoolMaxima.Maxima greatest(Tensor x, PoolRegions regions) {
    return PoolMaxima.of(x, 4, plane -> regions, Shape.of(4, regions.outputElements()));
  }

  /** The first of the greatest in row-major order, or the last NaN. */
  private static int greatestOf(Tensor x, int plane, PoolRegions r, int output) {
    int h = output / r.output[2];
    int w = output % r.output[2];
    int best = r.start(1, h) * r.input[2] + r.start(2, w);
    double max = Double.NEGATIVE_INFINITY;
    for (int i = r.start(1, h); i < r.end(1, h); i += r.step(1)) {
      for (int j = r.start(2, w); j < r.end(2, w); j += r.step(2)) {
        double value = x.get(plane + i * r.input[2] + j);
        if (value > max || Double.isNaN(value)) {
          max = value;
          best = i * r.input[2] + j;
        }
      }
    }
    return best;
  }

  @Test
  void rows_looked_up_twice_get_both_gradients_and_a_negative_row_none() {
    Tensor table = uniform(8, 4, 3);
    int[] rows = {2, 0, 2, 2};
    assertThat(EmbeddingRows.gather(table, rows, Shape.of(4, 3)).floats())
        .containsExactly(floats(table, 6, 7, 8, 0, 1, 2, 6, 7, 8, 6, 7, 8));
    Tensor g = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 10, 20, 30, 100, 200, 300}, 4, 3);
    Tensor sums =
        EmbeddingRows.scatterAdd(
            g, new int[] {2, -1, 2, 3}, new double[] {1, 1, 0.5, 1}, table.shape());
    assertThat(sums.floats()).containsExactly(0, 0, 0, 0, 0, 0, 6, 12, 18, 100, 200, 300);
  }

  @Test
  void squared_errors_are_those_of_float64_but_for_a_rounding() {
    Tensor x = uniform(9, 10_007);
    Tensor t = uniform(10, 10_007);
    double sum = 0;
    for (int i = 0; i < x.elements(); i++) {
      sum += (x.get(i) - t.get(i)) * (x.get(i) - t.get(i));
    }
    // Terms are added in float32, sixteen a lane.
    assertThat(SquaredErrors.sum(x, t)).isCloseTo(sum, within(sum * 0x1p-24));
    float difference = x.floats()[10_006] - t.floats()[10_006];
    SquaredErrors.Differences differences = SquaredErrors.differences(x, t, -3);
    assertThat(differences.input().floats()[10_006]).isEqualTo(-3 * difference);
    assertThat(differences.target().floats()[10_006]).isEqualTo(3 * difference);
  }

  @Test
  void column_sums_over_several_blocks_are_the_sums_over_all_rows() {
    int rows = 67;
    Tensor x = uniform(11, rows, 5);
    Tensor g = uniform(12, rows, 5);
    NormRows norm = new NormRows(rows, 5, true);
    NormRows.Forward forward = norm.forward(x, 1e-5, null, null);
    NormRows.Backward backward = norm.backward(g, x, forward, null);
    for (int j = 0; j < 5; j++) {
      double sum = 0;
      double product = 0;
      for (int r = 0; r < rows; r++) {
        sum += g.at(r, j);
        product += g.at(r, j) * (x.at(r, j) - forward.mean()[r]) * forward.scale()[r];
      }
      // 67 terms of 4 at most, added in float32 over a block.
      assertThat(backward.bias()[j]).isCloseTo(sum, within(1e-5));
      assertThat(backward.weight()[j]).isCloseTo(product, within(1e-5));
    }
  }

  private static float[] floats(Tensor of, int... positions) {
    float[] values = new float[positions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = of.floats()[positions[i]];
    }
    return values;
  }

  private static Tensor uniform(long seed, int... shape) {
    double[] values = new Random(seed).doubles(Shape.of(shape).elements(), -2, 2).toArray();
    return Tensor.of(values, shape).to(DType.FLOAT32);
  }
}
