package org.torchparity.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Values found by hand, and messages; parity with torch is the catalogue's to check. */
class ActivationTest {
  private static double[] output(Module layer, double... x) {
    return layer.forward(Tensor.of(x, x.length)).output().doubles();
  }

  private static double[] gradient(Module layer, double... x) {
    Pass pass = layer.forward(Tensor.of(x, x.length));
    Tensor two = Tensor.full(DType.FLOAT64, pass.output().shape(), 2);
    return pass.backward(two).input().doubles();
  }

  @Test
  void gradients_at_kinks_are_those_of_aten() {
    assertThat(gradient(new ReLU(), 0)).containsExactly(0);
    assertThat(gradient(new ReLU6(), 0, 6)).containsExactly(0, 0);
    assertThat(gradient(new Hardtanh(), -1, 1)).containsExactly(0, 0);
    assertThat(gradient(new LeakyReLU(0.25), 0)).containsExactly(0.5);
    assertThat(gradient(new ELU(3), 0)).containsExactly(6);
    assertThat(gradient(new Hardswish(), -3, 3)).containsExactly(0, 2);
    assertThat(gradient(new Softshrink(), 0.5, -0.5, 0.75)).containsExactly(0, 0, 2);
    assertThat(gradient(new Threshold(1, 7), 1, 1.5)).containsExactly(0, 2);
  }

  @Test
  void nan_is_neither_clamped_nor_replaced() {
    for (Module layer :
        new Module[] {
          new ReLU(), new ReLU6(), new Hardtanh(), new Threshold(0, 1), new Softshrink(), new ELU()
        }) {
      assertThat(output(layer, Double.NaN)[0]).as(layer.getClass().getSimpleName()).isNaN();
    }
  }

  @Test
  void a_threshold_is_compared_in_the_type_of_the_input() {
    Tensor x = Tensor.of(new float[] {0.1f, 0.2f}, 2);
    assertThat(new Threshold(0.1, 7).forward(x).output().floats()).containsExactly(7, 0.2f);
    assertThat(new Hardshrink(0.1).forward(x).output().floats()).containsExactly(0, 0.2f);
  }

  @Test
  void gelu_keeps_its_lower_tail() {
    // x·Φ(x) computed with 40 digits.
    assertThat(output(new GELU(), -10)[0]).isCloseTo(-7.619853024160526e-23, relative(7.6e-23));
    assertThat(output(new GELU(), -30)[0]).isCloseTo(-1.472014178144456e-196, relative(1.4e-196));
  }

  private static Offset<Double> relative(double value) {
    return within(value * 1e-12);
  }

  @Test
  void tanhshrink_does_not_cancel_near_zero_nor_jump_at_one() {
    assertThat(output(new Tanhshrink(), 1e-5)[0]).isCloseTo(3.3333333332e-16, within(1e-30));
    double below = output(new Tanhshrink(), Math.nextDown(1.0))[0];
    assertThat(below).isCloseTo(1 - Math.tanh(1), within(2e-16));
  }

  @Test
  void softmax_of_huge_differences_is_one_and_zero() {
    assertThat(output(new Softmax(0), 1e4, -1e4)).containsExactly(1, 0);
    assertThat(output(new LogSoftmax(0), 1e4, -1e4)).containsExactly(0, -2e4);
    assertThat(output(new Softmin(0), 1e4, -1e4)).containsExactly(0, 1);
  }

  @Test
  void an_axis_not_given_is_the_first_of_one_or_three_and_else_the_second() {
    Tensor matrix = Tensor.of(new double[] {1, 1, 1, 1, 1, 1}, 2, 3);
    assertThat(new Softmax().forward(matrix).output().doubles()).containsOnly(1.0 / 3);
    Tensor cube = matrix.reshape(2, 3, 1);
    assertThat(new Softmax().forward(cube).output().doubles()).containsOnly(0.5);
  }

  @Test
  void glu_gates_the_first_half_by_the_second() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 0, 0, 0}, 2, 3);
    assertThat(new GLU(0).forward(x).output().doubles()).containsExactly(0.5, 1, 1.5);
  }

  @Test
  void prelu_sums_the_slope_gradient_of_each_channel() {
    Pass pass =
        new PReLU(2, 0.5).to(DType.FLOAT64).forward(Tensor.of(new double[] {-1, -2, 3, -4}, 2, 2));
    assertThat(pass.output().doubles()).containsExactly(-0.5, -1, 3, -2);
    Tensor g = Tensor.of(new double[] {1, 10, 100, 1000}, 2, 2);
    assertThat(pass.backward(g).parameter("weight").doubles()).containsExactly(-1, -4020);
    assertThat(pass.backward(g).input().doubles()).containsExactly(0.5, 5, 100, 500);
  }

  @Test
  void rrelu_draws_only_for_elements_that_are_not_positive() {
    TorchRandom.defaultGenerator().manualSeed(3);
    double[] y = output(new RReLU(0.1, 0.3), -1, 5, -1);
    TorchRandom random = new TorchRandom(3);
    assertThat(y).containsExactly(-random.uniform(0.1, 0.3), 5, -random.uniform(0.1, 0.3));
    assertThat(output(new RReLU(0.1, 0.3).eval(), -1, 5)).containsExactly(-0.2, 5);
  }

  @Test
  void many_elements_in_several_threads_are_as_few_in_one() {
    double[] x = new TorchRandom(1).randn(DType.FLOAT64, Shape.of(100_003)).doubles();
    double[] whole = output(new GELU(), x);
    double[] part = output(new GELU(), Arrays.copyOfRange(x, 49_990, 50_010));
    assertThat(Arrays.copyOfRange(whole, 49_990, 50_010)).containsExactly(part);
  }

  @Test
  void refusals_name_the_argument_and_the_shape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Hardtanh(1, 1))
        .withMessage(
            "Hardtanh: max_val must be greater than min_val, but got min_val = 1.0, max_val = 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Softshrink(-1))
        .withMessage("Softshrink: lambda must be greater or equal to 0, but found to be -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GLU().forward(Tensor.zeros(DType.FLOAT32, Shape.of(2, 3))))
        .withMessage("GLU: Halving dimension must be even, but dimension 1 of [2, 3] is size 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReLU().forward(Tensor.of(new long[] {1}, 1)))
        .withMessage("ReLU: expected input of dtype float32 or float64, but got int64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GELU.Approximate.ofTorchName("erf"))
        .withMessage("GELU: approximate argument must be either none or tanh, but got erf");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new Softmax(2).forward(Tensor.zeros(DType.FLOAT32, Shape.of(2, 3))))
        .withMessageContaining("expected to be in range of [-2, 1], but got 2");
  }
}
