package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;
import org.torchparity.tensor.Workspace;

/** Results that begin as zeros: new memory is, and that of a workspace is cleared here. */
public final class Zeros {
  private Zeros() {}

  /** Returns zeros. */
  public static Tensor of(DType dtype, Shape shape) {
    Tensor y = Tensor.empty(dtype, shape);
    if (Workspace.isOpen()) {
      Parallel.rows(
          y.elements(),
          1,
          (from, to) -> {
            switch (dtype) {
              case FLOAT32 -> Arrays.fill(y.floats(), from, to, 0);
              case FLOAT64 -> Arrays.fill(y.doubles(), from, to, 0);
              case INT64 -> Arrays.fill(y.longs(), from, to, 0);
            }
          });
    }
    return y;
  }
}
