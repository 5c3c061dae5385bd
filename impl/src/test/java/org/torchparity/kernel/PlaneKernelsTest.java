package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins compute the same, over lines that hit the body and every overlap. */
@RequiresVectorModule
class PlaneKernelsTest {
  private final PlaneKernels scalar = new ScalarPlaneKernels();
  private final PlaneKernels vector = new VectorPlaneKernels();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 56, 100, 1025})
  void sums_of_a_run_differ_by_an_ulp_a_term(int count) {
    float[] x = uniform(1, count + 3);
    assertThat(vector.sum(x, 2, count)).isCloseTo(scalar.sum(x, 2, count), within(1e-15 * count));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 31, 56, 100})
  void mixed_lines_have_the_same_bits(int width) {
    int[] offsets = {0, 2 * width, width, 2 * width};
    double[] weights = {0.3, 7, -1.1, 0.7};
    float[] x = uniform(2, 3 * width + 1);
    double[] expected = new double[width + 3];
    double[] actual = new double[width + 3];
    scalar.mix(x, 1, offsets, weights, 1, 4, expected, 2, width);
    vector.mix(x, 1, offsets, weights, 1, 4, actual, 2, width);
    assertThat(actual).containsExactly(expected);

    double[] wide = new Random(3).doubles(3 * width + 1, -2, 2).toArray();
    float[] rounded = new float[width + 2];
    float[] other = new float[width + 2];
    scalar.mix(wide, 1, offsets, weights, 0, 3, rounded, 1, width);
    vector.mix(wide, 1, offsets, weights, 0, 3, other, 1, width);
    assertThat(other).containsExactly(rounded);

    double[] exact = new double[width + 2];
    double[] same = new double[width + 2];
    scalar.mix(wide, 1, offsets, weights, 1, 4, exact, 1, width);
    vector.mix(wide, 1, offsets, weights, 1, 4, same, 1, width);
    assertThat(same).containsExactly(exact);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 31, 56, 100})
  void greatest_elements_are_the_first_of_equal_ones(int width) {
    int[] offsets = {0, 1, width, width + 1, 2 * width};
    float[] x = uniform(4, 3 * width + 3);
    Random random = new Random(5);
    for (int i = 0; i < x.length; i++) {
      x[i] =
          switch (random.nextInt(6)) {
            case 0 -> -0f;
            case 1 -> 0;
            case 2 -> Float.MIN_VALUE;
            case 3 -> random.nextBoolean() ? -1.5f : -Float.MAX_VALUE;
            default -> x[i];
          };
    }
    float[] max = new float[width];
    float[] otherMax = new float[width];
    int[] place = new int[width];
    int[] otherPlace = new int[width];
    assertThat(scalar.greatest(x, 1, offsets, 5, max, place, width)).isTrue();
    assertThat(vector.greatest(x, 1, offsets, 5, otherMax, otherPlace, width)).isTrue();
    assertThat(otherMax).containsExactly(max);
    assertThat(otherPlace).containsExactly(place);
    double[] wide = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      wide[i] = x[i];
    }
    double[] wideMax = new double[width];
    int[] widePlace = new int[width];
    assertThat(vector.greatest(wide, 1, offsets, 5, wideMax, widePlace, width)).isTrue();
    assertThat(widePlace).containsExactly(place);
    for (int i = 0; i < width; i++) {
      assertThat(wideMax[i]).isEqualTo(Double.valueOf(max[i]));
    }
    for (float special : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      for (int at : new int[] {1, width, 3 * width}) {
        float[] some = x.clone();
        some[at] = special;
        assertThat(scalar.greatest(some, 1, offsets, 5, max, place, width)).isFalse();
        assertThat(vector.greatest(some, 1, offsets, 5, max, place, width)).isFalse();
        wide[at] = special;
        assertThat(scalar.greatest(wide, 1, offsets, 5, wideMax, widePlace, width)).isFalse();
        assertThat(vector.greatest(wide, 1, offsets, 5, wideMax, widePlace, width)).isFalse();
        wide[at] = x[at];
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 31, 56})
  void lines_are_widened_and_rounded(int count) {
    float[] x = uniform(7, count + 3);
    x[2] = -0f;
    double[] expected = new double[count + 2];
    double[] actual = new double[count + 2];
    scalar.widen(x, 2, expected, 1, count);
    vector.widen(x, 2, actual, 1, count);
    assertThat(actual).containsExactly(expected);
    double[] wide = new Random(8).doubles(count + 1, -2, 2).toArray();
    wide[0] = -0.0;
    float[] rounded = new float[count + 3];
    float[] other = new float[count + 3];
    scalar.narrow(wide, rounded, 2, count);
    vector.narrow(wide, other, 2, count);
    assertThat(other).containsExactly(rounded);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void every_step_th_integer_is_picked(int step) {
    int[] x = new Random(6).ints(20 * step, 0, Integer.MAX_VALUE).toArray();
    for (int count : new int[] {0, 1, 5, 8, 16, 19, 20}) {
      long[] expected = new long[23];
      long[] actual = new long[23];
      scalar.pick(x, step, -7, expected, 2, count);
      vector.pick(x, step, -7, actual, 2, count);
      assertThat(actual).containsExactly(expected);
    }
  }

  private static float[] uniform(long seed, int length) {
    float[] values = new float[length];
    Random random = new Random(seed);
    for (int i = 0; i < length; i++) {
      values[i] = 4 * random.nextFloat() - 2;
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 16, 33})
  void magnitudes_beyond_bounds_are_seen_wherever_they_stand(int count) {
    double[] beyond = {0.49, -0.49, 4.01, -4.01, Double.MIN_VALUE, Double.NaN, -1.0 / 0};
    double[] within = {0, -0.0, 0.5, -0.5, 4, -4};
    double[] x = new double[count + 1];
    x[count] = 9;
    for (int i = 0; i < count; i++) {
      for (double value : within) {
        x[i] = value;
        assertThat(scalar.within(x, count, 0.5, 4)).isTrue();
        assertThat(vector.within(x, count, 0.5, 4)).isTrue();
      }
      for (double value : beyond) {
        x[i] = value;
        assertThat(scalar.within(x, count, 0.5, 4)).isFalse();
        assertThat(vector.within(x, count, 0.5, 4)).isFalse();
      }
      x[i] = 1;
    }
  }
}
