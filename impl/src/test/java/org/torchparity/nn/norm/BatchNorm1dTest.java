package org.torchparity.nn.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

class BatchNorm1dTest {
  private static final Tensor X = Tensor.of(new double[] {1, 10, 3, 30}, 2, 2);

  @Test
  void training_gives_zero_mean_and_unit_variance() {
    var layer = layer(BatchNormOptions.defaults().withEps(0));
    assertThat(layer.forward(X).output().doubles()).containsExactly(-1, -1, 1, 1);
  }

  @Test
  void training_updates_the_running_statistics_with_the_unbiased_variance() {
    var layer = layer(BatchNormOptions.defaults());
    layer.forward(X);
    Map<String, Tensor> state = layer.stateDict();
    assertThat(state.get("running_mean").doubles())
        .containsExactly(new double[] {0.2, 2}, within(1e-15));
    assertThat(state.get("running_var").doubles())
        .containsExactly(new double[] {0.9 + 0.1 * 2, 0.9 + 0.1 * 200}, within(1e-14));
    assertThat(state.get("num_batches_tracked").longs()).containsExactly(1);
  }

  @Test
  void without_momentum_the_running_mean_is_the_cumulative_average() {
    var layer = layer(BatchNormOptions.defaults().withMomentum(null));
    layer.forward(X);
    layer.forward(Tensor.of(new double[] {3, 50, 5, 70}, 2, 2));
    assertThat(layer.stateDict().get("running_mean").doubles())
        .containsExactly(new double[] {3, 40}, within(1e-14));
  }

  @Test
  void evaluation_normalises_by_the_running_statistics_and_leaves_them() {
    var layer = layer(BatchNormOptions.defaults().withEps(0));
    layer.eval();
    Pass pass = layer.forward(X);
    assertThat(pass.output().doubles()).containsExactly(X.doubles());
    assertThat(layer.stateDict().get("num_batches_tracked").longs()).containsExactly(0);
    Tensor g = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    Gradients gradients = pass.backward(g);
    assertThat(gradients.input().doubles()).containsExactly(g.doubles());
    assertThat(gradients.parameter("weight").doubles()).containsExactly(1 + 9, 20 + 120);
    assertThat(gradients.parameter("bias").doubles()).containsExactly(4, 6);
  }

  @Test
  void a_second_forward_does_not_change_what_the_first_pass_goes_back_through() {
    var layer = layer(BatchNormOptions.defaults());
    Tensor x = Tensor.of(new double[] {1, 2, 3, 5, 8, 13}, 3, 2);
    Tensor g = Tensor.of(new double[] {1, 0, 0, 1, 2, 0}, 3, 2);
    Pass first = layer.forward(x);
    double[] before = first.backward(g).input().doubles();
    layer.forward(Tensor.of(new double[] {100, 2, 7, 5, -8, 1}, 3, 2));
    assertThat(first.backward(g).input().doubles()).containsExactly(before);
  }

  @Test
  void statistics_of_a_large_mean_do_not_cancel_in_float32() {
    float[] x = {10000.01f, 9999.99f, 10000.02f, 9999.98f};
    var layer = new BatchNorm1d(1, BatchNormOptions.defaults().withEps(0));
    Tensor y32 = layer.forward(Tensor.of(x, 4, 1)).output();
    Tensor y64 =
        ((BatchNorm1d) layer.to(DType.FLOAT64))
            .forward(Tensor.of(x, 4, 1).to(DType.FLOAT64))
            .output();
    for (int i = 0; i < 4; i++) {
      // The scale is rounded to float32, and so is the result.
      assertThat(y32.get(i)).isCloseTo(y64.get(i), within(1.5 * Math.ulp(1f)));
    }
  }

  @Test
  void one_value_per_channel_cannot_train() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNorm1d(10).forward(Tensor.of(new float[10], 1, 10)))
        .withMessage(
            "Expected more than 1 value per channel when training, got input size [1, 10]");
  }

  @Test
  void a_wrong_rank_a_wrong_channel_count_and_a_wrong_dtype_are_named() {
    var layer = new BatchNorm1d(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.forward(Tensor.of(new float[10], 10)))
        .withMessage("BatchNorm1d: expected 2D or 3D input (got 1D input of [10])");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.forward(Tensor.of(new float[6], 2, 3)))
        .withMessage(
            "BatchNorm1d: expected input with num_features = 10 channels, got 3 in [2, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.forward(Tensor.of(new double[20], 2, 10)))
        .withMessage("BatchNorm1d: expected input of dtype float32, but got float64");
  }

  private static BatchNorm1d layer(BatchNormOptions options) {
    return (BatchNorm1d) new BatchNorm1d(2, options).to(DType.FLOAT64);
  }
}
