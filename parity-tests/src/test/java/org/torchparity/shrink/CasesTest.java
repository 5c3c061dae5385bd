package org.torchparity.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Slices and refills. */
class CasesTest {
  private static final Tensor COUNTED =
      Tensor.of(new long[] {0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23}, 3, 2, 2);

  @Test
  void a_slice_takes_entries_along_its_axis() {
    assertThat(Cases.slice(COUNTED, 0, 1, 2).longs())
        .containsExactly(10, 11, 12, 13, 20, 21, 22, 23);
    assertThat(Cases.slice(COUNTED, 1, 1, 1).longs()).containsExactly(2, 3, 12, 13, 22, 23);
    assertThat(Cases.slice(COUNTED, 2, 0, 1).longs()).containsExactly(0, 2, 10, 12, 20, 22);
    assertThat(Cases.slice(COUNTED, 2, 0, 1).shape()).isEqualTo(Shape.of(3, 2, 1));
  }

  @Test
  void another_shape_is_filled_with_the_elements_in_turn() {
    Tensor three = Tensor.of(new float[] {1, 2, 3}, 3);
    assertThat(Cases.filled(three, Shape.of(2, 2)).floats()).containsExactly(1, 2, 3, 1);
    assertThat(Cases.filled(three, Shape.of(2)).floats()).containsExactly(1, 2);
    assertThat(Cases.filled(three, Shape.of(3))).isSameAs(three);
  }
}
