package org.torchparity.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Losses of two numbers, by hand. */
class ElementwiseLossTest {
  private static final Tensor X = Tensor.of(new double[] {1, 2, 4}, 3);
  private static final Tensor T = Tensor.of(new double[] {1, 0, 7}, 3);

  @Test
  void squared_errors_are_reduced_to_their_mean_their_sum_or_not() {
    assertThat(new MSELoss().forward(X, T).output().item()).isEqualTo(13.0 / 3);
    assertThat(new MSELoss(Reduction.SUM).forward(X, T).output().item()).isEqualTo(13);
    assertThat(new MSELoss(Reduction.NONE).forward(X, T).output().doubles())
        .containsExactly(0, 4, 9);
  }

  @Test
  void a_mean_divides_the_gradient_by_the_number_of_losses() {
    Gradients gradients = new MSELoss().forward(X, T).backward(Tensor.scalar(DType.FLOAT64, 3));
    assertThat(gradients.input().doubles()).containsExactly(0, 4, -6);
    assertThat(gradients.input(1)).isNotNull();
    assertThat(gradients.inputs().get(1).doubles()).containsExactly(0, -4, 6);
  }

  @Test
  void the_gradient_of_a_broadcast_target_is_the_sum_over_its_repetitions() {
    Pass pass =
        new MSELoss(Reduction.SUM).forward(X.reshape(3, 1), Tensor.of(new double[] {1, 2}, 2));
    Gradients gradients = pass.backward(Tensor.scalar(DType.FLOAT64, 1));
    assertThat(gradients.inputs().get(1).doubles()).containsExactly(-8, -2);
    assertThat(gradients.input().shape()).isEqualTo(X.reshape(3, 1).shape());
  }

  @Test
  void backward_leaves_the_upstream_gradient_as_it_was_and_may_run_again() {
    Tensor upstream = Tensor.of(new double[] {1, -2, 3}, 3);
    for (Module loss :
        new Module[] {
          new L1Loss(Reduction.NONE), new BCEWithLogitsLoss(null, Reduction.NONE, null)
        }) {
      Pass pass = loss.forward(X, T);
      double[] first = pass.backward(upstream).input().doubles();
      assertThat(pass.backward(upstream).input().doubles()).containsExactly(first);
    }
    assertThat(upstream.doubles()).containsExactly(1, -2, 3);
  }

  @Test
  void hubers_loss_is_quadratic_within_delta_and_linear_beyond() {
    assertThat(new HuberLoss(2, Reduction.NONE).forward(X, T).output().doubles())
        .containsExactly(0, 2, 4);
    assertThat(new SmoothL1Loss(2, Reduction.NONE).forward(X, T).output().doubles())
        .containsExactly(0, 1, 2);
  }

  @Test
  void a_certain_and_wrong_probability_costs_a_hundred() {
    Tensor certain = Tensor.of(new float[] {0, 1}, 2);
    Tensor wrong = Tensor.of(new float[] {1, 0}, 2);
    assertThat(new BCELoss().forward(certain, wrong).output().item()).isEqualTo(100);
  }

  @Test
  void large_logits_do_not_overflow() {
    Tensor logits = Tensor.of(new double[] {-1e4, 1e4}, 2);
    Tensor targets = Tensor.of(new double[] {1, 1}, 2);
    assertThat(
            new BCEWithLogitsLoss(null, Reduction.NONE, null)
                .forward(logits, targets)
                .output()
                .doubles())
        .containsExactly(1e4, 0);
  }

  @Test
  void weights_are_state_and_follow_the_modules_dtype() {
    Module loss = new BCELoss(Tensor.of(new float[] {2, 3}, 2), Reduction.SUM).to(DType.FLOAT64);
    assertThat(loss.parameters()).isEmpty();
    assertThat(loss.stateDict()).containsOnlyKeys("weight");
    assertThat(loss.stateDict().get("weight").doubles()).containsExactly(2, 3);
    Tensor half = Tensor.of(new double[] {0.5, 0.5}, 2);
    assertThat(loss.forward(half, half).output().item()).isCloseTo(5 * Math.log(2), within(1e-15));
  }

  @Test
  void batchmean_divides_by_the_batch_and_is_for_the_divergence_alone() {
    Tensor t = Tensor.of(new double[] {1, 1, 1, 1}, 2, 2);
    Tensor x = Tensor.of(new double[] {-1, -2, -3, -4}, 2, 2);
    assertThat(new KLDivLoss(Reduction.BATCHMEAN, false).forward(x, t).output().item())
        .isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new L1Loss(Reduction.BATCHMEAN))
        .withMessage("batchmean is not a valid value for reduction");
    assertThat(Reduction.of("batchmean")).isSameAs(Reduction.BATCHMEAN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reduction.of("MEAN"))
        .withMessage("MEAN is not a valid value for reduction");
  }

  @Test
  void mixed_dtypes_are_refused_and_integer_targets_where_torch_takes_them_are_not() {
    Tensor integers = Tensor.of(new long[] {1, 0, 7}, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MSELoss().forward(X, T.to(DType.FLOAT32)))
        .withMessage(
            "MSELoss: expected floating-point inputs of one dtype, but got float64 and float32");
    assertThatIllegalArgumentException().isThrownBy(() -> new MSELoss().forward(X, integers));
    Gradients gradients =
        new L1Loss().forward(X, integers).backward(Tensor.scalar(DType.FLOAT64, 1));
    assertThat(gradients.inputs()).containsOnlyKeys(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 511, 512, 700, 1500})
  void losses_of_labels_are_means_of_rows_that_lie_across_blocks(int classes) {
    int rows = 7;
    double[] x = new Random(1).doubles(rows * classes, -3, 3).toArray();
    long[] t = new Random(2).longs(rows * classes, 0, 2).toArray();
    double[] weight = new Random(3).doubles(classes).toArray();
    double[] g = {1, -2, 3, 0.5, 0, 2, 1.5};
    double[] losses = new double[rows];
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double share = weight[i % classes] / classes;
      losses[i / classes] += share * Math.log1p(Math.exp(t[i] == 1 ? -x[i] : x[i]));
      gradient[i] = g[i / classes] * share * (1 / (1 + Math.exp(-x[i])) - t[i]);
    }
    Pass pass =
        new MultiLabelSoftMarginLoss(Tensor.of(weight, classes), Reduction.NONE)
            .forward(Tensor.of(x, rows, classes), Tensor.of(t, rows, classes));
    assertThat(pass.output().doubles()).containsExactly(losses, within(1e-14));
    Gradients gradients = pass.backward(Tensor.of(g, rows));
    assertThat(gradients.input().doubles()).containsExactly(gradient, within(1e-15));
    assertThat(gradients.inputs()).containsOnlyKeys(0);
  }

  @Test
  void a_value_that_is_no_probability_is_named_wherever_it_stands() {
    double[] halves = new double[1 << 17];
    Arrays.fill(halves, 0.5);
    Tensor x = Tensor.of(halves, halves.length);
    double[] wrong = halves.clone();
    wrong[wrong.length - 5] = -0.25;
    Tensor y = Tensor.of(wrong, wrong.length);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BCELoss().forward(x, y))
        .withMessage("BCELoss: all elements of target should be between 0 and 1, but got -0.25");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GaussianNLLLoss().forward(x, x, y))
        .withMessage("GaussianNLLLoss: var has negative entry/entries, such as -0.25");
    Tensor empty = Tensor.of(new double[0], 1, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new GaussianNLLLoss().forward(empty, empty, Tensor.of(new double[] {-1}, 1, 1)))
        .withMessage("GaussianNLLLoss: var has negative entry/entries, such as -1.0");
  }
}
