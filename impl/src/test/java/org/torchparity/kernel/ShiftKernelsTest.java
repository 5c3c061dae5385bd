package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The twins compute the same, over terms and elements that hit every block and every rest. */
@RequiresVectorModule
class ShiftKernelsTest {
  private final ShiftKernels scalar = new ScalarShiftKernels();
  private final ShiftKernels vector = new VectorShiftKernels();

  @ParameterizedTest
  @CsvSource({
    "1, 3", "2, 9", "3, 1", "4, 0", "7, 2", "8, 9", "15, 4", "16, 9", "17, 9", "31, 5", "33, 8",
    "127, 9", "128, 9", "129, 9", "300, 18", "1622, 9"
  })
  void combinations_have_the_same_bits(int count, int terms) {
    int[] steps = steps(terms);
    double[] x = uniform(1, count + 2 * terms + 3);
    double[] weights = uniform(2, terms + 2);
    double[] expected = new double[count + 1];
    double[] actual = new double[count + 1];
    scalar.combine(x, 3, steps, weights, 2, 0.5, expected, count);
    vector.combine(x, 3, steps, weights, 2, 0.5, actual, count);
    assertThat(actual).containsExactly(expected).endsWith(0);

    float[] narrow = new float[count + 1];
    float[] other = new float[count + 1];
    scalar.combine(floats(x), 3, steps, floats(weights), 2, 0.5f, narrow, count);
    vector.combine(floats(x), 3, steps, floats(weights), 2, 0.5f, other, count);
    assertThat(other).containsExactly(narrow).endsWith(0);
    for (int i = 0; i < count; i++) {
      assertThat(narrow[i]).isCloseTo((float) expected[i], within(1e-6f * (terms + 1)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1", "3, 2", "4, 3", "7, 9", "8, 4", "15, 5", "16, 9", "17, 9", "31, 6", "33, 7", "64, 9",
    "300, 18", "1622, 9"
  })
  void combinations_with_products_have_the_same_bits_and_add_to_the_sums_of_their_term(
      int count, int terms) {
    int[] steps = steps(terms);
    double[] x = uniform(3, count + 2 * terms + 3);
    double[] weights = uniform(4, terms + 2);
    double[] z = uniform(5, count + 5);
    double[] combined = new double[count];
    float[] narrowCombined = new float[count];
    scalar.combine(x, 3, steps, weights, 2, 0, combined, count);
    scalar.combine(floats(x), 3, steps, floats(weights), 2, 0, narrowCombined, count);
    for (ShiftKernels kernels : new ShiftKernels[] {scalar, vector}) {
      double[] y = uniform(6, count + 5);
      double[] before = y.clone();
      double[] sums = uniform(7, terms + 2);
      kernels.combineAndMultiply(x, 3, steps, weights, 2, y, z, 4, count, sums, 1);
      System.arraycopy(combined, 0, before, 4, count);
      assertThat(y).containsExactly(before);
      assertSums(x, steps, z, count, sums, 1e-14 * count);

      float[] narrow = floats(uniform(6, count + 5));
      float[] narrowBefore = narrow.clone();
      sums = uniform(7, terms + 2);
      kernels.combineAndMultiply(
          floats(x), 3, steps, floats(weights), 2, narrow, floats(z), 4, count, sums, 1);
      System.arraycopy(narrowCombined, 0, narrowBefore, 4, count);
      assertThat(narrow).containsExactly(narrowBefore);
      assertSums(x, steps, z, count, sums, 2e-6 * Math.sqrt(count));
    }
  }

  private static void assertSums(
      double[] x, int[] steps, double[] z, int count, double[] sums, double tolerance) {
    double[] before = uniform(7, sums.length);
    assertThat(sums[0]).isEqualTo(before[0]);
    assertThat(sums[steps.length + 1]).isEqualTo(before[steps.length + 1]);
    for (int t = 0; t < steps.length; t++) {
      double expected = before[t + 1];
      for (int i = 0; i < count; i++) {
        expected += x[3 + steps[t] + i] * z[4 + i];
      }
      assertThat(sums[t + 1]).isCloseTo(expected, within(tolerance));
    }
  }

  /** No two alike, not in order. */
  private static int[] steps(int terms) {
    int[] steps = new int[terms];
    for (int t = 0; t < terms; t++) {
      steps[t] = t % 2 == 0 ? t : 2 * terms - t;
    }
    return steps;
  }

  private static double[] uniform(long seed, int length) {
    return new Random(seed).doubles(length, -2, 2).toArray();
  }

  private static float[] floats(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }
}
