package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins against each other and against float64, over lengths that hit every tail. */
@RequiresVectorModule
class SoftmaxKernelsTest {
  private static final int ROWS = 3;

  private final SoftmaxKernels scalar = new ScalarSoftmaxKernels();
  private final SoftmaxKernels vector = new VectorSoftmaxKernels();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 13, 16, 25, 64, 100, 129, 1025})
  void twins_differ_by_an_ulp_at_most(int size) {
    float[] x = normal(1, size);
    float[] g = normal(2, size);
    float[][] expected = run(scalar, x, g, size);
    float[][] actual = run(vector, x, g, size);
    for (int k = 0; k < expected.length; k++) {
      for (int i = 0; i < x.length; i++) {
        // Sums in another order differ by 2⁻⁴⁸ at most, which may tip a rounding.
        assertThat((double) Math.abs(actual[k][i] - expected[k][i]))
            .isLessThanOrEqualTo(Math.max(Math.ulp(expected[k][i]), 0x1p-48));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 100, 1025})
  void softmax_is_within_half_an_ulp_and_a_hundredth(int size) {
    float[] x = normal(3, size);
    float[] softmax = run(vector, x, x, size)[0];
    float[] logSoftmax = run(vector, x, x, size)[2];
    for (int r = 0; r < ROWS; r++) {
      double sum = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        sum += Math.exp(x[i]);
      }
      for (int i = r * size; i < (r + 1) * size; i++) {
        double exact = Math.exp(x[i]) / sum;
        assertThat(Math.abs(softmax[i] - exact))
            .isLessThanOrEqualTo(0.51 * Math.ulp((float) exact));
        double log = x[i] - Math.log(sum);
        assertThat(Math.abs(logSoftmax[i] - log))
            .isLessThanOrEqualTo(0.5 * Math.ulp((float) log) + 0x1p-30);
      }
    }
  }

  @Test
  void a_nan_or_an_infinity_makes_a_row_nan_and_no_other() {
    int size = 19;
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      for (int at : new int[] {size, size + 3, 2 * size - 1}) {
        float[] x = normal(4, size);
        x[at] = bad;
        for (SoftmaxKernels kernels : new SoftmaxKernels[] {scalar, vector}) {
          float[] y = run(kernels, x, x, size)[0];
          for (int i = 0; i < y.length; i++) {
            assertThat(Float.isNaN(y[i])).as("at %d of %s", i, bad).isEqualTo(i / size == 1);
          }
        }
      }
    }
  }

  @Test
  void a_row_of_minus_infinities_is_nan() {
    float[] x = new float[ROWS * 9];
    Arrays.fill(x, Float.NEGATIVE_INFINITY);
    for (SoftmaxKernels kernels : new SoftmaxKernels[] {scalar, vector}) {
      assertThat(run(kernels, x, x, 9)[0]).containsOnly(Float.NaN);
      assertThat(run(kernels, x, x, 9)[2]).containsOnly(Float.NaN);
    }
  }

  private static float[][] run(SoftmaxKernels kernels, float[] x, float[] g, int size) {
    float[] softmax = new float[x.length];
    kernels.softmax(x, size, 0, ROWS, softmax);
    float[] backward = new float[x.length];
    kernels.softmaxBackward(g, softmax, size, 0, ROWS, backward);
    double[] greatest = new double[ROWS];
    double[] logSum = new double[ROWS];
    kernels.logSums(x, size, 0, ROWS, greatest, logSum);
    float[] logSoftmax = new float[x.length];
    kernels.logSoftmax(x, size, 0, ROWS, greatest, logSum, logSoftmax);
    float[] logBackward = new float[x.length];
    kernels.logSoftmaxBackward(g, x, size, 0, ROWS, greatest, logSum, logBackward);
    float[] scaled = new float[x.length];
    kernels.scaledSoftmax(x, size, 0, ROWS, greatest, logSum, new double[] {1, -2, 0.3}, scaled);
    return new float[][] {softmax, backward, logSoftmax, logBackward, scaled};
  }

  private static float[] normal(long seed, int size) {
    Random random = new Random(seed);
    float[] values = new float[ROWS * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() * 3;
    }
    return values;
  }
}
