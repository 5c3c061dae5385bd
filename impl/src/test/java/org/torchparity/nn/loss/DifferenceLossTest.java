package org.torchparity.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Losses by blocks are the sums of those by elements, and their gradients the same bits. */
class DifferenceLossTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7, 511, 512, 513, 1030, 5000})
  void sums_and_gradients_are_those_of_the_elements(int length) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor x = uniform(dtype, 1, length);
      Tensor t = uniform(dtype, 2, length);
      compare(new L1Loss(Reduction.SUM), new L1Loss(Reduction.NONE), x, t);
      compare(new SmoothL1Loss(0.7, Reduction.SUM), new SmoothL1Loss(0.7, Reduction.NONE), x, t);
      compare(new HuberLoss(0.7, Reduction.SUM), new HuberLoss(0.7, Reduction.NONE), x, t);
    }
    Tensor x = uniform(DType.FLOAT64, 1, length);
    Tensor t = uniform(DType.FLOAT64, 2, length);
    compare(new MSELoss(Reduction.SUM), new MSELoss(Reduction.NONE), x, t);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 0.5})
  void special_values_pass_as_by_elements(double value) {
    Tensor x = Tensor.ofDoubles(DType.FLOAT64, Shape.of(1), new double[] {value});
    Tensor t = Tensor.ofDoubles(DType.FLOAT64, Shape.of(1), new double[1]);
    compare(new L1Loss(Reduction.SUM), new L1Loss(Reduction.NONE), x, t);
    compare(new MSELoss(Reduction.SUM), new MSELoss(Reduction.NONE), x, t);
    for (double bound : new double[] {0.5, Double.POSITIVE_INFINITY}) {
      compare(
          new SmoothL1Loss(bound, Reduction.SUM), new SmoothL1Loss(bound, Reduction.NONE), x, t);
      compare(new HuberLoss(bound, Reduction.SUM), new HuberLoss(bound, Reduction.NONE), x, t);
    }
  }

  private static void compare(Module summed, Module each, Tensor x, Tensor t) {
    Pass sum = summed.forward(x, t);
    Pass losses = each.forward(x, t);
    double expected = 0;
    for (double loss : losses.output().toDoubles()) {
      expected += loss;
    }
    double actual = sum.output().item();
    if (Double.isFinite(expected)) {
      assertThat(actual).isCloseTo(expected, within(expected * 1e-6));
    } else {
      assertThat(actual).isEqualTo(Double.valueOf(expected));
    }
    double[] ones = new double[x.elements()];
    Arrays.fill(ones, 0.3f);
    Gradients a = sum.backward(Tensor.scalar(x.dtype(), 0.3f));
    Gradients b = losses.backward(Tensor.ofDoubles(x.dtype(), x.shape(), ones));
    for (int i = 0; i < 2; i++) {
      assertThat(a.input(i).toDoubles()).containsExactly(b.input(i).toDoubles());
    }
  }

  private static Tensor uniform(DType dtype, long seed, int length) {
    double[] values = new Random(seed).doubles(length, -2, 2).toArray();
    return Tensor.ofDoubles(dtype, Shape.of(length), values);
  }
}
