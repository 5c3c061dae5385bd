package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins compute the same, over lengths that hit the body and every tail. */
@RequiresVectorModule
class RowKernelsTest {
  private static final int ROWS = 3;
  private static final double[] MEAN = {0.5, -3, 20};
  private static final double[] SCALE = {1, 0.3, 7};

  private final RowKernels scalar = new ScalarRowKernels();
  private final RowKernels vector = new VectorRowKernels();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 13, 16, 25, 100, 129, 1025})
  void results_have_the_same_bits_and_sums_differ_by_an_ulp_a_term(int columns) {
    double[] x = uniform(1, ROWS * columns);
    double[] g = uniform(2, ROWS * columns);
    double[] weight = uniform(3, columns);
    double[] bias = uniform(4, columns);
    double[] expected = new double[x.length];
    double[] actual = new double[x.length];
    scalar.affine(x, columns, 0, ROWS, MEAN, SCALE, weight, bias, expected);
    vector.affine(x, columns, 0, ROWS, MEAN, SCALE, weight, bias, actual);
    assertThat(actual).containsExactly(expected);
    scalar.combine(g, x, columns, 0, ROWS, MEAN, weight, SCALE, MEAN, SCALE, expected);
    vector.combine(g, x, columns, 0, ROWS, MEAN, weight, SCALE, MEAN, SCALE, actual);
    assertThat(actual).containsExactly(expected);
    double[][] sums = sums(scalar, g, x, columns, weight);
    double[][] others = sums(vector, g, x, columns, weight);
    for (int k = 0; k < sums.length; k++) {
      assertThat(others[k]).containsExactly(sums[k], within(1e-13 * columns));
    }

    float[] narrowX = floats(x);
    float[] narrowG = floats(g);
    float[] narrowExpected = new float[x.length];
    float[] narrowActual = new float[x.length];
    scalar.affine(narrowX, columns, 0, ROWS, MEAN, SCALE, weight, bias, narrowExpected);
    vector.affine(narrowX, columns, 0, ROWS, MEAN, SCALE, weight, bias, narrowActual);
    assertThat(narrowActual).containsExactly(narrowExpected);
    scalar.combine(
        narrowG, narrowX, columns, 0, ROWS, MEAN, weight, SCALE, MEAN, SCALE, narrowExpected);
    vector.combine(
        narrowG, narrowX, columns, 0, ROWS, MEAN, weight, SCALE, MEAN, SCALE, narrowActual);
    assertThat(narrowActual).containsExactly(narrowExpected);
    sums = sums(scalar, narrowG, narrowX, columns, weight);
    others = sums(vector, narrowG, narrowX, columns, weight);
    for (int k = 0; k < sums.length; k++) {
      assertThat(others[k]).containsExactly(sums[k], within(1e-13 * columns));
    }
  }

  private static double[][] sums(
      RowKernels kernels, double[] g, double[] x, int columns, double[] weight) {
    double[][] sums = room(columns);
    kernels.squares(x, columns, 0, ROWS, sums[0]);
    kernels.products(g, x, columns, 0, ROWS, MEAN, weight, sums[1], sums[2]);
    kernels.columns(g, x, columns, 0, ROWS, MEAN, SCALE, sums[3], sums[4]);
    return sums;
  }

  private static double[][] sums(
      RowKernels kernels, float[] g, float[] x, int columns, double[] weight) {
    double[][] sums = room(columns);
    kernels.squares(x, columns, 0, ROWS, sums[0]);
    kernels.products(g, x, columns, 0, ROWS, MEAN, weight, sums[1], sums[2]);
    kernels.columns(g, x, columns, 0, ROWS, MEAN, SCALE, sums[3], sums[4]);
    return sums;
  }

  private static double[][] room(int columns) {
    return new double[][] {
      new double[ROWS], new double[ROWS], new double[ROWS], new double[columns], new double[columns]
    };
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
