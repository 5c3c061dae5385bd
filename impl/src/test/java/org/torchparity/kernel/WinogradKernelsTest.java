package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins compute the same bits; the order of the tiles between two steps is each one's own. */
@RequiresVectorModule
class WinogradKernelsTest {
  private static final int PANELS = 2;

  private final WinogradKernels scalar = new ScalarWinogradKernels();
  private final WinogradKernels vector = new VectorWinogradKernels();
  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 58, 100})
  void columns_have_the_same_bits(int count) {
    float[] x = normal(4 * (count + 1) + 2);
    float[] expected = new float[4 * (count + 3)];
    float[] actual = expected.clone();
    scalar.columns(x, 2, count + 1, count, expected, 1, count + 3);
    vector.columns(x, 2, count + 1, count, actual, 1, count + 3);
    assertThat(actual).containsExactly(expected);
  }

  @Test
  void outputs_of_transformed_tiles_have_the_same_bits() {
    int count = PANELS * vector.lanes();
    float[] lines = normal(4 * (2 * count + 3) + 1);
    assertThat(outputs(vector, lines, count)).containsExactly(outputs(scalar, lines, count));
  }

  @Test
  void products_are_sums_in_order() {
    int depth = 5;
    for (WinogradKernels kernels : new WinogradKernels[] {scalar, vector}) {
      int lanes = kernels.lanes();
      int columns = WinogradKernels.VECTORS * lanes;
      int stride = WinogradKernels.VECTORS * Winograd.PLANES * lanes + 7;
      float[] u = normal(1 + WinogradKernels.ROWS * depth);
      float[] v = normal(2 + depth * stride);
      float[] m = new float[4 + WinogradKernels.ROWS * (columns + 2)];
      kernels.multiply(u, 1, v, 2, stride, depth, m, 4, columns + 2);
      for (int i = 0; i < WinogradKernels.ROWS; i++) {
        for (int j = 0; j < columns; j++) {
          float sum = 0;
          for (int p = 0; p < depth; p++) {
            int at = 2 + p * stride + j / lanes * Winograd.PLANES * lanes + j % lanes;
            sum = Math.fma(u[1 + p * WinogradKernels.ROWS + i], v[at], sum);
          }
          assertThat(m[4 + i * (columns + 2) + j]).isEqualTo(sum);
        }
      }
    }
  }

  @Test
  void transformed_gradients_have_the_same_bits() {
    int count = PANELS * vector.lanes();
    float[] g = normal(4 * count + 6);
    float[] expected = new float[16 * (count + 1) + 3];
    float[] actual = expected.clone();
    scalar.gradients(g, 1, 2 * count + 5, count, expected, 3, count + 1);
    vector.gradients(g, 1, 2 * count + 5, count, actual, 3, count + 1);
    assertThat(actual).containsExactly(expected);
  }

  @Test
  void tiles_lie_where_the_kernels_say() {
    int count = PANELS * vector.lanes();
    float[] lines = normal(4 * (2 * count + 3));
    float[] expected = new float[16 * count];
    float[] actual = new float[16 * count];
    scalar.tiles(lines, 0, 2 * count + 3, count, expected, 0, count, scalar.lanes());
    vector.tiles(lines, 0, 2 * count + 3, count, actual, 0, count, vector.lanes());
    for (int i = 0; i < actual.length; i++) {
      int place = i - i % count + vector.order(i % count);
      assertThat(actual[place]).isEqualTo(expected[i]);
    }
  }

  @Test
  void an_output_that_is_not_finite_is_noticed_wherever_it_is() {
    int count = PANELS * vector.lanes();
    for (WinogradKernels kernels : new WinogradKernels[] {scalar, vector}) {
      for (int place = 0; place < 16 * count; place++) {
        float[] m = normal(16 * count);
        assertThat(check(kernels, m, count)).isZero();
        m[place] = place % 2 == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
        assertThat(check(kernels, m, count)).isNaN();
      }
    }
  }

  private static float[] outputs(WinogradKernels kernels, float[] lines, int count) {
    float[] planes = new float[16 * (count + 1) + 2];
    kernels.tiles(lines, 1, 2 * count + 3, count, planes, 2, count + 1, kernels.lanes());
    float[] y = new float[2 * (2 * count + 5) + 3];
    float[] check = new float[kernels.lanes()];
    kernels.outputs(planes, 2, count + 1, count, 0.7f, y, 3, 2 * count + 5, check);
    return y;
  }

  private static float check(WinogradKernels kernels, float[] m, int count) {
    float[] check = new float[kernels.lanes()];
    kernels.outputs(m, 0, count, count, 0, new float[4 * count], 0, 2 * count, check);
    float sum = 0;
    for (float lane : check) {
      sum += lane;
    }
    return sum;
  }

  private float[] normal(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
