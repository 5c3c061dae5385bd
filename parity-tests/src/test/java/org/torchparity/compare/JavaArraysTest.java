package org.torchparity.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

class JavaArraysTest {
  @Test
  void an_array_has_its_own_rank_and_dtype() {
    Tensor cube = JavaArrays.tensor(new double[][][] {{{1, 2}, {3, 4}, {5, 6}}});
    assertThat(cube.shape().toArray()).containsExactly(1, 3, 2);
    assertThat(cube.doubles()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(JavaArrays.tensor(new float[] {1}).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(JavaArrays.tensor(new long[][] {{7}}).longs()).containsExactly(7);
    assertThat(JavaArrays.tensor(new float[3][0]).shape().toArray()).containsExactly(3, 0);
    assertThat(JavaArrays.tensor(new float[0][]).shape().toArray()).containsExactly(0, 0);
  }

  @Test
  void the_elements_are_copied() {
    float[] array = {1, 2};
    Tensor tensor = JavaArrays.tensor(array);
    array[0] = 3;
    assertThat(tensor.floats()).containsExactly(1, 2);
  }

  @Test
  void what_is_no_tensor_is_refused() {
    assertThatThrownBy(() -> JavaArrays.tensor(new double[][][] {{{1, 2}}, {{3}}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the rows of a tensor have one length, but the first has 2 elements and another 1");
    assertThatThrownBy(() -> JavaArrays.tensor(new int[2][2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected an array of float, double or long, nested or not, but got int[][]");
    assertThatThrownBy(() -> JavaArrays.tensor("text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("but got java.lang.String");
  }
}
