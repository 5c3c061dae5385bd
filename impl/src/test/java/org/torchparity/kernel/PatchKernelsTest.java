package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins do the same, over lines that hit the body and the overlap. */
@RequiresVectorModule
class PatchKernelsTest {
  private final PatchKernels scalar = new ScalarPatchKernels();
  private final PatchKernels vector = new VectorPatchKernels();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 56, 100})
  void copies_are_of_the_lines_and_of_nothing_else(int count) {
    for (int step = 1; step <= 2; step++) {
      float[] x = floats(4 * (count + 5));
      float[] y = new float[4 * (2 * count + 3)];
      float[] expected = y.clone();
      scalar.copy(x, 2, count + 5, expected, 1, 2 * count + 3, step, 3, count);
      vector.copy(x, 2, count + 5, y, 1, 2 * count + 3, step, 3, count);
      assertThat(y).containsExactly(expected);
      assertThat(y[1 + 2 * (2 * count + 3)]).isEqualTo(x[2 + 2 * (count + 5)]);

      double[] wide = doubles(x.length);
      double[] other = new double[y.length];
      double[] wideExpected = other.clone();
      scalar.copy(wide, 2, count + 5, wideExpected, 1, 2 * count + 3, step, 3, count);
      vector.copy(wide, 2, count + 5, other, 1, 2 * count + 3, step, 3, count);
      assertThat(other).containsExactly(wideExpected);
    }
  }

  @Test
  void products_have_the_same_bits() {
    int depth = 37;
    int stride = depth + 4;
    int columns = vector.floatColumns();
    float[] x = floats(PatchKernels.ROWS * stride + 1);
    float[] panel = floats(depth * columns + 2);
    float[] y = floats(PatchKernels.ROWS * (columns + 1));
    float[] expected = y.clone();
    for (int j = 0; j < columns; j += scalar.floatColumns()) {
      float[] part = new float[depth * scalar.floatColumns()];
      for (int p = 0; p < depth; p++) {
        System.arraycopy(
            panel, 2 + p * columns + j, part, p * scalar.floatColumns(), scalar.floatColumns());
      }
      scalar.addProducts(x, 1, stride, part, 0, depth, expected, j, columns + 1);
    }
    vector.addProducts(x, 1, stride, panel, 2, depth, y, 0, columns + 1);
    assertThat(y).containsExactly(expected);
  }

  @Test
  void products_of_float64_have_the_same_bits() {
    int depth = 37;
    int stride = depth + 4;
    int columns = vector.doubleColumns();
    double[] x = doubles(PatchKernels.ROWS * stride + 1);
    double[] panel = doubles(depth * columns + 2);
    double[] y = doubles(PatchKernels.ROWS * (columns + 1));
    double[] expected = y.clone();
    for (int j = 0; j < columns; j += scalar.doubleColumns()) {
      double[] part = new double[depth * scalar.doubleColumns()];
      for (int p = 0; p < depth; p++) {
        System.arraycopy(
            panel, 2 + p * columns + j, part, p * scalar.doubleColumns(), scalar.doubleColumns());
      }
      scalar.addProducts(x, 1, stride, part, 0, depth, expected, j, columns + 1);
    }
    vector.addProducts(x, 1, stride, panel, 2, depth, y, 0, columns + 1);
    assertThat(y).containsExactly(expected);
  }

  private static double[] doubles(int count) {
    return new Random(count).doubles(count, -2, 2).toArray();
  }

  private static float[] floats(int count) {
    float[] values = new float[count];
    double[] wide = doubles(count);
    for (int i = 0; i < count; i++) {
      values[i] = (float) wide[i];
    }
    return values;
  }
}
