package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins compute the same, over lengths that hit the body and every tail. */
@RequiresVectorModule
class ChannelKernelsTest {
  private static final int BATCH = 3;
  private static final int CHANNELS = 5;
  private final ChannelKernels scalar = new ScalarChannelKernels();
  private final ChannelKernels vector = new VectorChannelKernels();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 7, 8, 9, 13, 16, 25, 64, 100, 129, 1025, 4098})
  void vector_kernels_equal_scalar_kernels_in_float64(int length) {
    Layout layout = new Layout(BATCH, CHANNELS, length);
    double[] x = normal(1, layout);
    double[] g = normal(2, layout);
    double[][] expected = run(scalar, layout, x, g);
    double[][] actual = run(vector, layout, x, g);
    for (int i = 0; i < expected.length; i++) {
      // Sums of M terms in another order: an ulp a term at most.
      assertThat(actual[i]).containsExactly(expected[i], within(1e-14 * BATCH * length));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 7, 8, 9, 13, 16, 25, 64, 100, 129, 1025, 4098})
  void vector_kernels_equal_scalar_kernels_in_float32(int length) {
    Layout layout = new Layout(BATCH, CHANNELS, length);
    float[] x = floats(normal(3, layout));
    float[] g = floats(normal(4, layout));
    double[] mean = {10, 20, 30, 40, 50};
    double[] coefficient = {1, -2, 3, -4, 5};
    float[] affineScalar = new float[x.length];
    float[] affineVector = new float[x.length];
    scalar.affine(x, layout, 0, CHANNELS, mean, coefficient, mean, affineScalar);
    vector.affine(x, layout, 0, CHANNELS, mean, coefficient, mean, affineVector);
    assertThat(affineVector).containsExactly(affineScalar);

    float[] combinedScalar = new float[x.length];
    float[] combinedVector = new float[x.length];
    scalar.combine(g, x, layout, 0, CHANNELS, mean, coefficient, coefficient, mean, combinedScalar);
    vector.combine(g, x, layout, 0, CHANNELS, mean, coefficient, coefficient, mean, combinedVector);
    assertThat(combinedVector).containsExactly(combinedScalar);

    double[][] expected = sums(scalar, layout, x, g);
    double[][] actual = sums(vector, layout, x, g);
    for (int i = 0; i < expected.length; i++) {
      // Terms of 4 at most, added in float32 over a block.
      assertThat(actual[i]).containsExactly(expected[i], within(4 * 0x1p-24 * BATCH * length));
    }
  }

  private static double[][] sums(ChannelKernels kernels, Layout layout, float[] x, float[] g) {
    double[] mean = new double[CHANNELS];
    double[] squares = new double[CHANNELS];
    kernels.moments(x, layout, 0, CHANNELS, mean, squares);
    double[] sum = new double[CHANNELS];
    double[] product = new double[CHANNELS];
    kernels.products(g, x, layout, 0, CHANNELS, mean, sum, product);
    return new double[][] {mean, squares, sum, product};
  }

  private static double[][] run(ChannelKernels kernels, Layout layout, double[] x, double[] g) {
    double[] mean = new double[CHANNELS];
    double[] squares = new double[CHANNELS];
    kernels.moments(x, layout, 0, CHANNELS, mean, squares);
    double[] sum = new double[CHANNELS];
    double[] product = new double[CHANNELS];
    kernels.products(g, x, layout, 0, CHANNELS, mean, sum, product);
    double[] affine = new double[x.length];
    kernels.affine(x, layout, 0, CHANNELS, mean, squares, sum, affine);
    double[] combined = new double[x.length];
    kernels.combine(g, x, layout, 0, CHANNELS, mean, sum, product, mean, combined);
    for (int i = 0; i < x.length; i++) {
      // Both are linear in the sums: compared in units of their greatest coefficient.
      affine[i] /= BATCH * layout.length() * 10;
      combined[i] /= BATCH * layout.length() * 10;
    }
    return new double[][] {mean, squares, sum, product, affine, combined};
  }

  private static double[] normal(long seed, Layout layout) {
    Random random = new Random(seed);
    return random.doubles((long) layout.channels() * layout.elementsPerChannel(), -2, 2).toArray();
  }

  private static float[] floats(double[] values) {
    float[] narrowed = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrowed[i] = (float) values[i];
    }
    return narrowed;
  }
}
