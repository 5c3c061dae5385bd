package org.torchparity.nn.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.sparse.EmbeddingBagOptions.Mode;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

class EmbeddingTest {
  private static final double[] TABLE = {3, 4, 1, 0, 0, 2};

  private static <M extends Module> M filled(M module) {
    module.to(DType.FLOAT64);
    module.loadStateDict(Map.of("weight", Tensor.of(TABLE.clone(), 3, 2)));
    return module;
  }

  private static Tensor indices(long... values) {
    return Tensor.of(values, values.length);
  }

  @Test
  void rows_are_looked_up_and_their_gradients_added_up() {
    Pass pass = filled(new Embedding(3, 2)).forward(indices(2, 0, 2));
    assertThat(pass.output().doubles()).containsExactly(0, 2, 3, 4, 0, 2);
    Gradients gradients = pass.backward(Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
    assertThat(gradients.inputs()).isEmpty();
    assertThat(gradients.parameter("weight").doubles()).containsExactly(3, 4, 0, 0, 6, 8);
  }

  @Test
  void a_row_above_the_greatest_norm_stays_shrunk() {
    Embedding embedding = filled(new Embedding(3, 2, EmbeddingOptions.defaults().withMaxNorm(2.0)));
    Tensor before = embedding.stateDict().get("weight");
    embedding.forward(indices(0, 1));
    assertThat(embedding.stateDict().get("weight").doubles())
        .containsExactly(new double[] {1.2, 1.6, 1, 0, 0, 2}, within(1e-7));
    assertThat(before.doubles()).containsExactly(TABLE);
  }

  @Test
  void a_new_table_is_zero_where_padding_is() {
    Embedding embedding = new Embedding(4, 3, EmbeddingOptions.defaults().withPaddingIdx(-2));
    Tensor weight = embedding.stateDict().get("weight");
    assertThat(weight.floats()[6]).isZero();
    assertThat(weight.floats()[8]).isZero();
    assertThat(weight.floats()[5]).isNotZero();
    assertThat(weight.floats()[9]).isNotZero();
  }

  @Test
  void an_index_outside_the_table_is_named() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new Embedding(3, 2).forward(indices(1, 3)))
        .withMessage(
            "Embedding: index out of range in self: expected 0 <= index < num_embeddings = 3, but"
                + " got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Embedding(3, 2).forward(Tensor.of(new float[1], 1)))
        .withMessage("Embedding: expected indices of scalar type Long or Int, but got float32");
  }

  @Test
  void bags_are_summed_averaged_or_maximised() {
    Tensor offsets = indices(0, 1, 1);
    assertThat(bag(Mode.SUM).forward(indices(0, 1, 2), offsets).output().doubles())
        .containsExactly(3, 4, 0, 0, 1, 2);
    assertThat(bag(Mode.MEAN).forward(indices(0, 1, 2), offsets).output().doubles())
        .containsExactly(3, 4, 0, 0, 0.5, 1);
    assertThat(bag(Mode.MAX).forward(indices(0, 1, 2), offsets).output().doubles())
        .containsExactly(3, 4, 0, 0, 1, 2);
  }

  private static EmbeddingBag bag(Mode mode) {
    return filled(new EmbeddingBag(3, 2, EmbeddingBagOptions.defaults().withMode(mode)));
  }

  @Test
  void weights_of_samples_get_a_gradient_of_their_own() {
    Tensor weights = Tensor.of(new double[] {10, 100}, 1, 2);
    Pass pass = bag(Mode.SUM).forward(indices(0, 2).reshape(Shape.of(1, 2)), null, weights);
    assertThat(pass.output().doubles()).containsExactly(30, 240);
    Gradients gradients = pass.backward(Tensor.of(new double[] {1, 2}, 1, 2));
    assertThat(gradients.inputs().get(2).doubles()).containsExactly(11, 4);
    assertThat(gradients.parameter("weight").doubles()).containsExactly(10, 20, 0, 0, 100, 200);
  }

  @Test
  void offsets_that_decrease_or_do_not_end_with_the_input_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bag(Mode.SUM).forward(indices(0, 1), indices(0, 2, 1)))
        .withMessage(
            "offsets must not decrease nor be greater than input's length 2, but got [0, 2, 1]");
    EmbeddingBag ended =
        new EmbeddingBag(3, 2, EmbeddingBagOptions.defaults().withIncludeLastOffset(true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ended.forward(indices(0, 1), indices(0, 1)))
        .withMessage(
            "include_last_offset: the last offset has to be the size of the input 2, but got 1");
  }
}
