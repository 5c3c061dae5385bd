package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Elements are repeated, and added up, by their indices. */
class BroadcastTest {

  @ParameterizedTest
  @CsvSource({
    "2 3 4, 2 3 4",
    "3 4, 2 3 4",
    "4, 2 3 4",
    "2 1 4, 2 3 4",
    "2 3 1, 2 3 4",
    "1 3 1, 2 3 4",
    "1 1 1, 2 3 4",
    "'', 2 3 4",
    "1, 1",
    "'', ''",
    "3 1, 3 0",
    "1 2, 0 2",
    "0 2, 0 2"
  })
  void an_element_stands_where_its_index_is_repeated(String from, String to) {
    Shape operand = shape(from);
    Shape shape = shape(to);
    double[] values = new double[operand.elements()];
    Arrays.setAll(values, i -> i + 1);
    Tensor x = Tensor.ofDoubles(DType.FLOAT64, operand, values);
    double[] expected = new double[shape.elements()];
    double[] counts = new double[operand.elements()];
    for (int i = 0; i < expected.length; i++) {
      int[] index = shape.indexOf(i);
      int[] own = Arrays.copyOfRange(index, index.length - operand.rank(), index.length);
      for (int axis = 0; axis < own.length; axis++) {
        own[axis] = operand.size(axis) == 1 ? 0 : own[axis];
      }
      expected[i] = x.at(own);
      counts[operand.positionOf(own)] += expected[i];
    }
    assertThat(Broadcast.expand(x, shape)).containsExactly(expected);
    assertThat(Broadcast.sum(expected, shape, DType.FLOAT64, operand).doubles())
        .containsExactly(counts);
  }

  @ParameterizedTest
  @CsvSource({
    "2 3 4, 2 3 4, true",
    "3 4, 2 3 4, true",
    "1 4, 2 3 4, true",
    "1 1 1, 2 3 4, true",
    "'', 2 3 4, true",
    "3 1, 2 3 1, true",
    "1 3 1, 2 3 1, true",
    "2 1 4, 2 3 4, false",
    "2 3 1, 2 3 4, false",
    "3, 2 3 4, false",
    "1 2 3 4, 2 3 4, false"
  })
  void a_period_is_repeated_as_a_whole(String from, String to, boolean expected) {
    assertThat(Broadcast.isPeriod(shape(from), shape(to))).isEqualTo(expected);
  }

  private static Shape shape(String sizes) {
    return sizes.isEmpty()
        ? Shape.of()
        : Shape.of(Arrays.stream(sizes.split(" ", -1)).mapToInt(Integer::parseInt).toArray());
  }
}
