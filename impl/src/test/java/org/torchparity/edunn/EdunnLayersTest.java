package org.torchparity.edunn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.init.RandomNormal;
import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.Tensor;

class EdunnLayersTest {
  private static final Tensor X = Tensor.of(new double[] {0.3, -1.2, 2, 0.7, 0.1, -0.4}, 2, 3);
  private static final Tensor PROBABILITIES =
      Tensor.of(new double[] {0.2, 0.5, 0.3, 0.1, 0.1, 0.8}, 2, 3);

  private static Dense dense(String activation) {
    return new Dense(
        3, 2, activation, new RandomNormal(1), new RandomNormal(1), new NumpyRandom(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "relu", "tanh", "sigmoid", "softmax"})
  void gradients_of_a_dense_layer_are_derivatives(String activation) {
    NumericalDerivative.check(dense(activation), 0, X);
  }

  @Test
  void gradients_of_the_other_layers_are_derivatives() {
    NumericalDerivative.check(new Bias(3, new RandomNormal(1), new NumpyRandom(1)), 0, X);
    NumericalDerivative.check(new AddConstant(2.5), 0, X);
    NumericalDerivative.check(new MultiplyConstant(-2.5), 0, X);
  }

  @Test
  void gradients_of_the_errors_are_derivatives_of_the_prediction() {
    Tensor truth = Tensor.of(new double[] {1, 2, 3, -1, 0, 0.5}, 2, 3);
    NumericalDerivative.check(new SquaredError(), 1, truth, X);
    NumericalDerivative.check(new MeanError(new SquaredError()), 1, truth, X);
    Tensor labels = Tensor.of(new long[] {1, 2}, 2, 1);
    NumericalDerivative.check(new CrossEntropyWithLabels(), 1, labels, PROBABILITIES);
    NumericalDerivative.check(
        new MeanError(new CrossEntropyWithLabels()), 1, labels, PROBABILITIES);
    Tensor binary = Tensor.of(new double[] {1, 0, 1, 0}, 4);
    Tensor p = Tensor.of(new double[] {0.9, 0.2, 0.4, 0.7}, 4, 1);
    NumericalDerivative.check(new BinaryCrossEntropy(), 1, binary, p);
    NumericalDerivative.check(new MeanError(new BinaryCrossEntropy()), 1, binary, p);
  }

  @Test
  void parameters_have_the_names_and_shapes_of_edunn() {
    Dense layer = dense("relu");
    assertThat(layer.parameters().keySet()).containsExactly("w", "b");
    assertThat(layer.parameters().get("w").shape().toArray()).containsExactly(3, 2);
    assertThat(new Bias(4).parameters().get("b").floats()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void a_dense_layer_multiplies_adds_and_activates() {
    Dense layer = dense("relu");
    layer.loadStateDict(
        Map.of(
            "w", Tensor.of(new float[] {1, -1, 2, 0, 0, 3}, 3, 2),
            "b", Tensor.of(new float[] {0.5f, -10}, 2)));
    assertThat(layer.forward(Tensor.of(new float[] {1, 2, 3}, 1, 3)).output().floats())
        .containsExactly(5.5f, 0);
  }

  @Test
  void errors_are_one_a_sample_and_their_mean_a_scalar() {
    Tensor truth = Tensor.of(new double[] {0, 0, 1, 1}, 2, 2);
    Tensor y = Tensor.of(new double[] {1, 2, 1, 4}, 2, 2);
    Tensor errors = new SquaredError().forward(truth, y).output();
    assertThat(errors.shape().toArray()).containsExactly(2, 1);
    assertThat(errors.doubles()).containsExactly(5, 9);
    assertThat(new MeanError(new SquaredError()).forward(truth, y).output().item()).isEqualTo(7);
    assertThat(
            new CrossEntropyWithLabels()
                .forward(Tensor.of(new long[] {0, 2}, 2), PROBABILITIES)
                .output()
                .doubles())
        .containsExactly(new double[] {-Math.log(0.2), -Math.log(0.8)}, within(1e-15));
  }

  @Test
  void a_logarithm_of_zero_is_taken_of_edunns_epsilon() {
    Tensor labels = Tensor.of(new long[] {1, 0}, 2);
    Tensor y = Tensor.of(new double[] {0, 1}, 2, 1);
    var pass = new BinaryCrossEntropy().forward(labels, y);
    assertThat(pass.output().doubles()).containsExactly(-Math.log(1e-12), -Math.log(1e-12));
    Tensor ones = Tensor.of(new double[] {1, 1}, 2, 1);
    assertThat(pass.backward(ones).inputs().get(1).doubles()).containsExactly(-1e12, -1e12);
  }

  @Test
  void what_does_not_fit_is_refused_by_name_and_shape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dense("swish"))
        .withMessage(
            "Unknown activation function swish. Available activations: id, relu, tanh, sigmoid,"
                + " softmax");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bias(4).forward(Tensor.of(new float[6], 2, 3)))
        .withMessage("Bias: #features of input (3) must match size of b (4)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dense("id").forward(Tensor.of(new float[4], 1, 4)))
        .withMessage("Dense: #features of input (4) must match first dimension of w (3)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BinaryCrossEntropy()
                    .forward(Tensor.of(new long[] {1}, 1), Tensor.of(new double[] {-0.1}, 1, 1)))
        .withMessage("BinaryCrossEntropy: expected probabilities of at least 0, but got -0.1");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(
            () ->
                new CrossEntropyWithLabels()
                    .forward(Tensor.of(new long[] {0, 3}, 2), PROBABILITIES))
        .withMessage("CrossEntropyWithLabels: expected labels in [0, 3), but got 3");
  }
}
