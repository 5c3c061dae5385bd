package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * Adds a tile's sums to what they are added to. Four rows are loaded before any is stored: a load
 * waits for an earlier store to an address that ends in the same twelve bits, and the rows of C may
 * lie a multiple of that apart.
 */
final class VectorTileSum {
  private VectorTileSum() {}

  /** See {@link GemmKernels#addTile}; the columns are whole vectors. */
  static void add(
      float[] sums, int at, int stride, float[] c, int cAt, int cStride, int rows, int columns) {
    int i = 0;
    for (; i <= rows - 4; i += 4) {
      for (int j = 0; j < columns; j += FLOATS.length()) {
        int sum = at + i * stride + j;
        int to = cAt + i * cStride + j;
        FloatVector c0 = VectorSpeciesOf.load(c, to).add(VectorSpeciesOf.load(sums, sum));
        FloatVector c1 =
            VectorSpeciesOf.load(c, to + cStride).add(VectorSpeciesOf.load(sums, sum + stride));
        FloatVector c2 =
            VectorSpeciesOf.load(c, to + 2 * cStride)
                .add(VectorSpeciesOf.load(sums, sum + 2 * stride));
        FloatVector c3 =
            VectorSpeciesOf.load(c, to + 3 * cStride)
                .add(VectorSpeciesOf.load(sums, sum + 3 * stride));
        c0.intoArray(c, to);
        c1.intoArray(c, to + cStride);
        c2.intoArray(c, to + 2 * cStride);
        c3.intoArray(c, to + 3 * cStride);
      }
    }
    for (; i < rows; i++) {
      for (int j = 0; j < columns; j += FLOATS.length()) {
        int to = cAt + i * cStride + j;
        FloatVector sum = VectorSpeciesOf.load(sums, at + i * stride + j);
        VectorSpeciesOf.load(c, to).add(sum).intoArray(c, to);
      }
    }
  }

  /** See {@link GemmKernels#addTile}; the columns are whole vectors. */
  static void add(
      double[] sums, int at, int stride, double[] c, int cAt, int cStride, int rows, int columns) {
    int i = 0;
    for (; i <= rows - 4; i += 4) {
      for (int j = 0; j < columns; j += DOUBLES.length()) {
        int sum = at + i * stride + j;
        int to = cAt + i * cStride + j;
        DoubleVector c0 = VectorSpeciesOf.load(c, to).add(VectorSpeciesOf.load(sums, sum));
        DoubleVector c1 =
            VectorSpeciesOf.load(c, to + cStride).add(VectorSpeciesOf.load(sums, sum + stride));
        DoubleVector c2 =
            VectorSpeciesOf.load(c, to + 2 * cStride)
                .add(VectorSpeciesOf.load(sums, sum + 2 * stride));
        DoubleVector c3 =
            VectorSpeciesOf.load(c, to + 3 * cStride)
                .add(VectorSpeciesOf.load(sums, sum + 3 * stride));
        c0.intoArray(c, to);
        c1.intoArray(c, to + cStride);
        c2.intoArray(c, to + 2 * cStride);
        c3.intoArray(c, to + 3 * cStride);
      }
    }
    for (; i < rows; i++) {
      for (int j = 0; j < columns; j += DOUBLES.length()) {
        int to = cAt + i * cStride + j;
        DoubleVector sum = VectorSpeciesOf.load(sums, at + i * stride + j);
        VectorSpeciesOf.load(c, to).add(sum).intoArray(c, to);
      }
    }
  }

  /** See {@link GemmKernels#joinTiles}. */
  static void join(
      float[] sums, int at, int step, float[] y, int to, int stride, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      int from = at + i * columns;
      int row = to + i * stride;
      for (int j = 0; j < columns; j += FLOATS.length()) {
        FloatVector first =
            VectorSpeciesOf.load(sums, from + j).add(VectorSpeciesOf.load(sums, from + step + j));
        first
            .add(VectorSpeciesOf.load(sums, from + 2 * step + j))
            .add(VectorSpeciesOf.load(sums, from + 3 * step + j))
            .intoArray(y, row + j);
      }
    }
  }

  /** See {@link GemmKernels#joinTiles}. */
  static void join(
      double[] sums, int at, int step, double[] y, int to, int stride, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      int from = at + i * columns;
      int row = to + i * stride;
      for (int j = 0; j < columns; j += DOUBLES.length()) {
        DoubleVector first =
            VectorSpeciesOf.load(sums, from + j).add(VectorSpeciesOf.load(sums, from + step + j));
        first
            .add(VectorSpeciesOf.load(sums, from + 2 * step + j))
            .add(VectorSpeciesOf.load(sums, from + 3 * step + j))
            .intoArray(y, row + j);
      }
    }
  }
}
