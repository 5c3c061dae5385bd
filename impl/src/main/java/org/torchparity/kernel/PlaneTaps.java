package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Interpolation along both axes of float32 planes, a plane at a time: first the rows, then within
 * each row, in float64 and rounded once. It gives what {@link Taps} gives along one axis after the
 * other.
 */
public final class PlaneTaps {
  private final Taps vertical;
  private final Taps horizontal;

  /** Maps planes by the taps of their rows and those within a row. */
  public PlaneTaps(Taps vertical, Taps horizontal) {
    this.vertical = vertical;
    this.horizontal = horizontal;
  }

  /** Maps planes of the inputs' size to planes of the outputs' size. */
  public Tensor apply(Tensor x, Shape shape) {
    Tensor y = Tensor.zeros(x.dtype(), shape);
    int in = vertical.inputs() * horizontal.inputs();
    int out = vertical.outputs() * horizontal.outputs();
    Parallel.rows(
        in == 0 ? 0 : x.elements() / in,
        out,
        (from, to) -> {
          double[] row = new double[horizontal.inputs()];
          for (int plane = from; plane < to; plane++) {
            for (int j = 0; j < vertical.outputs(); j++) {
              Arrays.fill(row, 0);
              vertical.mix(x.floats(), plane * in, j, row);
              int at = plane * out + j * horizontal.outputs();
              horizontal.gather(row, y.floats(), at);
            }
          }
        });
    return y;
  }

  /** The transposed map, of gradients. */
  public Tensor applyTransposed(Tensor g, Shape shape) {
    Tensor y = Tensor.zeros(g.dtype(), shape);
    int in = vertical.inputs() * horizontal.inputs();
    int out = vertical.outputs() * horizontal.outputs();
    int width = horizontal.outputs();
    Parallel.rows(
        in == 0 ? 0 : y.elements() / in,
        out,
        (from, to) -> {
          double[] rows = new double[vertical.inputs() * width];
          double[] row = new double[horizontal.inputs()];
          for (int plane = from; plane < to; plane++) {
            Arrays.fill(rows, 0);
            vertical.spread(g.floats(), plane * out, width, rows);
            for (int i = 0; i < vertical.inputs(); i++) {
              Arrays.fill(row, 0);
              horizontal.scatter(rows, i * width, row);
              Planes.store(row, y.floats(), plane * in + i * row.length);
            }
          }
        });
    return y;
  }
}
