package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** What the vector kernels of a matrix product share beside their tiles. */
abstract class VectorPanels implements GemmKernels {
  private final GemmKernels scalar = new ScalarGemmKernels();

  @Override
  public final int floatLanes() {
    return FLOATS.length();
  }

  @Override
  public final int doubleLanes() {
    return DOUBLES.length();
  }

  @Override
  public final void addTile(
      float[] sums, int at, int stride, float[] c, int cAt, int cStride, int rows, int columns) {
    int whole = FLOATS.loopBound(columns);
    VectorTileSum.add(sums, at, stride, c, cAt, cStride, rows, whole);
    for (int i = 0; i < rows; i++) {
      for (int j = whole; j < columns; j++) {
        c[cAt + i * cStride + j] += sums[at + i * stride + j];
      }
    }
  }

  @Override
  public final void addTile(
      double[] sums, int at, int stride, double[] c, int cAt, int cStride, int rows, int columns) {
    int whole = DOUBLES.loopBound(columns);
    VectorTileSum.add(sums, at, stride, c, cAt, cStride, rows, whole);
    for (int i = 0; i < rows; i++) {
      for (int j = whole; j < columns; j++) {
        c[cAt + i * cStride + j] += sums[at + i * stride + j];
      }
    }
  }

  @Override
  public final void joinTiles(
      float[] sums, int at, int step, float[] y, int to, int stride, int rows, int columns) {
    VectorTileSum.join(sums, at, step, y, to, stride, rows, columns);
  }

  @Override
  public final void joinTiles(
      double[] sums, int at, int step, double[] y, int to, int stride, int rows, int columns) {
    VectorTileSum.join(sums, at, step, y, to, stride, rows, columns);
  }

  @Override
  public final void gather(
      float[] x,
      int at,
      int[] steps,
      int first,
      int depth,
      float[] panels,
      int to,
      int step,
      int vectors) {
    int width = FLOATS.length();
    int second = to + step;
    int third = second + step;
    for (int p = 0; p < depth; p++) {
      int from = at + steps[first + p];
      int row = p * width;
      VectorSpeciesOf.load(x, from).intoArray(panels, to + row);
      VectorSpeciesOf.load(x, from + width).intoArray(panels, second + row);
      if (vectors == 3) {
        VectorSpeciesOf.load(x, from + 2 * width).intoArray(panels, third + row);
      }
    }
  }

  @Override
  public final void gather(
      double[] x,
      int at,
      int[] steps,
      int first,
      int depth,
      double[] panels,
      int to,
      int step,
      int vectors) {
    int width = DOUBLES.length();
    int second = to + step;
    int third = second + step;
    for (int p = 0; p < depth; p++) {
      int from = at + steps[first + p];
      int row = p * width;
      VectorSpeciesOf.load(x, from).intoArray(panels, to + row);
      VectorSpeciesOf.load(x, from + width).intoArray(panels, second + row);
      if (vectors == 3) {
        VectorSpeciesOf.load(x, from + 2 * width).intoArray(panels, third + row);
      }
    }
  }

  @Override
  public final void transpose(
      float[] x, int at, int stride, int rows, int columns, float[] y, int to, int width) {
    int lanes = FLOATS.length();
    int whole = lanes < 4 ? 0 : columns / 4 * 4;
    int i = 0;
    for (; i <= rows - lanes && whole > 0; i += lanes) {
      int row = at + i * stride;
      VectorTransposition.transpose(x, row, stride, whole, y, to + i, width);
      scalar.transpose(
          x, row + whole, stride, lanes, columns - whole, y, to + i + whole * width, width);
    }
    scalar.transpose(x, at + i * stride, stride, rows - i, columns, y, to + i, width);
  }

  @Override
  public final void transpose(
      double[] x, int at, int stride, int rows, int columns, double[] y, int to, int width) {
    int lanes = DOUBLES.length();
    int whole = lanes < 2 ? 0 : columns / 2 * 2;
    int i = 0;
    for (; i <= rows - lanes && whole > 0; i += lanes) {
      int row = at + i * stride;
      VectorTransposition.transpose(x, row, stride, whole, y, to + i, width);
      scalar.transpose(
          x, row + whole, stride, lanes, columns - whole, y, to + i + whole * width, width);
    }
    scalar.transpose(x, at + i * stride, stride, rows - i, columns, y, to + i, width);
  }

  // Sums are kept in memory: vectors that a loop carries may become objects, once vectors of two
  // widths have been stored in the process.

  @Override
  public final double dot(float[] a, int aAt, float[] b, int bAt, int count) {
    int width = DOUBLES.length();
    double[] sums = new double[width];
    int i = 0;
    for (; i <= count - 4 * width; i += 4 * width) {
      DoubleVector v = VectorSpeciesOf.widen(a, aAt + i).mul(VectorSpeciesOf.widen(b, bAt + i));
      int p = aAt + i + width;
      int q = bAt + i + width;
      v = VectorSpeciesOf.widen(a, p).fma(VectorSpeciesOf.widen(b, q), v);
      v = VectorSpeciesOf.widen(a, p + width).fma(VectorSpeciesOf.widen(b, q + width), v);
      v = VectorSpeciesOf.widen(a, p + 2 * width).fma(VectorSpeciesOf.widen(b, q + 2 * width), v);
      VectorSpeciesOf.load(sums, 0).add(v).intoArray(sums, 0);
    }
    for (; i <= count - width; i += width) {
      DoubleVector v = VectorSpeciesOf.widen(a, aAt + i).mul(VectorSpeciesOf.widen(b, bAt + i));
      VectorSpeciesOf.load(sums, 0).add(v).intoArray(sums, 0);
    }
    double sum = 0;
    for (double lane : sums) {
      sum += lane;
    }
    for (; i < count; i++) {
      sum = Math.fma((double) a[aAt + i], b[bAt + i], sum);
    }
    return sum;
  }

  @Override
  public final double dot(double[] a, int aAt, double[] b, int bAt, int count) {
    int width = DOUBLES.length();
    double[] sums = new double[width];
    int i = 0;
    for (; i <= count - 4 * width; i += 4 * width) {
      DoubleVector v = VectorSpeciesOf.load(a, aAt + i).mul(VectorSpeciesOf.load(b, bAt + i));
      int p = aAt + i + width;
      int q = bAt + i + width;
      v = VectorSpeciesOf.load(a, p).fma(VectorSpeciesOf.load(b, q), v);
      v = VectorSpeciesOf.load(a, p + width).fma(VectorSpeciesOf.load(b, q + width), v);
      v = VectorSpeciesOf.load(a, p + 2 * width).fma(VectorSpeciesOf.load(b, q + 2 * width), v);
      VectorSpeciesOf.load(sums, 0).add(v).intoArray(sums, 0);
    }
    for (; i <= count - width; i += width) {
      DoubleVector v = VectorSpeciesOf.load(a, aAt + i).mul(VectorSpeciesOf.load(b, bAt + i));
      VectorSpeciesOf.load(sums, 0).add(v).intoArray(sums, 0);
    }
    double sum = 0;
    for (double lane : sums) {
      sum += lane;
    }
    for (; i < count; i++) {
      sum = Math.fma(a[aAt + i], b[bAt + i], sum);
    }
    return sum;
  }

  @Override
  public final void addScaled(float factor, float[] x, int from, float[] y, int to, int count) {
    FloatVector factors = VectorSpeciesOf.floats(factor);
    int i = 0;
    for (int bound = FLOATS.loopBound(count); i < bound; i += FLOATS.length()) {
      FloatVector sums = VectorSpeciesOf.load(y, to + i);
      factors.fma(VectorSpeciesOf.load(x, from + i), sums).intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = Math.fma(factor, x[from + i], y[to + i]);
    }
  }

  @Override
  public final void addScaled(double factor, double[] x, int from, double[] y, int to, int count) {
    DoubleVector factors = VectorSpeciesOf.doubles(factor);
    int i = 0;
    for (int bound = DOUBLES.loopBound(count); i < bound; i += DOUBLES.length()) {
      DoubleVector sums = VectorSpeciesOf.load(y, to + i);
      factors.fma(VectorSpeciesOf.load(x, from + i), sums).intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = Math.fma(factor, x[from + i], y[to + i]);
    }
  }
}
