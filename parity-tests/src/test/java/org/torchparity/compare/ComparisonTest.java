package org.torchparity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

class ComparisonTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static Comparison compare(Tensor actual, Tensor expected) {
    return Comparison.of("output.0", actual, expected, Tolerance.standard(expected.dtype()));
  }

  private static Comparison compare(double actual, double expected) {
    return compare(Tensor.of(new double[] {actual}, 1), Tensor.of(new double[] {expected}, 1));
  }

  private static Comparison compare(long actual, long expected, Tolerance tolerance) {
    return Comparison.of(
        "", Tensor.of(new long[] {actual}, 1), Tensor.of(new long[] {expected}, 1), tolerance);
  }

  /** Each figure by its definition, one loop a figure. */
  @ParameterizedTest
  @EnumSource
  void figures_are_those_of_the_definitions_over_random_tensors(DType dtype) {
    Random random = new Random(20);
    for (int run = 0; run < 500; run++) {
      int n = random.nextInt(40);
      double[] expected = random.doubles(n, -8, 8).map(v -> exotic(random, v, dtype)).toArray();
      double[] actual = new double[n];
      for (int i = 0; i < n; i++) {
        double noise = Math.scalb(random.nextGaussian(), -random.nextInt(30));
        actual[i] =
            exotic(random, random.nextInt(3) == 0 ? expected[i] : expected[i] + noise, dtype);
      }
      Tensor a = Tensor.ofDoubles(dtype, Shape.of(n), actual);
      Tensor e = Tensor.ofDoubles(dtype, Shape.of(n), expected);
      Tolerance tolerance = Tolerance.of(Math.scalb(1.0, -random.nextInt(20)), 1e-3);
      Comparison found = Comparison.of("", a, e, tolerance);
      NaiveComparison naive = new NaiveComparison(a, e, tolerance);
      assertThat(found.mismatched()).isEqualTo(naive.mismatched());
      assertThat(found.agrees()).isEqualTo(naive.mismatched() == 0);
      assertThat(found.firstMismatch()).isEqualTo(naive.firstMismatch());
      assertThat(found.maxAbsolute()).isEqualTo(naive.maxAbsolute());
      assertThat(found.maxRelative()).isEqualTo(naive.maxRelative());
      assertThat(found.maxUlp()).isEqualTo(naive.maxUlp());
      if (found.maxAbsoluteAt() >= 0 && Double.isFinite(found.maxAbsolute())) {
        int at = found.maxAbsoluteAt();
        assertThat(Math.abs(a.get(at) - e.get(at))).isEqualTo(found.maxAbsolute());
      }
      double smallest = found.smallestTolerance();
      if (Double.isFinite(smallest)) {
        assertThat(Comparison.of("", a, e, Tolerance.of(smallest, smallest)).agrees()).isTrue();
        double below = smallest * (1 - 1e-12);
        assertThat(Comparison.of("", a, e, Tolerance.of(below, below)).agrees())
            .isEqualTo(smallest == 0);
      } else {
        assertThat(found.notFinite()).isPositive();
      }
    }
  }

  private static double exotic(Random random, double usual, DType dtype) {
    if (dtype == DType.INT64) {
      return Math.rint(usual);
    }
    return switch (random.nextInt(120)) {
      case 0 -> Double.NaN;
      case 1 -> INFINITE;
      case 2 -> -INFINITE;
      case 3 -> -0.0;
      case 4 -> Float.MIN_VALUE;
      case 5 -> -Float.MIN_VALUE;
      default -> usual;
    };
  }

  @Test
  void nan_agrees_with_nan_and_with_nothing_else() {
    assertThat(compare(Double.NaN, Double.NaN).agrees()).isTrue();
    assertThat(compare(Double.NaN, Double.NaN).maxAbsolute()).isZero();
    for (Comparison one : new Comparison[] {compare(Double.NaN, 1), compare(1, Double.NaN)}) {
      assertThat(one.agrees()).isFalse();
      assertThat(one.notFinite()).isEqualTo(1);
      assertThat(one.maxAbsolute()).isEqualTo(INFINITE);
      assertThat(one.maxAbsoluteAt()).isZero();
      assertThat(one.smallestTolerance()).isEqualTo(INFINITE);
    }
  }

  @Test
  void an_infinity_agrees_with_itself_only() {
    assertThat(compare(INFINITE, INFINITE).agrees()).isTrue();
    assertThat(compare(INFINITE, -INFINITE).agrees()).isFalse();
    assertThat(compare(INFINITE, Double.MAX_VALUE).agrees()).isFalse();
    assertThat(compare(Double.NaN, INFINITE).notFinite()).isEqualTo(1);
  }

  @Test
  void a_nan_does_not_hide_how_far_the_others_lie_apart() {
    Comparison found =
        compare(
            Tensor.of(new double[] {Double.NaN, 1.5, 7}, 3), Tensor.of(new double[] {0, 1, 7}, 3));
    assertThat(found.mismatched()).isEqualTo(2);
    assertThat(found.describe("actual", "expected"))
        .contains("Greatest absolute difference: 5.0e-01 at index (1,)");
  }

  @Test
  void zeros_of_either_sign_do_not_differ() {
    Comparison found =
        Comparison.of(
            "", Tensor.of(new float[] {-0f}, 1), Tensor.of(new float[] {0f}, 1), Tolerance.EXACT);
    assertThat(found.agrees()).isTrue();
    assertThat(found.maxUlp()).isZero();
  }

  @Test
  void ulps_are_steps_between_numbers_of_the_dtype() {
    assertThat(compare(Math.nextUp(1.0), 1).maxUlp()).isEqualTo(1);
    assertThat(compare(1, Math.nextDown(1.0)).maxUlp()).isEqualTo(1);
    assertThat(compare(Double.MIN_VALUE, -Double.MIN_VALUE).maxUlp()).isEqualTo(2);
    assertThat(compare(-Double.MAX_VALUE, Double.MAX_VALUE).maxUlp())
        .isEqualTo(2.0 * Double.doubleToLongBits(Double.MAX_VALUE));
    Tensor one = Tensor.of(new float[] {1f}, 1);
    Tensor next = Tensor.of(new float[] {Math.nextUp(1f)}, 1);
    assertThat(compare(next, one).maxUlp()).isEqualTo(1);
    assertThat(
            compare(
                    Tensor.of(new float[] {-Float.MAX_VALUE}, 1),
                    Tensor.of(new float[] {Float.MAX_VALUE}, 1))
                .maxUlp())
        .isEqualTo(2.0 * Float.floatToIntBits(Float.MAX_VALUE));
  }

  @Test
  void denormals_have_differences_too() {
    Comparison found =
        Comparison.of(
            "",
            Tensor.of(new double[] {Double.MIN_VALUE}, 1),
            Tensor.of(new double[] {0}, 1),
            Tolerance.EXACT);
    assertThat(found.mismatched()).isEqualTo(1);
    assertThat(found.maxAbsolute()).isEqualTo(Double.MIN_VALUE);
    assertThat(found.smallestTolerance()).isEqualTo(Double.MIN_VALUE);
    assertThat(found.maxRelativeAt()).isEqualTo(-1);
  }

  @Test
  void integers_that_are_one_double_differ_by_one() {
    long big = 1L << 60;
    Comparison found = compare(big + 1, big, Tolerance.EXACT);
    assertThat(found.agrees()).isFalse();
    assertThat(found.maxAbsolute()).isEqualTo(1);
    assertThat(found.maxUlp()).isEqualTo(1);
    assertThat(compare(big + 1, big, Tolerance.of(1, 0)).agrees()).isTrue();
    assertThat(compare(big + 2, big, Tolerance.of(1, 0)).agrees()).isFalse();
    assertThat(compare(Long.MIN_VALUE, Long.MAX_VALUE, Tolerance.EXACT).maxAbsolute())
        .isEqualTo(0x1p64);
  }

  @Test
  void shapes_come_before_dtypes_and_dtypes_before_values() {
    Tensor expected = Tensor.of(new float[] {1, 2}, 2);
    Comparison missing = Comparison.of("", null, expected, Tolerance.of(9, 9));
    Comparison shape = compare(Tensor.of(new double[] {1, 2}, 1, 2), expected);
    Comparison dtype = compare(Tensor.of(new double[] {1, 2}, 2), expected);
    assertThat(missing.kind()).isEqualTo(Comparison.Kind.MISSING);
    assertThat(shape.kind()).isEqualTo(Comparison.Kind.SHAPE);
    assertThat(dtype.kind()).isEqualTo(Comparison.Kind.DTYPE);
    for (Comparison unmeasured : new Comparison[] {missing, shape, dtype}) {
      assertThat(unmeasured.agrees()).isFalse();
      assertThat(unmeasured.mismatched()).isEqualTo(2);
      assertThat(unmeasured.firstMismatch()).isEqualTo(-1);
      assertThat(unmeasured.maxAbsolute()).isEqualTo(INFINITE);
      assertThat(unmeasured.smallestTolerance()).isEqualTo(INFINITE);
    }
  }

  @Test
  void a_size_of_one_is_not_stretched() {
    Comparison found = compare(Tensor.of(new float[] {1}, 1), Tensor.of(new float[] {1, 1}, 2));
    assertThat(found.kind()).isEqualTo(Comparison.Kind.SHAPE);
  }

  @Test
  void values_of_different_dtypes_are_compared_where_the_caller_asks() {
    Tensor wide = Tensor.of(new double[] {0.1, 2}, 2);
    Tensor narrow = Tensor.of(new float[] {0.1f, 2}, 2);
    Comparison found = Comparison.ofValues("", wide, narrow, Tolerance.NOTEBOOK);
    assertThat(found.agrees()).isTrue();
    assertThat(found.maxAbsolute()).isEqualTo(Math.abs(0.1 - 0.1f));
    assertThat(found.maxUlp()).isZero();
    Tensor whole = Tensor.of(new long[] {0, 2}, 2);
    assertThat(Comparison.ofValues("", whole, narrow, Tolerance.NOTEBOOK).mismatched())
        .isEqualTo(1);
    assertThat(Comparison.ofValues("", narrow, whole, Tolerance.NOTEBOOK).mismatched())
        .isEqualTo(1);
  }

  @Test
  void tensors_without_elements_agree_if_their_shapes_do() {
    Tensor empty = Tensor.of(new float[0], 0, 3);
    assertThat(compare(empty, Tensor.of(new float[0], 0, 3)).agrees()).isTrue();
    assertThat(compare(empty, Tensor.of(new float[0], 3, 0)).agrees()).isFalse();
    assertThat(compare(empty, empty).smallestTolerance()).isZero();
  }

  @Test
  void every_expected_quantity_is_compared_in_order() {
    Tensor one = Tensor.of(new float[] {1}, 1);
    Map<String, Tensor> expected = new LinkedHashMap<>();
    expected.put("output.0", one);
    expected.put("grad.weight", one);
    Observation actual = new Observation(Map.of("output.0", one, "more", one));
    assertThat(Comparison.all(actual, new Observation(expected), Tolerance::standard))
        .extracting(Comparison::quantity, Comparison::agrees)
        .containsExactly(tuple("output.0", true), tuple("grad.weight", false));
  }
}
