package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.fourFloats;
import static org.torchparity.kernel.VectorSpeciesOf.load;

/**
 * The kernels of patches in the Vector API. The last vector of a copied line overlaps the one
 * before it; shorter lines go to the scalar twin.
 */
final class VectorPatchKernels implements PatchKernels {
  /** Whether there are thirty-two registers. */
  private static final boolean WIDE = FLOATS.vectorBitSize() == 512;

  /**
   * Sums of a tile, which are added by a method of their own: in one that had twenty additions to
   * memory after a loop of twenty sums, the compiler would not look into the last.
   */
  private static final ThreadLocal<float[]> FLOAT_TILE =
      ThreadLocal.withInitial(() -> new float[4 * ROWS * FLOATS.length()]);

  private static final ThreadLocal<double[]> DOUBLE_TILE =
      ThreadLocal.withInitial(() -> new double[4 * ROWS * DOUBLES.length()]);

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
      float[] x, int from, int fromStride, float[] y, int to, int toStride, int rows, int count) {
    int last = count - FLOATS.length();
    if (last < 0 && count % 4 == 0) {
      copyFours(x, from, fromStride, y, to, toStride, rows, count);
      return;
    }
    if (last < 0) {
      scalar.copy(x, from, fromStride, y, to, toStride, rows, count);
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

  /** Short rows, such as a tile's in {@link Panels}. */
  private static void copyFours(
      float[] x, int from, int fromStride, float[] y, int to, int toStride, int rows, int count) {
    for (int r = 0; r < rows; r++) {
      int source = from + r * fromStride;
      int target = to + r * toStride;
      for (int i = 0; i < count; i += 4) {
        fourFloats(x, source + i).intoArray(y, target + i);
      }
    }
  }

  @Override
  public void copy(
      double[] x, int from, int fromStride, double[] y, int to, int toStride, int rows, int count) {
    int last = count - DOUBLES.length();
    if (last < 0) {
      scalar.copy(x, from, fromStride, y, to, toStride, rows, count);
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
  public void pick(
      float[] x,
      int from,
      int fromStride,
      int step,
      float[] y,
      int to,
      int toStride,
      int rows,
      int count) {
    if (step != 2) {
      scalar.pick(x, from, fromStride, step, y, to, toStride, rows, count);
      return;
    }
    for (int r = 0; r < rows; r++) {
      VectorPairs.pick(x, from + r * fromStride, y, to + r * toStride, count);
    }
  }

  @Override
  public void pick(
      double[] x,
      int from,
      int fromStride,
      int step,
      double[] y,
      int to,
      int toStride,
      int rows,
      int count) {
    if (step != 2) {
      scalar.pick(x, from, fromStride, step, y, to, toStride, rows, count);
      return;
    }
    for (int r = 0; r < rows; r++) {
      VectorPairs.pick(x, from + r * fromStride, y, to + r * toStride, count);
    }
  }

  @Override
  public void spread(
      float[] x,
      int from,
      int fromStride,
      float[] y,
      int to,
      int toStride,
      int step,
      int rows,
      int count) {
    scalar.spread(x, from, fromStride, y, to, toStride, step, rows, count);
  }

  @Override
  public void spread(
      double[] x,
      int from,
      int fromStride,
      double[] y,
      int to,
      int toStride,
      int step,
      int rows,
      int count) {
    scalar.spread(x, from, fromStride, y, to, toStride, step, rows, count);
  }

  @Override
  public void interleave(
      float[] x,
      int first,
      int second,
      int fromStride,
      float[] y,
      int to,
      int toStride,
      int rows,
      int count) {
    if (count < FLOATS.length()) {
      scalar.interleave(x, first, second, fromStride, y, to, toStride, rows, count);
      return;
    }
    for (int r = 0; r < rows; r++) {
      int row = r * fromStride;
      VectorPairs.interleave(x, first + row, second + row, y, to + r * toStride, count);
    }
  }

  @Override
  public void interleave(
      double[] x,
      int first,
      int second,
      int fromStride,
      double[] y,
      int to,
      int toStride,
      int rows,
      int count) {
    if (count < DOUBLES.length()) {
      scalar.interleave(x, first, second, fromStride, y, to, toStride, rows, count);
      return;
    }
    for (int r = 0; r < rows; r++) {
      int row = r * fromStride;
      VectorPairs.interleave(x, first + row, second + row, y, to + r * toStride, count);
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
    float[] tile = FLOAT_TILE.get();
    if (columns == 4 * FLOATS.length()) {
      VectorLines5x4.multiply(x, from, steps, row, panel, panelAt, depth, tile);
    } else if (columns == 3 * FLOATS.length()) {
      VectorLines5x3.multiply(x, from, steps, row, panel, panelAt, depth, tile);
    } else {
      VectorLines5x2.multiply(x, from, steps, row, panel, panelAt, depth, tile);
    }
    for (int r = 0; r < ROWS; r++) {
      VectorTileSum.add(tile, r * columns, 0, y, to + places[row + r], 0, 1, columns);
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
    double[] tile = DOUBLE_TILE.get();
    if (columns == 4 * DOUBLES.length()) {
      VectorLines5x4.multiply(x, from, steps, row, panel, panelAt, depth, tile);
    } else if (columns == 3 * DOUBLES.length()) {
      VectorLines5x3.multiply(x, from, steps, row, panel, panelAt, depth, tile);
    } else {
      VectorLines5x2.multiply(x, from, steps, row, panel, panelAt, depth, tile);
    }
    for (int r = 0; r < ROWS; r++) {
      VectorTileSum.add(tile, r * columns, 0, y, to + places[row + r], 0, 1, columns);
    }
  }
}
