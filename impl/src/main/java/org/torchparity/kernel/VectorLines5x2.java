package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * Five lines by two vectors: ten sums, two vectors of the panel and a line's element, of the
 * sixteen registers that narrow vectors have.
 */
final class VectorLines5x2 {
  private VectorLines5x2() {}

  /** The sums of {@link PatchKernels#addProducts}, line after line. */
  static void multiply(
      float[] x,
      int from,
      int[] steps,
      int row,
      float[] panel,
      int panelAt,
      int depth,
      float[] tile) {
    int lanes = FLOATS.length();
    int r0 = from + steps[row];
    int r1 = from + steps[row + 1];
    int r2 = from + steps[row + 2];
    int r3 = from + steps[row + 3];
    int r4 = from + steps[row + 4];
    FloatVector s00 = FloatVector.zero(FLOATS);
    FloatVector s01 = FloatVector.zero(FLOATS);
    FloatVector s10 = FloatVector.zero(FLOATS);
    FloatVector s11 = FloatVector.zero(FLOATS);
    FloatVector s20 = FloatVector.zero(FLOATS);
    FloatVector s21 = FloatVector.zero(FLOATS);
    FloatVector s30 = FloatVector.zero(FLOATS);
    FloatVector s31 = FloatVector.zero(FLOATS);
    FloatVector s40 = FloatVector.zero(FLOATS);
    FloatVector s41 = FloatVector.zero(FLOATS);
    for (int p = 0; p < depth; p++) {
      int at = panelAt + p * 2 * lanes;
      FloatVector p0 = FloatVector.fromArray(FLOATS, panel, at);
      FloatVector p1 = FloatVector.fromArray(FLOATS, panel, at + lanes);
      FloatVector x0 = FloatVector.broadcast(FLOATS, x[r0 + p]);
      s00 = x0.fma(p0, s00);
      s01 = x0.fma(p1, s01);
      FloatVector x1 = FloatVector.broadcast(FLOATS, x[r1 + p]);
      s10 = x1.fma(p0, s10);
      s11 = x1.fma(p1, s11);
      FloatVector x2 = FloatVector.broadcast(FLOATS, x[r2 + p]);
      s20 = x2.fma(p0, s20);
      s21 = x2.fma(p1, s21);
      FloatVector x3 = FloatVector.broadcast(FLOATS, x[r3 + p]);
      s30 = x3.fma(p0, s30);
      s31 = x3.fma(p1, s31);
      FloatVector x4 = FloatVector.broadcast(FLOATS, x[r4 + p]);
      s40 = x4.fma(p0, s40);
      s41 = x4.fma(p1, s41);
    }
    s00.intoArray(tile, 0);
    s01.intoArray(tile, lanes);
    s10.intoArray(tile, 2 * lanes);
    s11.intoArray(tile, 3 * lanes);
    s20.intoArray(tile, 4 * lanes);
    s21.intoArray(tile, 5 * lanes);
    s30.intoArray(tile, 6 * lanes);
    s31.intoArray(tile, 7 * lanes);
    s40.intoArray(tile, 8 * lanes);
    s41.intoArray(tile, 9 * lanes);
  }

  /** The sums of {@link PatchKernels#addProducts}, line after line. */
  static void multiply(
      double[] x,
      int from,
      int[] steps,
      int row,
      double[] panel,
      int panelAt,
      int depth,
      double[] tile) {
    int lanes = DOUBLES.length();
    int r0 = from + steps[row];
    int r1 = from + steps[row + 1];
    int r2 = from + steps[row + 2];
    int r3 = from + steps[row + 3];
    int r4 = from + steps[row + 4];
    DoubleVector s00 = DoubleVector.zero(DOUBLES);
    DoubleVector s01 = DoubleVector.zero(DOUBLES);
    DoubleVector s10 = DoubleVector.zero(DOUBLES);
    DoubleVector s11 = DoubleVector.zero(DOUBLES);
    DoubleVector s20 = DoubleVector.zero(DOUBLES);
    DoubleVector s21 = DoubleVector.zero(DOUBLES);
    DoubleVector s30 = DoubleVector.zero(DOUBLES);
    DoubleVector s31 = DoubleVector.zero(DOUBLES);
    DoubleVector s40 = DoubleVector.zero(DOUBLES);
    DoubleVector s41 = DoubleVector.zero(DOUBLES);
    for (int p = 0; p < depth; p++) {
      int at = panelAt + p * 2 * lanes;
      DoubleVector p0 = DoubleVector.fromArray(DOUBLES, panel, at);
      DoubleVector p1 = DoubleVector.fromArray(DOUBLES, panel, at + lanes);
      DoubleVector x0 = DoubleVector.broadcast(DOUBLES, x[r0 + p]);
      s00 = x0.fma(p0, s00);
      s01 = x0.fma(p1, s01);
      DoubleVector x1 = DoubleVector.broadcast(DOUBLES, x[r1 + p]);
      s10 = x1.fma(p0, s10);
      s11 = x1.fma(p1, s11);
      DoubleVector x2 = DoubleVector.broadcast(DOUBLES, x[r2 + p]);
      s20 = x2.fma(p0, s20);
      s21 = x2.fma(p1, s21);
      DoubleVector x3 = DoubleVector.broadcast(DOUBLES, x[r3 + p]);
      s30 = x3.fma(p0, s30);
      s31 = x3.fma(p1, s31);
      DoubleVector x4 = DoubleVector.broadcast(DOUBLES, x[r4 + p]);
      s40 = x4.fma(p0, s40);
      s41 = x4.fma(p1, s41);
    }
    s00.intoArray(tile, 0);
    s01.intoArray(tile, lanes);
    s10.intoArray(tile, 2 * lanes);
    s11.intoArray(tile, 3 * lanes);
    s20.intoArray(tile, 4 * lanes);
    s21.intoArray(tile, 5 * lanes);
    s30.intoArray(tile, 6 * lanes);
    s31.intoArray(tile, 7 * lanes);
    s40.intoArray(tile, 8 * lanes);
    s41.intoArray(tile, 9 * lanes);
  }
}
