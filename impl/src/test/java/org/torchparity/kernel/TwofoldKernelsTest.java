package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins compute the same bits. */
@RequiresVectorModule
class TwofoldKernelsTest {
  private static final int LINE = 400;
  private static final int STEP = 70;
  private static final int PLANE = 90;

  private final TwofoldKernels scalar = new ScalarTwofoldKernels();
  private final TwofoldKernels vector = new VectorTwofoldKernels();
  private final int lanes = VectorSpeciesOf.FLOATS.length();
  private final Random random = new Random(1);

  /** Panels lie where one follows another: the scalar twin has lanes of its own. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void differences_have_the_same_bits(int vectors) {
    float[] d = normal(3 * LINE);
    float[] expected = new float[9 * PLANE];
    float[] actual = expected.clone();
    scalar.differences(
        d,
        3,
        LINE,
        STEP,
        vectors * lanes,
        expected,
        2,
        PLANE,
        new ScalarGemmKernels().floatLanes());
    vector.differences(d, 3, LINE, STEP, vectors * lanes, actual, 2, PLANE, lanes);
    assertThat(actual).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void vectors_of_differences_lie_a_panel_apart(int vectors) {
    float[] d = normal(3 * LINE);
    float[] together = new float[9 * PLANE];
    float[] apart = new float[9 * PLANE * vectors];
    vector.differences(d, 0, LINE, STEP, vectors * lanes, together, 0, PLANE, lanes);
    vector.differences(d, 0, LINE, STEP, vectors * lanes, apart, 0, PLANE, 9 * PLANE);
    for (int i = 0; i < 9 * vectors * lanes; i++) {
      int c = i % (vectors * lanes);
      int e = i / (vectors * lanes);
      assertThat(apart[e * PLANE + c / lanes * 9 * PLANE + c % lanes])
          .isEqualTo(together[e * PLANE + c]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void expanded_tiles_have_the_same_bits(int vectors) {
    float[] w = normal(2 * LINE);
    float[] expected = new float[9 * PLANE];
    float[] actual = expected.clone();
    scalar.expand(w, 3, LINE, STEP, vectors * lanes, expected, 2, PLANE);
    vector.expand(w, 3, LINE, STEP, vectors * lanes, actual, 2, PLANE);
    assertThat(actual).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void contracted_tiles_have_the_same_bits(int vectors) {
    float[] m = normal(9 * PLANE);
    float[] start = normal(PLANE);
    float[] expected = new float[2 * LINE];
    float[] actual = expected.clone();
    scalar.contract(m, 3, PLANE, vectors * lanes, start, expected, 2, LINE, STEP);
    vector.contract(m, 3, PLANE, vectors * lanes, start, actual, 2, LINE, STEP);
    assertThat(actual).containsExactly(expected);
  }

  /** Pᵀ·[(P·w·Pᵀ) ⊙ (Bᵀ·d·B)]·P is what 2×2 filters see of 3×3. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void transformed_products_are_the_correlation(boolean vectors) {
    TwofoldKernels kernels = vectors ? vector : scalar;
    int count = vectors ? lanes : new ScalarGemmKernels().floatLanes();
    float[] d = normal(3 * LINE);
    float[] w = normal(2 * LINE);
    float[] v = new float[9 * PLANE];
    float[] u = new float[9 * PLANE];
    kernels.differences(d, 0, LINE, STEP, count, v, 0, PLANE, PLANE);
    kernels.expand(w, 0, LINE, STEP, count, u, 0, PLANE);
    for (int i = 0; i < u.length; i++) {
      u[i] *= v[i];
    }
    float[] y = new float[2 * LINE];
    kernels.contract(u, 0, PLANE, count, new float[count], y, 0, LINE, STEP);
    for (int c = 0; c < count; c++) {
      for (int at : new int[] {c, c + STEP, c + LINE, c + LINE + STEP}) {
        double sum = 0;
        for (int k : new int[] {0, STEP, LINE, LINE + STEP}) {
          sum += (double) w[c + k] * d[at + k];
        }
        assertThat(Math.abs(y[at] - sum)).isLessThan(1e-5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64, 256})
  void a_tile_of_products_sums_its_terms_in_order(int depth) {
    int step = depth * lanes + 16;
    float[] a = normal(9 * TwofoldKernels.ROW);
    float[] b = normal(3 + 3 * step);
    float[] sums = new float[10 * LINE];
    VectorTwofoldTiles.multiply8x3(a, 5, b, 3, step, depth, sums, 7, LINE);
    assertSums(a, b, step, depth, 8, 3 * lanes, sums);
    VectorTwofoldTiles.multiply8x2(a, 5, b, 3, step, depth, sums, 7, LINE);
    assertSums(a, b, step, depth, 8, 2 * lanes, sums);
    VectorTwofoldTiles.multiply6x2(a, 5, b, 3, step, depth, sums, 7, LINE);
    assertSums(a, b, step, depth, 6, 2 * lanes, sums);
  }

  /** The sums of a tile, whose panels are {@code lanes} wide. */
  private void assertSums(
      float[] a, float[] b, int step, int depth, int rows, int columns, float[] sums) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float sum = 0;
        for (int p = 0; p < depth; p++) {
          int at = 3 + j / lanes * step + p * lanes + j % lanes;
          sum = Math.fma(a[5 + i * TwofoldKernels.ROW + p], b[at], sum);
        }
        assertThat(sums[7 + i * LINE + j]).as("row %s, column %s", i, j).isEqualTo(sum);
        sums[7 + i * LINE + j] = Float.NaN;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 256})
  void a_scalar_tile_of_products_sums_its_terms_in_order(int depth) {
    ScalarGemmKernels tile = new ScalarGemmKernels();
    int columns = tile.floatLanes();
    float[] a = normal(9 * TwofoldKernels.ROW);
    float[] b = normal(3 + depth * columns);
    float[] sums = new float[10 * LINE];
    scalar.multiplyTile(a, 5, b, 3, 0, 1, depth, sums, 7, LINE);
    for (int i = 0; i < tile.tileRows(); i++) {
      for (int j = 0; j < columns; j++) {
        float sum = 0;
        for (int p = 0; p < depth; p++) {
          sum = Math.fma(a[5 + i * TwofoldKernels.ROW + p], b[3 + p * columns + j], sum);
        }
        assertThat(sums[7 + i * LINE + j]).isEqualTo(sum);
      }
    }
  }

  private float[] normal(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
