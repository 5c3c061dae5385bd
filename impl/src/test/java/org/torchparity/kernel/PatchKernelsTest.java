package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins do the same, over lines that hit the body and the overlap. */
@RequiresVectorModule
class PatchKernelsTest {
  private final PatchKernels scalar = new ScalarPatchKernels();
  private final PatchKernels vector = new VectorPatchKernels();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 9, 12, 15, 16, 17, 31, 33, 56, 100})
  void copies_are_of_the_lines_and_of_nothing_else(int count) {
    float[] x = floats(4 * (count + 5));
    float[] y = floats(4 * (count + 3));
    float[] expected = y.clone();
    scalar.copy(x, 2, count + 5, expected, 1, count + 3, 3, count);
    vector.copy(x, 2, count + 5, y, 1, count + 3, 3, count);
    assertThat(y).containsExactly(expected);
    assertThat(y[1 + 2 * (count + 3)]).isEqualTo(x[2 + 2 * (count + 5)]);

    double[] wide = doubles(x.length);
    double[] other = doubles(y.length);
    double[] wideExpected = other.clone();
    scalar.copy(wide, 2, count + 5, wideExpected, 1, count + 3, 3, count);
    vector.copy(wide, 2, count + 5, other, 1, count + 3, 3, count);
    assertThat(other).containsExactly(wideExpected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 34, 56, 100})
  void elements_a_step_apart_are_picked_and_spread_and_others_left(int count) {
    for (int step = 1; step <= 3; step++) {
      int length = step * (count - 1) + 1;
      float[] x = floats(2 + 3 * length);
      float[] y = floats(1 + 3 * length);
      float[] expected = y.clone();
      scalar.pick(x, 2, length, step, expected, 1, length, 3, count);
      vector.pick(x, 2, length, step, y, 1, length, 3, count);
      assertThat(y).containsExactly(expected);
      assertThat(y[length + count]).isEqualTo(x[1 + 2 * length]);
      scalar.spread(x, 2, length, expected, 1, length, step, 3, count);
      vector.spread(x, 2, length, y, 1, length, step, 3, count);
      assertThat(y).containsExactly(expected);
      assertThat(y[2 * length]).isEqualTo(x[1 + length + count]);

      double[] wide = doubles(x.length);
      double[] other = doubles(y.length);
      double[] wideExpected = other.clone();
      scalar.pick(wide, 2, length, step, wideExpected, 1, length, 3, count);
      vector.pick(wide, 2, length, step, other, 1, length, 3, count);
      assertThat(other).containsExactly(wideExpected);
      scalar.spread(wide, 2, length, wideExpected, 1, length, step, 3, count);
      vector.spread(wide, 2, length, other, 1, length, step, 3, count);
      assertThat(other).containsExactly(wideExpected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 9, 15, 16, 17, 28, 33, 100})
  void lines_alternate(int count) {
    int stride = count + 3;
    float[] x = floats(2 + 7 * stride);
    float[] y = floats(1 + 3 * (2 * count + 1));
    float[] expected = y.clone();
    scalar.interleave(x, 2, 1 + 4 * stride, stride, expected, 1, 2 * count + 1, 3, count);
    vector.interleave(x, 2, 1 + 4 * stride, stride, y, 1, 2 * count + 1, 3, count);
    assertThat(y).containsExactly(expected);
    assertThat(y[2 * count - 1]).isEqualTo(x[2 + count - 1]);
    assertThat(y[2 * count]).isEqualTo(x[1 + 4 * stride + count - 1]);

    double[] wide = doubles(x.length);
    double[] other = doubles(y.length);
    double[] wideExpected = other.clone();
    scalar.interleave(wide, 2, 1 + 4 * stride, stride, wideExpected, 1, 2 * count + 1, 3, count);
    vector.interleave(wide, 2, 1 + 4 * stride, stride, other, 1, 2 * count + 1, 3, count);
    assertThat(other).containsExactly(wideExpected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void products_have_the_same_bits(int left) {
    int depth = 37;
    int[] steps = {0, 3, 41, 40, 120, 99, 7};
    int[] places = {9, 207, 0, 70, 333, 140};
    int columns = vector.floatColumns(left);
    float[] x = floats(2 + 120 + depth);
    float[] panel = floats(depth * columns + 2);
    float[] y = floats(333 + columns);
    float[] expected = y.clone();
    int part = scalar.floatColumns(left);
    for (int j = 0; j < columns; j += part) {
      float[] some = new float[depth * part];
      for (int p = 0; p < depth; p++) {
        System.arraycopy(panel, 2 + p * columns + j, some, p * part, part);
      }
      scalar.addProducts(x, 2, steps, 1, some, 0, part, depth, expected, j, places);
    }
    vector.addProducts(x, 2, steps, 1, panel, 2, columns, depth, y, 0, places);
    assertThat(y).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void products_of_float64_have_the_same_bits(int left) {
    int depth = 37;
    int[] steps = {0, 3, 41, 40, 120, 99, 7};
    int[] places = {9, 207, 0, 70, 333, 140};
    int columns = vector.doubleColumns(left);
    double[] x = doubles(2 + 120 + depth);
    double[] panel = doubles(depth * columns + 2);
    double[] y = doubles(333 + columns);
    double[] expected = y.clone();
    int part = scalar.doubleColumns(left);
    for (int j = 0; j < columns; j += part) {
      double[] some = new double[depth * part];
      for (int p = 0; p < depth; p++) {
        System.arraycopy(panel, 2 + p * columns + j, some, p * part, part);
      }
      scalar.addProducts(x, 2, steps, 1, some, 0, part, depth, expected, j, places);
    }
    vector.addProducts(x, 2, steps, 1, panel, 2, columns, depth, y, 0, places);
    assertThat(y).containsExactly(expected);
  }

  private static double[] doubles(int count) {
    return new Random(count).doubles(count, -2, 2).toArray();
  }

  private static float[] floats(int count) {
    float[] values = new float[count];
    double[] wide = doubles(count);
    for (int i = 0; i < count; i++) {
      values[i] = (float) wide[i];
    }
    return values;
  }
}
