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
  void products_are_added_to_the_sums_of_their_term(int count, int terms) {
    int[] steps = steps(terms);
    double[] x = uniform(3, count + 2 * terms + 3);
    double[] g = uniform(4, count);
    float[] narrow = floats(x);
    float[] upstream = floats(g);
    for (ShiftKernels kernels : new ShiftKernels[] {scalar, vector}) {
      double[] wide = uniform(5, 1 + terms * kernels.doubleLanes());
      double[] sums = uniform(5, 1 + terms * kernels.floatLanes());
      final double[] before = wide.clone();
      final double[] rounded = sums.clone();
      kernels.addProducts(x, 3, steps, g, count, wide, 1);
      kernels.addProducts(narrow, 3, steps, upstream, count, sums, 1);
      assertThat(wide[0]).isEqualTo(before[0]);
      assertThat(sums[0]).isEqualTo(rounded[0]);
      for (int t = 0; t < terms; t++) {
        double expected = 0;
        for (int i = 0; i < count; i++) {
          expected += x[3 + steps[t] + i] * g[i];
        }
        assertThat(added(before, wide, t, kernels.doubleLanes()))
            .isCloseTo(expected, within(1e-14 * count));
        assertThat(added(rounded, sums, t, kernels.floatLanes()))
            .isCloseTo(expected, within(2e-6 * Math.sqrt(count)));
      }
    }
  }

  private static double added(double[] before, double[] after, int term, int lanes) {
    double sum = 0;
    for (int i = 1 + term * lanes; i < 1 + (term + 1) * lanes; i++) {
      sum += after[i] - before[i];
    }
    return sum;
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
