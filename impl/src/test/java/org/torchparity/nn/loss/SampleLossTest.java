package org.torchparity.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Losses of whole samples, by hand. */
class SampleLossTest {
  private static final Tensor ONE = Tensor.scalar(DType.FLOAT64, 1);

  @Test
  void equal_scores_cost_the_logarithm_of_the_number_of_classes() {
    Tensor scores = Tensor.zeros(DType.FLOAT64, Shape.of(1, 4));
    Pass pass = new CrossEntropyLoss().forward(scores, Tensor.of(new long[] {2}, 1));
    assertThat(pass.output().item()).isCloseTo(Math.log(4), within(1e-15));
    assertThat(pass.backward(ONE).input().doubles()).containsExactly(0.25, 0.25, -0.75, 0.25);
  }

  @Test
  void a_weighted_mean_divides_by_the_weights_of_the_targets_that_count() {
    Tensor scores = Tensor.of(new double[] {-1, -2, -3, -4, -5, -6}, 3, 2);
    Tensor weight = Tensor.of(new double[] {1, 3}, 2);
    Pass pass =
        new NLLLoss(weight, 7, Reduction.MEAN).forward(scores, Tensor.of(new long[] {0, 1, 7}, 3));
    assertThat(pass.output().item()).isEqualTo((1 + 3 * 4) / 4.0);
    assertThat(pass.backward(ONE).input().doubles()).containsExactly(-0.25, 0, 0, -0.75, 0, 0);
  }

  @Test
  void a_target_that_is_no_class_is_named() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(
            () ->
                new CrossEntropyLoss()
                    .forward(
                        Tensor.zeros(DType.FLOAT64, Shape.of(1, 4)), Tensor.of(new long[] {4}, 1)))
        .withMessage("Target 4 is out of bounds.");
  }

  @Test
  void scores_that_are_integers_are_refused() {
    Tensor scores = Tensor.of(new long[] {1, 2}, 1, 2);
    Tensor target = Tensor.of(new long[] {1}, 1);
    Tensor labels = Tensor.of(new long[] {1, -1}, 1, 2);
    Map<Module, Tensor> targets =
        Map.of(
            new NLLLoss(), target,
            new CrossEntropyLoss(), target,
            new MultiMarginLoss(), target,
            new MultiLabelMarginLoss(), labels);
    targets.forEach(
        (loss, t) ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.forward(scores, t))
                .withMessage(
                    loss.getClass().getSimpleName()
                        + ": expected a floating-point input, but got int64"));
  }

  @Test
  void labels_end_at_the_first_minus_one() {
    Tensor scores = Tensor.of(new double[] {0.1, 0.2, 0.4, 0.8}, 1, 4);
    Tensor labels = Tensor.of(new long[] {3, 0, -1, 1}, 1, 4);
    assertThat(new MultiLabelMarginLoss().forward(scores, labels).output().item())
        .isCloseTo(0.85, within(1e-15));
  }

  @Test
  void only_one_and_two_are_exponents_of_a_multi_class_margin() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MultiMarginLoss(3, 1, null, Reduction.MEAN))
        .withMessage("only p == 1 and p == 2 supported, but got 3");
  }

  @Test
  void backward_of_the_cosine_leaves_the_upstream_gradient_as_it_was() {
    Tensor x = Tensor.of(new double[] {1, 0, 0, 1}, 2, 2);
    Tensor y = Tensor.of(new double[] {1, 1, 1, 1}, 2, 2);
    Tensor upstream = Tensor.of(new double[] {2, 3}, 2);
    Pass pass =
        new CosineEmbeddingLoss(0, Reduction.NONE).forward(x, y, Tensor.of(new long[] {1, -1}, 2));
    double[] first = pass.backward(upstream).input().doubles();
    assertThat(upstream.doubles()).containsExactly(2, 3);
    assertThat(pass.backward(upstream).input().doubles()).containsExactly(first);
  }

  @Test
  void a_distance_of_ones_own_has_its_own_gradient() {
    DistanceFunction product =
        (a, b) ->
            Pass.of(
                Tensor.of(new double[] {a.get(0) * b.get(0)}, 1),
                g ->
                    Gradients.ofInput(Tensor.of(new double[] {g.get(0) * b.get(0)}, 1, 1))
                        .withInput(1, Tensor.of(new double[] {g.get(0) * a.get(0)}, 1, 1)));
    Pass pass =
        new TripletMarginWithDistanceLoss(product, 1, true, Reduction.SUM)
            .forward(
                Tensor.of(new double[] {2}, 1, 1),
                Tensor.of(new double[] {3}, 1, 1),
                Tensor.of(new double[] {1}, 1, 1));
    // 1 + 2·3 − min(2·1, 3·1)
    assertThat(pass.output().item()).isEqualTo(5);
    Gradients gradients = pass.backward(ONE);
    assertThat(gradients.input().get(0)).isEqualTo(3 - 1);
    assertThat(gradients.inputs().get(1).get(0)).isEqualTo(2);
    assertThat(gradients.inputs().get(2).get(0)).isEqualTo(-2);
  }

  @Test
  void one_step_of_one_label_costs_its_log_probability() {
    Tensor y = Tensor.of(new double[] {Math.log(0.5), Math.log(0.3), Math.log(0.2)}, 1, 1, 3);
    Tensor length = Tensor.of(new long[] {1}, 1);
    Pass pass = new CTCLoss().forward(y, Tensor.of(new long[] {2}, 1, 1), length, length);
    assertThat(pass.output().item()).isCloseTo(-Math.log(0.2), within(1e-15));
    assertThat(pass.backward(ONE).input().doubles())
        .containsExactly(new double[] {0.5, 0.3, -0.8}, within(1e-15));
  }

  @Test
  void a_label_that_is_no_class_is_refused_though_torch_reads_on() {
    Tensor length = Tensor.of(new long[] {1}, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CTCLoss()
                    .forward(
                        Tensor.zeros(DType.FLOAT64, Shape.of(1, 1, 3)),
                        Tensor.of(new long[] {3}, 1, 1),
                        length,
                        length))
        .withMessage("CTCLoss: label 3 is out of range");
  }

  @Test
  void an_adaptive_softmax_names_its_parameters_as_torch_does() {
    AdaptiveLogSoftmaxWithLoss loss =
        new AdaptiveLogSoftmaxWithLoss(8, 10, new int[] {4, 7}, 2, true);
    assertThat(List.copyOf(loss.stateDict().keySet()))
        .containsExactly(
            "head.weight",
            "head.bias",
            "tail.0.0.weight",
            "tail.0.1.weight",
            "tail.1.0.weight",
            "tail.1.1.weight");
    assertThat(loss.stateDict().get("tail.1.0.weight").shape()).isEqualTo(Shape.of(2, 8));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                loss.forward(
                    Tensor.zeros(DType.FLOAT32, Shape.of(3, 8)), Tensor.of(new long[] {0, 1}, 2)))
        .withMessage(
            "AdaptiveLogSoftmaxWithLoss: Input and target should have the same size in the batch "
                + "dimension, but got [3, 8] and [2]");
  }
}
