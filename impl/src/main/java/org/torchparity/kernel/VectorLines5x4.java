package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * Five lines by four vectors: twenty sums, four vectors of the panel and a line's element, of the
 * thirty-two registers of AVX-512. Six lines would leave none for loads ahead, and are no faster.
 */
final class VectorLines5x4 {
  private VectorLines5x4() {}

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
    FloatVector s02 = FloatVector.zero(FLOATS);
    FloatVector s03 = FloatVector.zero(FLOATS);
    FloatVector s10 = FloatVector.zero(FLOATS);
    FloatVector s11 = FloatVector.zero(FLOATS);
    FloatVector s12 = FloatVector.zero(FLOATS);
    FloatVector s13 = FloatVector.zero(FLOATS);
    FloatVector s20 = FloatVector.zero(FLOATS);
    FloatVector s21 = FloatVector.zero(FLOATS);
    FloatVector s22 = FloatVector.zero(FLOATS);
    FloatVector s23 = FloatVector.zero(FLOATS);
    FloatVector s30 = FloatVector.zero(FLOATS);
    FloatVector s31 = FloatVector.zero(FLOATS);
    FloatVector s32 = FloatVector.zero(FLOATS);
    FloatVector s33 = FloatVector.zero(FLOATS);
    FloatVector s40 = FloatVector.zero(FLOATS);
    FloatVector s41 = FloatVector.zero(FLOATS);
    FloatVector s42 = FloatVector.zero(FLOATS);
    FloatVector s43 = FloatVector.zero(FLOATS);
    for (int p = 0; p < depth; p++) {
      int at = panelAt + p * 4 * lanes;
      FloatVector p0 = FloatVector.fromArray(FLOATS, panel, at);
      FloatVector p1 = FloatVector.fromArray(FLOATS, panel, at + lanes);
      FloatVector p2 = FloatVector.fromArray(FLOATS, panel, at + 2 * lanes);
      FloatVector p3 = FloatVector.fromArray(FLOATS, panel, at + 3 * lanes);
      FloatVector x0 = FloatVector.broadcast(FLOATS, x[r0 + p]);
      s00 = x0.fma(p0, s00);
      s01 = x0.fma(p1, s01);
      s02 = x0.fma(p2, s02);
      s03 = x0.fma(p3, s03);
      FloatVector x1 = FloatVector.broadcast(FLOATS, x[r1 + p]);
      s10 = x1.fma(p0, s10);
      s11 = x1.fma(p1, s11);
      s12 = x1.fma(p2, s12);
      s13 = x1.fma(p3, s13);
      FloatVector x2 = FloatVector.broadcast(FLOATS, x[r2 + p]);
      s20 = x2.fma(p0, s20);
      s21 = x2.fma(p1, s21);
      s22 = x2.fma(p2, s22);
      s23 = x2.fma(p3, s23);
      FloatVector x3 = FloatVector.broadcast(FLOATS, x[r3 + p]);
      s30 = x3.fma(p0, s30);
      s31 = x3.fma(p1, s31);
      s32 = x3.fma(p2, s32);
      s33 = x3.fma(p3, s33);
      FloatVector x4 = FloatVector.broadcast(FLOATS, x[r4 + p]);
      s40 = x4.fma(p0, s40);
      s41 = x4.fma(p1, s41);
      s42 = x4.fma(p2, s42);
      s43 = x4.fma(p3, s43);
    }
    s00.intoArray(tile, 0);
    s01.intoArray(tile, lanes);
    s02.intoArray(tile, 2 * lanes);
    s03.intoArray(tile, 3 * lanes);
    s10.intoArray(tile, 4 * lanes);
    s11.intoArray(tile, 5 * lanes);
    s12.intoArray(tile, 6 * lanes);
    s13.intoArray(tile, 7 * lanes);
    s20.intoArray(tile, 8 * lanes);
    s21.intoArray(tile, 9 * lanes);
    s22.intoArray(tile, 10 * lanes);
    s23.intoArray(tile, 11 * lanes);
    s30.intoArray(tile, 12 * lanes);
    s31.intoArray(tile, 13 * lanes);
    s32.intoArray(tile, 14 * lanes);
    s33.intoArray(tile, 15 * lanes);
    s40.intoArray(tile, 16 * lanes);
    s41.intoArray(tile, 17 * lanes);
    s42.intoArray(tile, 18 * lanes);
    s43.intoArray(tile, 19 * lanes);
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
    DoubleVector s02 = DoubleVector.zero(DOUBLES);
    DoubleVector s03 = DoubleVector.zero(DOUBLES);
    DoubleVector s10 = DoubleVector.zero(DOUBLES);
    DoubleVector s11 = DoubleVector.zero(DOUBLES);
    DoubleVector s12 = DoubleVector.zero(DOUBLES);
    DoubleVector s13 = DoubleVector.zero(DOUBLES);
    DoubleVector s20 = DoubleVector.zero(DOUBLES);
    DoubleVector s21 = DoubleVector.zero(DOUBLES);
    DoubleVector s22 = DoubleVector.zero(DOUBLES);
    DoubleVector s23 = DoubleVector.zero(DOUBLES);
    DoubleVector s30 = DoubleVector.zero(DOUBLES);
    DoubleVector s31 = DoubleVector.zero(DOUBLES);
    DoubleVector s32 = DoubleVector.zero(DOUBLES);
    DoubleVector s33 = DoubleVector.zero(DOUBLES);
    DoubleVector s40 = DoubleVector.zero(DOUBLES);
    DoubleVector s41 = DoubleVector.zero(DOUBLES);
    DoubleVector s42 = DoubleVector.zero(DOUBLES);
    DoubleVector s43 = DoubleVector.zero(DOUBLES);
    for (int p = 0; p < depth; p++) {
      int at = panelAt + p * 4 * lanes;
      DoubleVector p0 = DoubleVector.fromArray(DOUBLES, panel, at);
      DoubleVector p1 = DoubleVector.fromArray(DOUBLES, panel, at + lanes);
      DoubleVector p2 = DoubleVector.fromArray(DOUBLES, panel, at + 2 * lanes);
      DoubleVector p3 = DoubleVector.fromArray(DOUBLES, panel, at + 3 * lanes);
      DoubleVector x0 = DoubleVector.broadcast(DOUBLES, x[r0 + p]);
      s00 = x0.fma(p0, s00);
      s01 = x0.fma(p1, s01);
      s02 = x0.fma(p2, s02);
      s03 = x0.fma(p3, s03);
      DoubleVector x1 = DoubleVector.broadcast(DOUBLES, x[r1 + p]);
      s10 = x1.fma(p0, s10);
      s11 = x1.fma(p1, s11);
      s12 = x1.fma(p2, s12);
      s13 = x1.fma(p3, s13);
      DoubleVector x2 = DoubleVector.broadcast(DOUBLES, x[r2 + p]);
      s20 = x2.fma(p0, s20);
      s21 = x2.fma(p1, s21);
      s22 = x2.fma(p2, s22);
      s23 = x2.fma(p3, s23);
      DoubleVector x3 = DoubleVector.broadcast(DOUBLES, x[r3 + p]);
      s30 = x3.fma(p0, s30);
      s31 = x3.fma(p1, s31);
      s32 = x3.fma(p2, s32);
      s33 = x3.fma(p3, s33);
      DoubleVector x4 = DoubleVector.broadcast(DOUBLES, x[r4 + p]);
      s40 = x4.fma(p0, s40);
      s41 = x4.fma(p1, s41);
      s42 = x4.fma(p2, s42);
      s43 = x4.fma(p3, s43);
    }
    s00.intoArray(tile, 0);
    s01.intoArray(tile, lanes);
    s02.intoArray(tile, 2 * lanes);
    s03.intoArray(tile, 3 * lanes);
    s10.intoArray(tile, 4 * lanes);
    s11.intoArray(tile, 5 * lanes);
    s12.intoArray(tile, 6 * lanes);
    s13.intoArray(tile, 7 * lanes);
    s20.intoArray(tile, 8 * lanes);
    s21.intoArray(tile, 9 * lanes);
    s22.intoArray(tile, 10 * lanes);
    s23.intoArray(tile, 11 * lanes);
    s30.intoArray(tile, 12 * lanes);
    s31.intoArray(tile, 13 * lanes);
    s32.intoArray(tile, 14 * lanes);
    s33.intoArray(tile, 15 * lanes);
    s40.intoArray(tile, 16 * lanes);
    s41.intoArray(tile, 17 * lanes);
    s42.intoArray(tile, 18 * lanes);
    s43.intoArray(tile, 19 * lanes);
  }
}
