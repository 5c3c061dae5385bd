package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.kernel.AxisSoftmax.LogSoftmax;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Columns give what rows give once they are turned; and the twins what each other does. */
@RequiresVectorModule
class SoftmaxColumnsTest {

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 2, 7, 33",
    "FLOAT32, 1, 40, 100",
    "FLOAT32, 2, 3, 2500",
    "FLOAT32, 1, 1100, 70",
    "FLOAT64, 2, 7, 33",
    "FLOAT64, 1, 40, 100",
    "FLOAT64, 2, 3, 2500",
    "FLOAT64, 1, 1100, 70"
  })
  void columns_give_what_rows_give(DType dtype, int outer, int size, int inner) {
    AxisLines lines = new AxisLines(outer, size, inner);
    Shape shape = Shape.of(outer, size, inner);
    Tensor x = normal(1, dtype, shape);
    Tensor g = normal(2, dtype, shape);
    List<Tensor> expected = results(new TurnedSoftmax(lines), x, g, outer * inner);
    List<Tensor> actual = results(new SoftmaxColumns(lines), x, g, outer * inner);
    double unit = dtype == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
    for (int k = 0; k < expected.size(); k++) {
      Tensor wanted = expected.get(k);
      for (int i = 0; i < wanted.elements(); i++) {
        // An exponent is rounded, twice, where it is up to 24, and gradients are differences from
        // sums of
        // up to 1,100 terms of some units.
        double ofSums = k == 1 || k == 3 ? 256 : 8;
        double bound = unit * (48 * Math.abs(wanted.get(i)) + (k == 0 || k == 4 ? 0 : ofSums));
        assertThat(actual.get(k).get(i))
            .as("%d of result %d", i, k)
            .isCloseTo(wanted.get(i), within(bound));
      }
    }
  }

  private static List<Tensor> results(AxisSoftmax softmax, Tensor x, Tensor g, int count) {
    double[] factors = new Random(3).doubles(count, -2, 2).toArray();
    Tensor p = softmax.softmax(x);
    LogSoftmax log = softmax.logSoftmax(x);
    return List.of(
        p,
        softmax.softmaxBackward(g, p),
        log.y(),
        softmax.logSoftmaxBackward(g, x, log.logarithms()),
        softmax.scaledSoftmax(x, softmax.logarithms(x), factors));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void what_is_not_a_number_stays_in_its_column(DType dtype) {
    double[] values = normal(4, dtype, Shape.of(2, 5, 40)).toDoubles();
    values[3 * 40 + 7] = Double.NaN;
    values[5 * 40 + 9] = Double.POSITIVE_INFINITY;
    for (int k = 0; k < 5; k++) {
      values[k * 40 + 11] = Double.NEGATIVE_INFINITY;
    }
    Tensor x = Tensor.ofDoubles(dtype, Shape.of(2, 5, 40), values);
    AxisSoftmax softmax = AxisSoftmax.of(new AxisLines(2, 5, 40));
    for (Tensor y : List.of(softmax.softmax(x), softmax.logSoftmax(x).y())) {
      for (int i = 0; i < y.elements(); i++) {
        int column = i / 200 * 40 + i % 40;
        assertThat(Double.isNaN(y.get(i)))
            .as("element %d", i)
            .isEqualTo(column == 7 || column == 49 || column == 11);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 9, 15, 16, 17, 33, 100})
  void twins_differ_by_roundings_at_most(int n) {
    SoftmaxColumnKernels scalar = new ScalarSoftmaxColumnKernels();
    SoftmaxColumnKernels vector = new VectorSoftmaxColumnKernels();
    Random random = new Random(n);
    double[][] wide = new double[5][n + 3];
    float[][] narrow = new float[5][n + 3];
    for (int k = 0; k < 5; k++) {
      for (int i = 0; i < n + 3; i++) {
        // x below the centre, as in softmax; one far below.
        double value = random.nextGaussian();
        wide[k][i] = k == 0 ? value - (i == 4 ? 760 : 9) : value;
        narrow[k][i] = (float) (k == 0 ? value - (i == 4 ? 120 : 9) : value);
      }
    }
    double[][] expected = new double[3][n + 3];
    double[][] actual = new double[3][n + 3];
    run(scalar, wide, n, expected);
    run(vector, wide, n, actual);
    for (int k = 0; k < 3; k++) {
      assertThat(actual[k]).containsExactly(expected[k]);
    }
    float[][] wanted = new float[3][n + 3];
    float[][] found = new float[3][n + 3];
    run(scalar, narrow, n, wanted);
    run(vector, narrow, n, found);
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < n + 3; i++) {
        assertThat(found[k][i]).isCloseTo(wanted[k][i], within(4 * Math.ulp(wanted[k][i])));
      }
    }
  }

  private static void run(SoftmaxColumnKernels kernels, double[][] a, int n, double[][] y) {
    kernels.exponentials(a[0], 3, a[1], n, y[0]);
    kernels.multiples(a[0], 2, a[1], a[2], a[3], n, y[1]);
    kernels.subtractMultiples(a[4], a[0], 1, a[1], a[2], a[3], n, y[2]);
  }

  private static void run(SoftmaxColumnKernels kernels, float[][] a, int n, float[][] y) {
    kernels.exponentials(a[0], 3, a[1], n, y[0]);
    kernels.multiples(a[0], 2, a[1], a[2], a[3], n, y[1]);
    kernels.subtractMultiples(a[4], a[0], 1, a[1], a[2], a[3], n, y[2]);
  }

  private static Tensor normal(long seed, DType dtype, Shape shape) {
    Random random = new Random(seed);
    double[] values = random.doubles(shape.elements(), -6, 6).toArray();
    return Tensor.ofDoubles(dtype, shape, values);
  }
}
