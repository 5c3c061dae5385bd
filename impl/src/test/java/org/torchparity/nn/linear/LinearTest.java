package org.torchparity.nn.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

class LinearTest {
  private static final Tensor WEIGHT = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
  private static final Tensor BIAS = Tensor.of(new double[] {10, 20}, 2);

  @Test
  void a_vector_is_multiplied_by_the_rows_of_the_weight() {
    Pass pass = layer().forward(Tensor.of(new double[] {1, 0, -1}, 3));
    assertThat(pass.output().shape()).isEqualTo(Shape.of(2));
    assertThat(pass.output().doubles()).containsExactly(8, 18);
  }

  @Test
  void gradients_by_hand() {
    Pass pass = layer().forward(Tensor.of(new double[] {1, 0, -1, 2, 2, 0}, 2, 1, 3));
    Gradients gradients = pass.backward(Tensor.of(new double[] {1, 0, 0, 2}, 2, 1, 2));
    assertThat(gradients.input().shape()).isEqualTo(Shape.of(2, 1, 3));
    assertThat(gradients.input().doubles()).containsExactly(1, 2, 3, 8, 10, 12);
    assertThat(gradients.parameter("weight").doubles()).containsExactly(1, 0, -1, 4, 4, 0);
    assertThat(gradients.parameter("bias").doubles()).containsExactly(1, 2);
  }

  @Test
  void a_small_float32_product_is_rounded_once() {
    Module layer = new Linear(3, 1, false);
    layer.loadStateDict(Map.of("weight", Tensor.of(new float[] {1, 1, 1}, 1, 3)));
    // In float32 1e8 + 1 is 1e8, so that the sum in order would be zero.
    Tensor y = layer.forward(Tensor.of(new float[] {1e8f, 1, -1e8f}, 3)).output();
    assertThat(y.floats()).containsExactly(1);
  }

  @Test
  void a_wrong_last_axis_a_scalar_and_a_wrong_dtype_are_named() {
    Module layer = new Linear(3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.forward(Tensor.of(new float[4], 2, 2)))
        .withMessage(
            "Linear: expected input with in_features = 3 on its last axis, got 2 in [2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.forward(Tensor.scalar(DType.FLOAT32, 1)))
        .withMessage("Linear: expected input of 1D or more, but got a scalar");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.forward(Tensor.of(new double[3], 3)))
        .withMessage("Linear: expected input of dtype float32, but got float64");
  }

  @Test
  void a_bilinear_form_by_hand() {
    Module layer = new Bilinear(2, 2, 1).to(DType.FLOAT64);
    layer.loadStateDict(
        Map.of(
            "weight", Tensor.of(new double[] {1, 2, 3, 4}, 1, 2, 2),
            "bias", Tensor.of(new double[] {100}, 1)));
    Tensor x1 = Tensor.of(new double[] {1, 10}, 2);
    Tensor x2 = Tensor.of(new double[] {1, -1}, 2);
    Pass pass = layer.forward(x1, x2);
    assertThat(pass.output().doubles()).containsExactly(100 + 1 - 2 + 30 - 40);
    Gradients gradients = pass.backward(Tensor.of(new double[] {2}, 1));
    assertThat(gradients.input().doubles()).containsExactly(2 * (1 - 2), 2 * (3 - 4));
    assertThat(gradients.input(1).doubles()).containsExactly(2 * (1 + 30), 2 * (2 + 40));
    assertThat(gradients.parameter("weight").doubles()).containsExactly(2, -2, 20, -20);
    assertThat(gradients.parameter("bias").doubles()).containsExactly(2);
  }

  @Test
  void flatten_and_unflatten_are_each_other_s_way_back() {
    Tensor x = Tensor.of(new float[24], 2, 3, 4);
    Pass flat = new Flatten().forward(x);
    assertThat(flat.output().shape()).isEqualTo(Shape.of(2, 12));
    assertThat(flat.backward(flat.output()).input().shape()).isEqualTo(x.shape());
    Pass back = new Unflatten(1, 3, -1).forward(flat.output());
    assertThat(back.output().shape()).isEqualTo(x.shape());
    assertThat(back.backward(back.output()).input().shape()).isEqualTo(Shape.of(2, 12));
  }

  @Test
  void no_gradient_flows_to_integers() {
    Pass pass = new Identity().forward(Tensor.of(new long[] {1, 2}, 2));
    assertThat(pass.backward(pass.output()).inputs()).isEmpty();
  }

  @Test
  void sizes_that_do_not_multiply_up_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Unflatten(1, 2, 3).forward(Tensor.of(new float[14], 2, 7)))
        .withMessage(
            "unflatten: Provided sizes [2, 3] don't multiply up to the size of dim 1 (7) in the"
                + " input tensor");
  }

  private static Module layer() {
    Module layer = new Linear(3, 2).to(DType.FLOAT64);
    layer.loadStateDict(Map.of("weight", WEIGHT, "bias", BIAS));
    return layer;
  }
}
