package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins against each other and against float64, over lengths that hit every tail. */
@RequiresVectorModule
class SoftmaxKernelsTest {
  private static final int ROWS = 3;
  private static final double[] FACTORS = {1, -2, 0.3};

  private final SoftmaxKernels scalar = new ScalarSoftmaxKernels();
  private final SoftmaxKernels vector = new VectorSoftmaxKernels();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 13, 16, 25, 64, 100, 129, 1025, 2049, 2500})
  void twins_differ_by_three_ulp_at_most(int size) {
    float[] x = normal(1, size);
    float[] g = normal(2, size);
    float[][] expected = run(scalar, x, g, size);
    float[][] actual = run(vector, x, g, size);
    for (int k = 0; k < expected.length; k++) {
      for (int i = 0; i < x.length; i++) {
        // A gradient may be much smaller than Σ g, of which it is a difference, and a logarithm
        // than the rounding of Σ exp(x), added in float32.
        double ofSums = k == 1 || k == 3 ? 0x1p-17 : k == 2 ? 0x1p-22 : 0;
        // The exponent x − logarithm, 16 at most where this shows, may round the other way.
        double ofExponent = k == 4 ? Math.ulp(16f) * Math.abs(expected[k][i]) : 0;
        assertThat((double) Math.abs(actual[k][i] - expected[k][i]))
            .as("%d of result %d", i, k)
            .isLessThanOrEqualTo(3.0 * Math.ulp(expected[k][i]) + ofSums + ofExponent);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 100, 1025, 2500})
  void softmax_is_as_accurate_as_float32_differences_from_the_greatest(int size) {
    float[] x = normal(3, size);
    for (SoftmaxKernels kernels : new SoftmaxKernels[] {scalar, vector}) {
      float[] softmax = run(kernels, x, x, size)[0];
      float[] logSoftmax = run(kernels, x, x, size)[2];
      for (int r = 0; r < ROWS; r++) {
        double sum = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = r * size; i < (r + 1) * size; i++) {
          sum += Math.exp(x[i]);
          greatest = Math.max(greatest, x[i]);
        }
        for (int i = r * size; i < (r + 1) * size; i++) {
          // Four roundings, the exponential of the rounding of the difference, and that of the
          // sum's.
          double exact = Math.exp(x[i]) / sum;
          assertThat(Math.abs(softmax[i] - exact))
              .isLessThanOrEqualTo(exact * (0x1p-22 + (greatest - x[i] + 4) * 0x1p-24));
          double log = x[i] - Math.log(sum);
          assertThat(Math.abs(logSoftmax[i] - log))
              .isLessThanOrEqualTo(Math.ulp((float) log) + 0x1p-22);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 13, 16, 25, 64, 100, 129, 1025, 2049, 2500})
  void twins_of_float64_differ_by_the_order_of_additions_at_most(int size) {
    double[] x = wide(normal(5, size));
    double[] g = wide(normal(6, size));
    x[0] = -800;
    double[][] expected = run(scalar, x, g, size);
    double[][] actual = run(vector, x, g, size);
    for (int k = 0; k < expected.length; k++) {
      for (int i = 0; i < x.length; i++) {
        // Sums of at most 2,500 terms of some units, of which results are a small part.
        double ofSums = k == 0 ? Double.MIN_VALUE : 0x1p-42;
        assertThat(Math.abs(actual[k][i] - expected[k][i]))
            .as("%d of result %d", i, k)
            .isLessThanOrEqualTo(0x1p-45 * Math.abs(expected[k][i]) + ofSums);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 100, 1025, 2500})
  void softmax_of_float64_is_what_exponentials_and_their_sum_make(int size) {
    double[] x = wide(normal(7, size));
    double[] g = wide(normal(8, size));
    for (SoftmaxKernels kernels : new SoftmaxKernels[] {scalar, vector}) {
      double[][] results = run(kernels, x, g, size);
      for (int r = 0; r < ROWS; r++) {
        double sum = 0;
        double ofUpstream = 0;
        double products = 0;
        for (int i = r * size; i < (r + 1) * size; i++) {
          sum += Math.exp(x[i]);
          ofUpstream += g[i];
          products += g[i] * Math.exp(x[i]);
        }
        for (int i = r * size; i < (r + 1) * size; i++) {
          double p = Math.exp(x[i]) / sum;
          assertThat(results[0][i]).isCloseTo(p, within(1e-13 * p));
          assertThat(results[1][i]).isCloseTo(p * (g[i] - products / sum), within(1e-12 * p));
          assertThat(results[2][i]).isCloseTo(x[i] - Math.log(sum), within(1e-13));
          assertThat(results[3][i]).isCloseTo(g[i] - p * ofUpstream, within(1e-11));
          assertThat(results[4][i]).isCloseTo(FACTORS[r] * p, within(1e-13 * p));
        }
      }
    }
  }

  @Test
  void a_nan_or_an_infinity_makes_a_row_of_float64_nan_and_no_other() {
    int size = 19;
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int at : new int[] {size, size + 3, 2 * size - 1}) {
        double[] x = wide(normal(4, size));
        x[at] = bad;
        for (SoftmaxKernels kernels : new SoftmaxKernels[] {scalar, vector}) {
          double[] y = run(kernels, x, x, size)[0];
          for (int i = 0; i < y.length; i++) {
            assertThat(Double.isNaN(y[i])).as("at %d of %s", i, bad).isEqualTo(i / size == 1);
          }
        }
      }
    }
  }

  @Test
  void small_probabilities_fade_out_as_float32_does() {
    float[] x = new float[ROWS * 128];
    for (int i = 0; i < x.length; i++) {
      x[i] = -(i % 128) * 4f;
    }
    double sum = 1 / (1 - Math.exp(-4));
    for (SoftmaxKernels kernels : new SoftmaxKernels[] {scalar, vector}) {
      float[] y = run(kernels, x, x, 128)[0];
      for (int i = 0; i < x.length; i++) {
        double exact = Math.exp(x[i]) / sum;
        assertThat(Math.abs(y[i] - exact))
            .isLessThanOrEqualTo(exact * 0x1p-22 + Float.MIN_VALUE / 2.0);
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
    double[] greatest = new double[ROWS];
    kernels.greatest(x, size, 0, ROWS, greatest);
    float[] softmax = new float[x.length];
    double[] sum = new double[ROWS];
    kernels.exponentials(x, size, 0, ROWS, greatest, softmax);
    kernels.sums(softmax, size, 0, ROWS, sum);
    kernels.divide(softmax, size, 0, ROWS, sum);
    float[] backward = new float[x.length];
    kernels.products(g, softmax, size, 0, ROWS, sum);
    kernels.softmaxBackward(g, softmax, size, 0, ROWS, sum, backward);
    double[] sums = new double[ROWS];
    kernels.exponentialSums(x, size, 0, ROWS, greatest, sums);
    double[] centre = new double[ROWS];
    double[] rest = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      double logarithm = greatest[r] + Math.log(sums[r] * 0x1p-64);
      centre[r] = (float) logarithm;
      rest[r] = Corrected.rest(logarithm);
    }
    float[] logSoftmax = new float[x.length];
    kernels.subtract(x, size, 0, ROWS, centre, rest, logSoftmax);
    float[] logBackward = new float[x.length];
    kernels.sums(g, size, 0, ROWS, sum);
    kernels.logSoftmaxBackward(g, x, size, 0, ROWS, centre, rest, sum, logBackward);
    float[] multiples = new float[x.length];
    kernels.multiples(x, size, 0, ROWS, centre, rest, FACTORS, multiples);
    return new float[][] {softmax, backward, logSoftmax, logBackward, multiples};
  }

  private static double[][] run(SoftmaxKernels kernels, double[] x, double[] g, int size) {
    double[] greatest = new double[ROWS];
    kernels.greatest(x, size, 0, ROWS, greatest);
    double[] softmax = new double[x.length];
    double[] sum = new double[ROWS];
    kernels.exponentials(x, size, 0, ROWS, greatest, softmax);
    kernels.sums(softmax, size, 0, ROWS, sum);
    kernels.divide(softmax, size, 0, ROWS, sum);
    double[] backward = new double[x.length];
    kernels.products(g, softmax, size, 0, ROWS, sum);
    kernels.softmaxBackward(g, softmax, size, 0, ROWS, sum, backward);
    double[] rest = new double[ROWS];
    kernels.exponentialSums(x, size, 0, ROWS, greatest, rest);
    Arrays.setAll(rest, r -> Math.log(rest[r] * 0x1p-64));
    double[] logSoftmax = new double[x.length];
    kernels.subtract(x, size, 0, ROWS, greatest, rest, logSoftmax);
    double[] logBackward = new double[x.length];
    kernels.sums(g, size, 0, ROWS, sum);
    kernels.logSoftmaxBackward(g, x, size, 0, ROWS, greatest, rest, sum, logBackward);
    double[] multiples = new double[x.length];
    kernels.multiples(x, size, 0, ROWS, greatest, rest, FACTORS, multiples);
    return new double[][] {softmax, backward, logSoftmax, logBackward, multiples};
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i] * 1.000000001);
    return wide;
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
