package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.load;

/**
 * The kernels of patches in the Vector API. The last vector of a copied line overlaps the one
 * before it; shorter lines go to the scalar twin.
 */
final class VectorPatchKernels implements PatchKernels {
  /** Whether there are thirty-two registers. */
  private static final boolean WIDE = FLOATS.vectorBitSize() == 512;

  private final ScalarPatchKernels scalar = new ScalarPatchKernels();

  @Override
  public int floatColumns(int left) {
    return vectors(Panels.count(left, FLOATS.length())) * FLOATS.length();
  }

  @Override
  public int doubleColumns(int left) {
    return vectors(Panels.count(left, DOUBLES.length())) * DOUBLES.length();
  }

  /** Vectors that lines are multiplied with where so many are left. */
  private static int vectors(int left) {
    return WIDE ? Math.max(2, Math.min(4, left)) : 2;
  }

  @Override
  public void copy(
      float[] x,
      int from,
      int fromStride,
      float[] y,
      int to,
      int toStride,
      int step,
      int rows,
      int count) {
    int last = count - FLOATS.length();
    if (step != 1 || last < 0) {
      scalar.copy(x, from, fromStride, y, to, toStride, step, rows, count);
      return;
    }
    for (int r = 0; r < rows; r++) {
      int source = from + r * fromStride;
      int target = to + r * toStride;
      for (int i = 0; i < last; i += FLOATS.length()) {
        load(x, source + i).intoArray(y, target + i);
      }
      load(x, source + last).intoArray(y, target + last);
    }
  }

  @Override
  public void copy(
      double[] x,
      int from,
      int fromStride,
      double[] y,
      int to,
      int toStride,
      int step,
      int rows,
      int count) {
    int last = count - DOUBLES.length();
    if (step != 1 || last < 0) {
      scalar.copy(x, from, fromStride, y, to, toStride, step, rows, count);
      return;
    }
    for (int r = 0; r < rows; r++) {
      int source = from + r * fromStride;
      int target = to + r * toStride;
      for (int i = 0; i < last; i += DOUBLES.length()) {
        load(x, source + i).intoArray(y, target + i);
      }
      load(x, source + last).intoArray(y, target + last);
    }
  }

  @Override
  public void addProducts(
      float[] x,
      int from,
      int[] steps,
      int row,
      float[] panel,
      int panelAt,
      int columns,
      int depth,
      float[] y,
      int to,
      int[] places) {
    if (columns == 4 * FLOATS.length()) {
      VectorLines5x4.add(x, from, steps, row, panel, panelAt, depth, y, to, places);
    } else if (columns == 3 * FLOATS.length()) {
      VectorLines5x3.add(x, from, steps, row, panel, panelAt, depth, y, to, places);
    } else {
      VectorLines5x2.add(x, from, steps, row, panel, panelAt, depth, y, to, places);
    }
  }

  @Override
  public void addProducts(
      double[] x,
      int from,
      int[] steps,
      int row,
      double[] panel,
      int panelAt,
      int columns,
      int depth,
      double[] y,
      int to,
      int[] places) {
    if (columns == 4 * DOUBLES.length()) {
      VectorLines5x4.add(x, from, steps, row, panel, panelAt, depth, y, to, places);
    } else if (columns == 3 * DOUBLES.length()) {
      VectorLines5x3.add(x, from, steps, row, panel, panelAt, depth, y, to, places);
    } else {
      VectorLines5x2.add(x, from, steps, row, panel, panelAt, depth, y, to, places);
    }
  }
}
