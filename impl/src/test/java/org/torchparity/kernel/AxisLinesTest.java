package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Lines that become rows, more of them than are turned at a time. */
class AxisLinesTest {
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void lines_become_rows_and_lines_again(DType dtype) {
    Shape shape = Shape.of(3, 7, 5, 31);
    AxisLines lines = AxisLines.along(1, shape);
    double[] values = IntStream.range(0, shape.elements()).asDoubleStream().toArray();
    Tensor x = Tensor.ofDoubles(dtype, shape, values);
    Tensor rows = lines.toRows(x);
    assertThat(rows.shape()).isEqualTo(Shape.of(3 * 155, 7));
    for (int row = 0; row < 3 * 155; row++) {
      for (int i = 0; i < 7; i++) {
        assertThat(rows.at(row, i)).isEqualTo((row / 155 * 7 + i) * 155 + row % 155);
      }
    }
    assertThat(lines.fromRows(rows, shape).toDoubles()).containsExactly(values);
  }
}
