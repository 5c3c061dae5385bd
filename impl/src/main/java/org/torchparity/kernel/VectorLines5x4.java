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

  /** See {@link PatchKernels#addProducts}. */
  static void add(
      float[] x,
      int from,
      int[] steps,
      int row,
      float[] panel,
      int panelAt,
      int depth,
      float[] y,
      int to,
      int[] places) {
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
    int at = to + places[row];
    FloatVector.fromArray(FLOATS, y, at).add(s00).intoArray(y, at);
    FloatVector.fromArray(FLOATS, y, at + lanes).add(s01).intoArray(y, at + lanes);
    FloatVector.fromArray(FLOATS, y, at + 2 * lanes).add(s02).intoArray(y, at + 2 * lanes);
    FloatVector.fromArray(FLOATS, y, at + 3 * lanes).add(s03).intoArray(y, at + 3 * lanes);
    at = to + places[row + 1];
    FloatVector.fromArray(FLOATS, y, at).add(s10).intoArray(y, at);
    FloatVector.fromArray(FLOATS, y, at + lanes).add(s11).intoArray(y, at + lanes);
    FloatVector.fromArray(FLOATS, y, at + 2 * lanes).add(s12).intoArray(y, at + 2 * lanes);
    FloatVector.fromArray(FLOATS, y, at + 3 * lanes).add(s13).intoArray(y, at + 3 * lanes);
    at = to + places[row + 2];
    FloatVector.fromArray(FLOATS, y, at).add(s20).intoArray(y, at);
    FloatVector.fromArray(FLOATS, y, at + lanes).add(s21).intoArray(y, at + lanes);
    FloatVector.fromArray(FLOATS, y, at + 2 * lanes).add(s22).intoArray(y, at + 2 * lanes);
    FloatVector.fromArray(FLOATS, y, at + 3 * lanes).add(s23).intoArray(y, at + 3 * lanes);
    at = to + places[row + 3];
    FloatVector.fromArray(FLOATS, y, at).add(s30).intoArray(y, at);
    FloatVector.fromArray(FLOATS, y, at + lanes).add(s31).intoArray(y, at + lanes);
    FloatVector.fromArray(FLOATS, y, at + 2 * lanes).add(s32).intoArray(y, at + 2 * lanes);
    FloatVector.fromArray(FLOATS, y, at + 3 * lanes).add(s33).intoArray(y, at + 3 * lanes);
    at = to + places[row + 4];
    FloatVector.fromArray(FLOATS, y, at).add(s40).intoArray(y, at);
    FloatVector.fromArray(FLOATS, y, at + lanes).add(s41).intoArray(y, at + lanes);
    FloatVector.fromArray(FLOATS, y, at + 2 * lanes).add(s42).intoArray(y, at + 2 * lanes);
    FloatVector.fromArray(FLOATS, y, at + 3 * lanes).add(s43).intoArray(y, at + 3 * lanes);
  }

  /** See {@link PatchKernels#addProducts}. */
  static void add(
      double[] x,
      int from,
      int[] steps,
      int row,
      double[] panel,
      int panelAt,
      int depth,
      double[] y,
      int to,
      int[] places) {
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
    int at = to + places[row];
    DoubleVector.fromArray(DOUBLES, y, at).add(s00).intoArray(y, at);
    DoubleVector.fromArray(DOUBLES, y, at + lanes).add(s01).intoArray(y, at + lanes);
    DoubleVector.fromArray(DOUBLES, y, at + 2 * lanes).add(s02).intoArray(y, at + 2 * lanes);
    DoubleVector.fromArray(DOUBLES, y, at + 3 * lanes).add(s03).intoArray(y, at + 3 * lanes);
    at = to + places[row + 1];
    DoubleVector.fromArray(DOUBLES, y, at).add(s10).intoArray(y, at);
    DoubleVector.fromArray(DOUBLES, y, at + lanes).add(s11).intoArray(y, at + lanes);
    DoubleVector.fromArray(DOUBLES, y, at + 2 * lanes).add(s12).intoArray(y, at + 2 * lanes);
    DoubleVector.fromArray(DOUBLES, y, at + 3 * lanes).add(s13).intoArray(y, at + 3 * lanes);
    at = to + places[row + 2];
    DoubleVector.fromArray(DOUBLES, y, at).add(s20).intoArray(y, at);
    DoubleVector.fromArray(DOUBLES, y, at + lanes).add(s21).intoArray(y, at + lanes);
    DoubleVector.fromArray(DOUBLES, y, at + 2 * lanes).add(s22).intoArray(y, at + 2 * lanes);
    DoubleVector.fromArray(DOUBLES, y, at + 3 * lanes).add(s23).intoArray(y, at + 3 * lanes);
    at = to + places[row + 3];
    DoubleVector.fromArray(DOUBLES, y, at).add(s30).intoArray(y, at);
    DoubleVector.fromArray(DOUBLES, y, at + lanes).add(s31).intoArray(y, at + lanes);
    DoubleVector.fromArray(DOUBLES, y, at + 2 * lanes).add(s32).intoArray(y, at + 2 * lanes);
    DoubleVector.fromArray(DOUBLES, y, at + 3 * lanes).add(s33).intoArray(y, at + 3 * lanes);
    at = to + places[row + 4];
    DoubleVector.fromArray(DOUBLES, y, at).add(s40).intoArray(y, at);
    DoubleVector.fromArray(DOUBLES, y, at + lanes).add(s41).intoArray(y, at + lanes);
    DoubleVector.fromArray(DOUBLES, y, at + 2 * lanes).add(s42).intoArray(y, at + 2 * lanes);
    DoubleVector.fromArray(DOUBLES, y, at + 3 * lanes).add(s43).intoArray(y, at + 3 * lanes);
  }
}
