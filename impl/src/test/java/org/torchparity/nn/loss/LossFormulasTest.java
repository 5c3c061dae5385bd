package org.torchparity.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Losses by blocks are their formulas, element by element. */
class LossFormulasTest {
  private static final int[] LENGTHS = {0, 1, 3, 7, 8, 9, 511, 512, 513, 1030};
  private static final double[] SPECIAL = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0.0,
    -0.0,
    0.5,
    1,
    -1,
    800,
    1e-310
  };

  /** A value of three elements at one place. */
  private interface Formula {
    double at(double x, double y, double z);
  }

  /**
   * A loss.
   *
   * @param positive how many of the last operands are between 0 and 1; three of two operands mean
   *     both
   */
  private record Row(
      String name,
      Function<Reduction, Module> module,
      int operands,
      int positive,
      Formula loss,
      Formula... derivatives) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            "MSELoss",
            MSELoss::new,
            2,
            0,
            (x, t, u) -> (x - t) * (x - t),
            (x, t, u) -> 2 * (x - t),
            (x, t, u) -> 2 * (t - x)),
        new Row(
            "L1Loss",
            L1Loss::new,
            2,
            0,
            (x, t, u) -> Math.abs(x - t),
            (x, t, u) -> L1Loss.sign(x - t),
            (x, t, u) -> L1Loss.sign(t - x)),
        huber(0.7),
        huber(Double.POSITIVE_INFINITY),
        smooth(0.7),
        smooth(1),
        smooth(0),
        smooth(Double.POSITIVE_INFINITY),
        new Row(
            "KLDivLoss",
            r -> new KLDivLoss(r, false),
            2,
            1,
            (x, t, u) -> (t == 0 ? 0 : t * Math.log(t)) - t * x,
            (x, t, u) -> -t,
            (x, t, u) -> t == 0 || Double.isInfinite(t) ? Double.NaN : Math.log(t) + 1 - x),
        new Row(
            "KLDivLoss of log",
            r -> new KLDivLoss(r, true),
            2,
            0,
            (x, t, u) -> Math.exp(t) * (t - x),
            (x, t, u) -> -Math.exp(t),
            (x, t, u) -> Math.exp(t) * (t - x + 1)),
        new Row(
            "BCELoss",
            r -> new BCELoss(null, r),
            2,
            3,
            (x, t, u) -> (t - 1) * Math.max(Math.log1p(-x), -100) - t * Math.max(Math.log(x), -100),
            (x, t, u) -> (x - t) / Math.max((1 - x) * x, 1e-12f),
            (x, t, u) -> Math.log1p(-x) - Math.log(x)),
        new Row(
            "BCEWithLogitsLoss",
            r -> new BCEWithLogitsLoss(null, r, null),
            2,
            1,
            (x, t, u) -> (1 - t) * x - logSigmoid(x),
            (x, t, u) -> 1 - t - 1 / (1 + Math.exp(x)),
            (x, t, u) -> -x),
        new Row(
            "BCEWithLogitsLoss with pos_weight",
            r -> new BCEWithLogitsLoss(null, r, Tensor.of(new double[] {0.75}, 1)),
            2,
            1,
            (x, t, u) -> (1 - t) * x - (1 + (0.75 - 1) * t) * logSigmoid(x),
            (x, t, u) -> (0.75 * t + 1 - t) * (1 / (1 + Math.exp(-x))) - 0.75 * t,
            (x, t, u) -> logSigmoid(-x) - 0.75 * logSigmoid(x)),
        new Row(
            "SoftMarginLoss",
            SoftMarginLoss::new,
            2,
            0,
            (x, t, u) -> Math.log1p(Math.exp(-t * x)),
            (x, t, u) -> -t * Math.exp(-t * x) / (1 + Math.exp(-t * x))),
        new Row(
            "HingeEmbeddingLoss",
            r -> new HingeEmbeddingLoss(0.5, r),
            2,
            0,
            (x, t, u) -> (t != 1 ? Margins.clamp(0.5 - x) : 0) + (t != -1 ? x : 0),
            (x, t, u) -> (t != -1 ? 1 : 0) - (t != 1 ? Margins.slope(0.5 - x) : 0)),
        new Row(
            "MarginRankingLoss",
            r -> new MarginRankingLoss(0.5, r),
            3,
            0,
            (x1, x2, t) -> Margins.clamp(0.5 - t * (x1 - x2)),
            (x1, x2, t) -> -t * Margins.slope(0.5 - t * (x1 - x2)),
            (x1, x2, t) -> t * Margins.slope(0.5 - t * (x1 - x2)),
            (x1, x2, t) -> (x2 - x1) * Margins.slope(0.5 - t * (x1 - x2))),
        poisson(true, false),
        poisson(true, true),
        poisson(false, false),
        poisson(false, true),
        new Row(
            "GaussianNLLLoss",
            r -> new GaussianNLLLoss(true, 1e-6, r),
            3,
            1,
            (x, t, v) ->
                0.5 * (Math.log(clamped(v)) + (x - t) * (x - t) / clamped(v))
                    + 0.5 * Math.log(2 * Math.PI),
            (x, t, v) -> (x - t) / clamped(v),
            (x, t, v) -> (t - x) / clamped(v),
            (x, t, v) -> 0.5 * (1 / clamped(v) - (x - t) / clamped(v) * ((x - t) / clamped(v)))));
  }

  private static Row huber(double delta) {
    return new Row(
        "HuberLoss of " + delta,
        r -> new HuberLoss(delta, r),
        2,
        0,
        (x, t, u) -> {
          double d = Math.abs(x - t);
          return d <= delta ? 0.5 * d * d : delta * (d - 0.5 * delta);
        },
        (x, t, u) -> Math.max(-delta, Math.min(delta, x - t)),
        (x, t, u) -> Math.max(-delta, Math.min(delta, t - x)));
  }

  private static Row smooth(double beta) {
    return new Row(
        "SmoothL1Loss of " + beta,
        r -> new SmoothL1Loss(beta, r),
        2,
        0,
        (x, t, u) -> {
          double d = Math.abs(x - t);
          return d < beta ? 0.5 * d * d / beta : d - 0.5 * beta;
        },
        (x, t, u) -> slope(x - t, beta),
        (x, t, u) -> slope(t - x, beta));
  }

  private static double slope(double d, double beta) {
    return d <= -beta ? -1 : d >= beta ? 1 : d / beta;
  }

  private static Row poisson(boolean logInput, boolean full) {
    return new Row(
        "PoissonNLLLoss, log_input " + logInput + ", full " + full,
        r -> new PoissonNLLLoss(logInput, full, 1e-8, r),
        2,
        3,
        (x, t, u) ->
            (logInput ? Math.exp(x) - 3 * t * x : x - 3 * t * Math.log(x + 1e-8))
                + (full && 3 * t > 1 ? stirling(3 * t) : 0),
        (x, t, u) -> logInput ? Math.exp(x) - 3 * t : 1 - 3 * t / (x + 1e-8),
        (x, t, u) -> (logInput ? -x : -Math.log(x + 1e-8)) + (full ? stirlingSlope(3 * t) : 0));
  }

  private static double stirling(double t) {
    return t * Math.log(t) - t + 0.5 * Math.log(2 * Math.PI * t);
  }

  private static double stirlingSlope(double t) {
    return t <= 0 || Double.isInfinite(t) ? Double.NaN : t <= 1 ? 0 : Math.log(t) + 0.5 / t;
  }

  private static double clamped(double v) {
    return Math.max(v, 1e-6);
  }

  private static double logSigmoid(double x) {
    return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void losses_gradients_and_sums_are_those_of_the_elements(Row row) {
    for (int length : LENGTHS) {
      for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
        compare(row, dtype, length, null);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void special_values_pass_as_by_elements(Row row) {
    for (double first : SPECIAL) {
      for (double second : SPECIAL) {
        compare(row, DType.FLOAT64, 9, new double[] {first, second, 0.25});
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void the_upstream_gradient_may_be_the_input_itself(Row row) {
    Tensor[] operands = new Tensor[row.operands()];
    for (int i = 0; i < operands.length; i++) {
      double[] values = new Random(i).doubles(600).toArray();
      operands[i] = Tensor.of(values, values.length);
    }
    Pass pass = row.module().apply(Reduction.NONE).to(DType.FLOAT64).forward(operands);
    Gradients expected = pass.backward(operands[0].copy());
    Gradients actual = pass.backward(operands[0]);
    for (int i = 0; i < row.derivatives().length; i++) {
      assertThat(actual.input(i).doubles()).containsExactly(expected.input(i).doubles());
    }
  }

  private static void compare(Row row, DType dtype, int length, double @Nullable [] special) {
    Tensor[] operands = new Tensor[row.operands()];
    for (int i = 0; i < operands.length; i++) {
      boolean probability = row.positive() + i >= operands.length;
      double[] values =
          new Random(i).doubles(length, probability ? 0 : -2, probability ? 1 : 2).toArray();
      if (special != null) {
        double value = special[i];
        boolean inside = value >= 0 && value <= 1;
        Arrays.fill(values, !probability || inside ? value : 0.125);
      }
      operands[i] = Tensor.ofDoubles(dtype, Shape.of(length), values);
    }
    Tensor[] given = row.name().startsWith("Poisson") ? thrice(operands) : operands;
    Pass each = row.module().apply(Reduction.NONE).to(dtype).forward(given);
    Pass sum = row.module().apply(Reduction.SUM).to(dtype).forward(given);
    double[] losses = values(row.loss(), operands);
    check(each.output(), losses);
    if (special == null) {
      assertThat(sum.output().item())
          .isCloseTo(
              Arrays.stream(losses).sum(),
              within((8 * ulp(dtype) + length * 0x1p-53) * (1 + total(losses))));
    }
    double[] upstream = new Random(7).doubles(length, -1, 1).toArray();
    Tensor g = Tensor.ofDoubles(dtype, Shape.of(length), upstream);
    Gradients gradients = each.backward(g);
    Gradients ofSum = sum.backward(Tensor.scalar(dtype, 0.25));
    for (int i = 0; i < row.derivatives().length; i++) {
      double[] slopes = values(row.derivatives()[i], operands);
      double[] scaled = new double[length];
      double[] quarters = new double[length];
      for (int k = 0; k < length; k++) {
        scaled[k] = slopes[k] * g.get(k);
        quarters[k] = slopes[k] * 0.25;
      }
      check(gradients.input(i), scaled);
      check(ofSum.input(i), quarters);
    }
    assertThat(gradients.inputs()).hasSize(row.derivatives().length);
  }

  /** The target three times as great, for Stirling's term is for those above one. */
  private static Tensor[] thrice(Tensor[] operands) {
    double[] targets = operands[1].toDoubles().clone();
    for (int i = 0; i < targets.length; i++) {
      targets[i] *= 3;
    }
    return new Tensor[] {
      operands[0], Tensor.ofDoubles(operands[1].dtype(), operands[1].shape(), targets)
    };
  }

  private static double[] values(Formula f, Tensor[] operands) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < operands[0].elements(); i++) {
      values.add(
          f.at(
              operands[0].get(i),
              operands[1].get(i),
              operands.length == 3 ? operands[2].get(i) : 0));
    }
    return values.stream().mapToDouble(v -> v).toArray();
  }

  private static void check(@Nullable Tensor actual, double[] expected) {
    assertThat(actual).isNotNull();
    for (int i = 0; i < expected.length; i++) {
      double value = actual.get(i);
      double rounded = actual.dtype() == DType.FLOAT32 ? (float) expected[i] : expected[i];
      if (Double.isFinite(rounded)) {
        assertThat(value)
            .isCloseTo(rounded, within(8 * ulp(actual.dtype()) * (1 + Math.abs(rounded))));
      } else {
        assertThat(value).isEqualTo(Double.valueOf(rounded));
      }
    }
  }

  private static double total(double[] losses) {
    return Arrays.stream(losses).map(Math::abs).sum();
  }

  private static double ulp(DType dtype) {
    return dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
  }
}
