package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;
import org.torchparity.tensor.Workspace;

/** Against copies of one element after the other. */
class AxisMapsTest {
  private static final int[][] MAPS = {
    {1, 0, AxisMaps.OUTSIDE, 1}, {AxisMaps.OUTSIDE, 0, 1, 2, 3, 3, 0, 1, 4, 3, 2, AxisMaps.OUTSIDE}
  };

  private static Tensor uniform(DType dtype, long seed, int... shape) {
    int count = Shape.of(shape).elements();
    return Tensor.of(new Random(seed).doubles(count, -9, 9).toArray(), shape).to(dtype);
  }

  /** The element that one of the output, counted row by row, is a copy of, or none. */
  private static int source(int out) {
    int row = MAPS[0][out / 12 % 4];
    int column = MAPS[1][out % 12];
    boolean outside = row == AxisMaps.OUTSIDE || column == AxisMaps.OUTSIDE;
    return outside ? AxisMaps.OUTSIDE : (out / 48 * 2 + row) * 5 + column;
  }

  @ParameterizedTest
  @EnumSource
  void copies_lie_where_they_are_mapped_and_the_filling_elsewhere(DType dtype) {
    Tensor x = uniform(dtype, 1, 3, 2, 5);
    AxisMaps maps = new AxisMaps(new int[] {2, 5}, MAPS);
    try (Workspace.Step step = Workspace.poisoned().begin()) {
      Tensor y = maps.gather(x, -7);
      assertThat(y.shape()).isEqualTo(Shape.of(3, 4, 12));
      for (int i = 0; i < y.elements(); i++) {
        int from = source(i);
        assertThat(y.get(i)).isEqualTo(from == AxisMaps.OUTSIDE ? -7 : x.get(from));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void gradients_are_sums_over_all_copies(DType dtype) {
    Tensor y = uniform(dtype, 2, 3, 4, 12);
    AxisMaps maps = new AxisMaps(new int[] {2, 5}, MAPS);
    double[] sums = new double[30];
    for (int i = 0; i < y.elements(); i++) {
      if (source(i) != AxisMaps.OUTSIDE) {
        sums[source(i)] += y.get(i);
      }
    }
    try (Workspace.Step step = Workspace.poisoned().begin()) {
      assertThat(maps.scatterAdd(y).toDoubles())
          .containsExactly(Tensor.of(sums, 3, 2, 5).to(dtype).toDoubles());
    }
  }
}
