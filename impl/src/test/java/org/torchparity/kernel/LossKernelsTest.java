package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins compute the same, over lengths that hit the body and every tail. */
@RequiresVectorModule
class LossKernelsTest {
  /** Where the elements begin, so that an offset that is left out shows. */
  private static final int START = 3;

  private final LossKernels scalar = new ScalarLossKernels();
  private final LossKernels vector = new VectorLossKernels();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 9, 13, 16, 25, 63, 64, 100, 129, 1025, 4098})
  void gradients_have_the_same_bits_and_sums_differ_by_a_rounding(int length) {
    float[] x = uniform(1, START + length + 1);
    float[] t = uniform(2, START + length + 1);
    int end = START + length;
    double expected = scalar.squaredErrors(x, t, START, end);
    assertThat(vector.squaredErrors(x, t, START, end))
        .isCloseTo(expected, within(expected * 0x1p-22));

    float[][] gradients = new float[4][x.length];
    scalar.differences(x, t, 0.3f, START, end, gradients[0], gradients[1]);
    vector.differences(x, t, 0.3f, START, end, gradients[2], gradients[3]);
    assertThat(gradients[2]).containsExactly(gradients[0]);
    assertThat(gradients[3]).containsExactly(gradients[1]);
    assertThat(gradients[2][end]).isZero();
  }

  @Test
  void squares_beyond_float32_are_added_up_in_float64() {
    float[] x = uniform(3, 100);
    x[17] = 1e30f;
    double sum = vector.squaredErrors(x, new float[100], 0, 100);
    assertThat(sum).isEqualTo(scalar.squaredErrors(x, new float[100], 0, 100)).isFinite();
  }

  private static float[] uniform(long seed, int length) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() * 4 - 2;
    }
    return values;
  }
}
