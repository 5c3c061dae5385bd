package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Against one element after the other. */
class RowDifferencesTest {
  private static final double EPS = 1e-3;

  /** Numbers with ties and zeros among them, and some that are not finite. */
  private static Tensor drawn(DType dtype, int rows, int length, long seed) {
    Random random = new Random(seed);
    double[] values = new double[rows * length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (random.nextInt(40)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3, 4, 5, 6, 7, 8 -> random.nextInt(3) - 1;
            case 9 -> -0.0;
            default -> random.nextGaussian();
          };
    }
    return Tensor.of(values, rows, length).to(dtype);
  }

  private static double difference(Tensor x, Tensor y, boolean rounded, int i) {
    return rounded && x.dtype() == DType.FLOAT32
        ? (float) (x.get(i) - y.get(i)) + (float) EPS
        : x.get(i) - y.get(i) + EPS;
  }

  private static double[] row(Tensor x, Tensor y, boolean rounded, int row) {
    double[] d = new double[x.size(1)];
    for (int i = 0; i < d.length; i++) {
      d[i] = difference(x, y, rounded, row * d.length + i);
    }
    return d;
  }

  private static double sign(double x) {
    return x > 0 ? 1 : x < 0 ? -1 : 0;
  }

  private static double slope(double[] d, int i, double norm, double p, double g) {
    if (Double.isInfinite(p)) {
      double ties = 0;
      for (double each : d) {
        ties += Math.abs(each) == norm || Double.isNaN(each) ? 1 : 0;
      }
      boolean shares = Math.abs(d[i]) == norm || Double.isNaN(d[i]);
      return sign(d[i]) * (g / ties * (shares ? 1 : 0));
    }
    if (p == 0) {
      return 0;
    }
    if (p == 1) {
      return sign(d[i]) * g;
    }
    if (p < 1) {
      double power = d[i] == 0 ? 0 : sign(d[i]) * Math.pow(Math.abs(d[i]), p - 1);
      return power * g * Math.pow(norm, 1 - p);
    }
    if (p == 2) {
      return norm == 0 ? g * 0 : g * (d[i] / norm);
    }
    return norm == 0 ? 0 : sign(d[i]) * g * Math.pow(Math.abs(d[i]) / norm, p - 1);
  }

  private static List<Arguments> cases() {
    double infinity = Double.POSITIVE_INFINITY;
    List<Arguments> cases = new ArrayList<>();
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (boolean flag : new boolean[] {true, false}) {
        for (double p : new double[] {2, 1, 0, infinity, -infinity, 0.5, 1.5, 3}) {
          cases.add(Arguments.of(dtype, p, flag, 1, 7));
          cases.add(Arguments.of(dtype, p, flag, 9, 33));
        }
        cases.add(Arguments.of(dtype, 2, flag, 200, 400));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void norms_and_slopes_are_those_of_each_row(
      DType dtype, double p, boolean rounded, int rows, int length) {
    Tensor x = drawn(dtype, rows, length, 1);
    Tensor y = drawn(dtype, rows, length, 2);
    double[] g = new Random(3).doubles(rows, -1, 1).toArray();
    RowDifferences differences = new RowDifferences(x, y, EPS, rounded);
    double[] norms = differences.norms(p);
    Tensor toX = Tensor.zeros(dtype, x.shape());
    Tensor toY = Tensor.zeros(DType.FLOAT64, x.shape());
    differences.gradients(p, norms, g, toX, toY);
    double[] expectedNorms = new double[rows];
    double[] slopes = new double[rows * length];
    double[] negative = new double[rows * length];
    for (int row = 0; row < rows; row++) {
      double[] d = row(x, y, rounded, row);
      expectedNorms[row] = VectorNorm.of(d, 0, length, 1, p);
      for (int i = 0; i < length; i++) {
        slopes[row * length + i] = slope(d, i, norms[row], p, g[row]);
        negative[row * length + i] = -slopes[row * length + i];
      }
    }
    assertThat(norms).containsExactly(expectedNorms);
    assertThat(toX.toDoubles()).containsExactly(rounded(dtype, slopes));
    assertThat(toY.toDoubles()).containsExactly(negative);
  }

  private static double[] rounded(DType dtype, double[] values) {
    return Tensor.of(values, values.length).to(dtype).toDoubles();
  }

  @Test
  void no_difference_has_a_slope_of_zero_and_an_infinite_gradient_none() {
    Tensor x = Tensor.of(new double[] {1, 2}, 1, 2);
    RowDifferences none = new RowDifferences(x, x, 0, true);
    Tensor toX = Tensor.zeros(DType.FLOAT64, x.shape());
    Tensor toY = Tensor.zeros(DType.FLOAT64, x.shape());
    none.gradients(2, none.norms(2), new double[] {3}, toX, toY);
    assertThat(toX.doubles()).containsExactly(0, 0);
    none.gradients(2, none.norms(2), new double[] {Double.POSITIVE_INFINITY}, toX, toY);
    assertThat(toX.doubles()).containsOnly(Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void triplets_have_the_sums_of_their_slopes(
      DType dtype, double p, boolean swap, int rows, int length) {
    Tensor a = drawn(dtype, rows, length, 4);
    Tensor b = drawn(dtype, rows, length, 5);
    Tensor c = drawn(dtype, rows, length, 6);
    List<double[]> g =
        Stream.of(7, 8, 9).map(seed -> new Random(seed).doubles(rows, -1, 1).toArray()).toList();
    RowTriplets triplets = new RowTriplets(a, b, c, EPS, swap);
    List<double[]> norms = triplets.norms(p);
    assertThat(norms).hasSize(swap ? 3 : 2);
    assertThat(norms.get(1)).containsExactly(new RowDifferences(a, c, EPS, false).norms(p));
    Tensor toA = Tensor.zeros(dtype, a.shape());
    Tensor toP = Tensor.zeros(dtype, a.shape());
    Tensor toN = Tensor.zeros(dtype, a.shape());
    triplets.gradients(p, norms, g, toA, toP, toN);
    double[] ofA = new double[rows * length];
    double[] ofP = new double[rows * length];
    double[] ofN = new double[rows * length];
    for (int row = 0; row < rows; row++) {
      double[] near = row(a, b, false, row);
      double[] far = row(a, c, false, row);
      double[] other = row(b, c, false, row);
      for (int i = 0; i < length; i++) {
        double r = slope(near, i, norms.get(0)[row], p, g.get(0)[row]);
        double s = slope(far, i, norms.get(1)[row], p, g.get(1)[row]);
        int at = row * length + i;
        ofA[at] = r + s;
        ofP[at] = -r;
        ofN[at] = -s;
        if (swap) {
          double t = slope(other, i, norms.get(2)[row], p, g.get(2)[row]);
          ofP[at] += t;
          ofN[at] -= t;
        }
      }
    }
    assertThat(toA.toDoubles()).containsExactly(rounded(dtype, ofA));
    assertThat(toP.toDoubles()).containsExactly(rounded(dtype, ofP));
    assertThat(toN.toDoubles()).containsExactly(rounded(dtype, ofN));
  }
}
