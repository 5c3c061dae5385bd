package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins compute the same, over lengths that hit the body and every tail. */
@RequiresVectorModule
class RowKernelsTest {
  /** Where the row begins, so that an offset that is left out shows. */
  private static final int START = 5;

  private static final double MEAN = 20.000001;
  private static final double SCALE = 0.3;

  private final RowKernels scalar = new ScalarRowKernels();
  private final RowKernels vector = new VectorRowKernels();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 13, 16, 25, 31, 63, 64, 100, 129, 1025, 5000})
  void results_have_the_same_bits_in_float64_and_sums_differ_by_an_ulp_a_term(int length) {
    double[] x = uniform(1, START + length + 1);
    double[] g = uniform(2, START + length + 1);
    double[][] expected = run(scalar, x, g, length);
    double[][] actual = run(vector, x, g, length);
    assertThat(actual[0]).containsExactly(expected[0]);
    for (int k = 1; k < expected.length; k++) {
      assertThat(actual[k]).containsExactly(expected[k], within(1e-13 * length));
    }
  }

  private static double[][] run(RowKernels kernels, double[] x, double[] g, int length) {
    double[] weight = uniform(3, length);
    double[] bias = uniform(4, length);
    double[] results = new double[2 * x.length];
    double[] y = new double[x.length];
    kernels.affine(x, START, length, MEAN, SCALE, weight, bias, y);
    System.arraycopy(y, 0, results, 0, y.length);
    kernels.combine(g, x, START, length, MEAN, weight, 2, 3, 4, y);
    System.arraycopy(y, 0, results, y.length, y.length);
    double[] moments = new double[2];
    kernels.moments(x, START, length, moments);
    double[] products = new double[2];
    kernels.products(g, x, START, length, MEAN, weight, products);
    double[] squares = {kernels.squares(x, START, length)};
    double[] sum = weight.clone();
    double[] product = bias.clone();
    kernels.columns(g, x, START, length, MEAN, SCALE, sum, product);
    kernels.add(product, sum);
    return new double[][] {results, moments, products, squares, sum, product};
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 13, 16, 25, 31, 63, 64, 100, 129, 1025, 5000})
  void results_have_the_same_bits_in_float32_and_sums_differ_by_a_rounding(int length) {
    float[] x = floats(uniform(1, START + length + 1));
    float[] g = floats(uniform(2, START + length + 1));
    float[][] expected = results(scalar, x, g, length);
    float[][] actual = results(vector, x, g, length);
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k]).containsExactly(expected[k]);
    }
    double[][] sums = sums(scalar, x, g, length);
    double[][] others = sums(vector, x, g, length);
    for (int k = 0; k < sums.length; k++) {
      // The terms are at most 100, and a block's are added in float32.
      assertThat(others[k]).containsExactly(sums[k], within(100 * 0x1p-24 * length));
    }
  }

  private static float[][] results(RowKernels kernels, float[] x, float[] g, int length) {
    float[] weight = floats(uniform(3, length));
    float[] bias = floats(uniform(4, length));
    float[] affine = new float[x.length];
    kernels.affine(x, START, length, MEAN, SCALE, weight, bias, affine);
    float[] combined = new float[x.length];
    kernels.combine(g, x, START, length, MEAN, weight, 2, 3, 4, combined);
    float[] sum = weight.clone();
    float[] product = bias.clone();
    kernels.columns(g, x, START, length, MEAN, SCALE, sum, product);
    double[] total = new double[length];
    kernels.add(product, total);
    return new float[][] {affine, combined, sum, product, floats(total)};
  }

  private static double[][] sums(RowKernels kernels, float[] x, float[] g, int length) {
    double[] moments = new double[2];
    kernels.moments(x, START, length, moments);
    double[] products = new double[2];
    kernels.products(g, x, START, length, MEAN, floats(uniform(3, length)), products);
    return new double[][] {moments, products, {kernels.squares(x, START, length)}};
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 100, 1024, 9999})
  void the_variance_of_float32_is_right_to_a_rounding_whatever_the_mean(int length) {
    for (double mean : new double[] {0, 1, -1e4, 1e7}) {
      float[] x = floats(uniform(5, START + length));
      for (int i = 0; i < x.length; i++) {
        x[i] += (float) mean;
      }
      assertMoments(x, length);
    }
  }

  @Test
  void the_variance_of_float32_is_right_where_a_few_elements_are_far_from_the_mean() {
    // Those of which the first guess of a mean is made.
    for (float outlier : new float[] {1e2f, 1e3f, 1e5f}) {
      float[] x = floats(uniform(6, START + 4096));
      for (int i = START; i < x.length; i += 512) {
        x[i] += outlier;
      }
      assertMoments(x, 4096);
      Arrays.sort(x);
      assertMoments(x, 4096);
    }
  }

  @Test
  void squares_beyond_float32_are_added_up_in_float64() {
    for (float unit : new float[] {1e30f, 1e-30f}) {
      float[] x = floats(uniform(7, START + 100));
      for (int i = 0; i < x.length; i++) {
        x[i] *= unit;
      }
      assertMoments(x, 100);
      assertThat(vector.squares(x, START, 100))
          .isPositive()
          .isFinite()
          .isEqualTo(scalar.squares(x, START, 100));
    }
  }

  private void assertMoments(float[] x, int length) {
    double[] expected = new double[2];
    scalar.moments(x, START, length, expected);
    double[] actual = new double[2];
    vector.moments(x, START, length, actual);
    double deviation = Math.sqrt(expected[1] / length);
    assertThat(actual[0]).isCloseTo(expected[0], within(deviation * 0x1p-22));
    assertThat(actual[1]).isCloseTo(expected[1], within(expected[1] * 0x1p-22));
  }

  private static double[] uniform(long seed, int length) {
    return new Random(seed).doubles(length, -2, 2).toArray();
  }

  private static float[] floats(double[] values) {
    float[] narrowed = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrowed[i] = (float) values[i];
    }
    return narrowed;
  }
}
