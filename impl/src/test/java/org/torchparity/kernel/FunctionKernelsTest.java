package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twins give the same bits, and those are the functions. */
@RequiresVectorModule
class FunctionKernelsTest {
  private static final int BLOCK = 512;
  private static final double[] SPECIAL = {
    0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Math.nextDown(Double.MIN_NORMAL),
    Double.MIN_NORMAL,
    -Double.MIN_NORMAL,
    Math.nextDown(0x1p1022),
    0x1p1022,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Double.longBitsToDouble(-1),
    1,
    -1,
    Math.nextDown(1),
    Math.nextUp(1),
    -Math.nextDown(1),
    Math.sqrt(0.5),
    Math.nextDown(Math.sqrt(0.5)),
    1e-300,
    -1e-300,
    0x1p-54,
    -0x1p-54,
    709.78,
    709.79,
    746,
    -708.4,
    -745.1,
    -746.1,
    1e5
  };

  private final FunctionKernels scalar = new ScalarFunctionKernels();
  private final FunctionKernels vector = new VectorFunctionKernels();

  private interface Function {
    void run(FunctionKernels kernels, double[] x, double[] y, int n);
  }

  private static final List<Function> FUNCTIONS =
      List.of(
          FunctionKernels::exp,
          FunctionKernels::log,
          FunctionKernels::log1p,
          FunctionKernels::log1pOfDecay,
          FunctionKernels::sigmoidOfMinus,
          FunctionKernels::sign,
          (kernels, x, y, n) -> kernels.whereAbove(x, 0, x, y, n),
          (kernels, x, y, n) -> kernels.whereAbove(x, -Double.MIN_VALUE, x, y, n));

  private static final List<DoubleUnaryOperator> VALUES =
      List.of(
          StrictMath::exp,
          StrictMath::log,
          StrictMath::log1p,
          x -> StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
          x -> 1 / (1 + StrictMath.exp(x)),
          x -> Double.isNaN(x) ? 0 : Math.signum(x) + 0.0,
          x -> x > 0 ? x : 0,
          x -> x >= 0 ? x : 0);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 9, 13, 16, 25, 63, 64, 100, 129, 511, 512})
  void twins_give_the_same_bits_of_any_number_of_values(int n) {
    for (long seed = 0; seed < 8; seed++) {
      double[] x = ofAllKinds(seed);
      for (Function f : FUNCTIONS) {
        double[] expected = new double[BLOCK];
        double[] actual = new double[BLOCK];
        f.run(scalar, x, expected, n);
        f.run(vector, x, actual, n);
        for (int i = 0; i < n; i++) {
          assertThat(actual[i]).as("of %s", x[i]).isEqualTo(Double.valueOf(expected[i]));
        }
      }
    }
  }

  @Test
  void values_are_those_of_the_function_within_three_units_in_the_last_place() {
    for (long seed = 0; seed < 8; seed++) {
      double[] x = ofAllKinds(seed);
      double[] y = new double[BLOCK];
      for (int f = 0; f < FUNCTIONS.size(); f++) {
        FUNCTIONS.get(f).run(vector, x, y, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
          double expected = VALUES.get(f).applyAsDouble(x[i]);
          if (Double.isFinite(expected)) {
            assertThat(Math.abs(y[i] - expected))
                .as("function %s of %s", f, x[i])
                .isLessThanOrEqualTo(3 * Math.ulp(expected));
          } else {
            assertThat(y[i]).as("function %s of %s", f, x[i]).isEqualTo(Double.valueOf(expected));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 100, 512})
  void integers_of_any_magnitude_are_converted(int n) {
    for (int magnitude = 1; magnitude < 64; magnitude++) {
      Random random = new Random(magnitude);
      long[] x = new long[n + 3];
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextLong() >> magnitude;
      }
      double[] expected = new double[BLOCK];
      double[] actual = new double[BLOCK];
      scalar.widen(x, 3, expected, n);
      vector.widen(x, 3, actual, n);
      assertThat(actual).containsExactly(expected);
    }
  }

  /** Numbers of all magnitudes, and special ones among them. */
  private static double[] ofAllKinds(long seed) {
    Random random = new Random(seed);
    double[] values = new double[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      values[i] =
          switch ((int) (i + seed) % 4) {
            case 0 -> random.nextGaussian();
            case 1 -> random.nextDouble() * 2 - 1;
            case 2 -> Math.exp(random.nextGaussian() * 100);
            default ->
                seed < 2 ? random.nextDouble() * 1500 : SPECIAL[random.nextInt(SPECIAL.length)];
          };
    }
    return values;
  }
}
