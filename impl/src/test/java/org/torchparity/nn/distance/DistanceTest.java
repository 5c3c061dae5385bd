package org.torchparity.nn.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

class DistanceTest {
  private static final Tensor A = Tensor.of(new double[] {3, 4, 1, 0}, 2, 2);
  private static final Tensor B = Tensor.of(new double[] {0, 0, 0, 2}, 2, 2);
  private static final Tensor ONES = Tensor.of(new double[] {1, 1}, 2);

  @Test
  void distances_are_norms_of_differences() {
    assertThat(new PairwiseDistance(2, 0, false).forward(A, B).output().doubles())
        .containsExactly(5, Math.sqrt(5));
    assertThat(new PairwiseDistance(1, 0, false).forward(A, B).output().doubles())
        .containsExactly(7, 3);
    Tensor kept = new PairwiseDistance(Double.POSITIVE_INFINITY, 0, true).forward(A, B).output();
    assertThat(kept.doubles()).containsExactly(4, 2);
    assertThat(kept.shape().toArray()).containsExactly(2, 1);
    assertThat(new PairwiseDistance(0, 0, false).forward(A, B).output().doubles())
        .containsExactly(2, 2);
  }

  @Test
  void gradients_point_along_the_difference_and_back() {
    Gradients gradients = new PairwiseDistance(2, 0, false).forward(A, B).backward(ONES);
    assertThat(gradients.input().doubles())
        .containsExactly(
            new double[] {0.6, 0.8, 1 / Math.sqrt(5), -2 / Math.sqrt(5)}, within(1e-15));
    assertThat(gradients.inputs().get(1).doubles()[0]).isEqualTo(-0.6);
  }

  @Test
  void the_gradient_of_a_repeated_vector_is_summed() {
    Tensor one = Tensor.of(new double[] {0, 0}, 2);
    Gradients gradients = new PairwiseDistance(1, 0, false).forward(A, one).backward(ONES);
    assertThat(gradients.inputs().get(1).doubles()).containsExactly(-2, -1);
  }

  @Test
  void parallel_vectors_have_cosine_one_and_zero_vectors_zero() {
    Tensor twice = Tensor.of(new double[] {6, 8, 0, 0}, 2, 2);
    Pass pass = new CosineSimilarity().forward(A, twice);
    assertThat(pass.output().doubles()).containsExactly(1, 0);
    assertThat(pass.backward(ONES).input().doubles()).containsExactly(new double[4], within(1e-15));
  }

  @Test
  void shapes_that_do_not_fit_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CosineSimilarity().forward(A, Tensor.of(new double[3], 1, 3)))
        .withMessage(
            "The size of tensor a (2) must match the size of tensor b (3) at non-singleton"
                + " dimension 1");
  }
}
