package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * A tile of six rows by two vectors: twelve sums, two vectors of B and one of A fill the sixteen
 * registers of AVX2.
 *
 * <p>The sums are local variables, stored in the method that computes them: handed to another that
 * is not inlined, they would be boxed in the loop. They are stored as they are: C2 on JDK 17 boxes
 * them, too, where something is added to them before, once vectors of two widths have been stored
 * anywhere in the process.
 */
final class VectorTile6x2 {
  private static final int ROWS = 6;

  private VectorTile6x2() {}

  /** See {@link GemmKernels#multiplyTile}. */
  static void multiply(
      float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt, int cStride) {
    int width = FLOATS.length();
    FloatVector c00 = FloatVector.zero(FLOATS);
    FloatVector c01 = FloatVector.zero(FLOATS);
    FloatVector c10 = FloatVector.zero(FLOATS);
    FloatVector c11 = FloatVector.zero(FLOATS);
    FloatVector c20 = FloatVector.zero(FLOATS);
    FloatVector c21 = FloatVector.zero(FLOATS);
    FloatVector c30 = FloatVector.zero(FLOATS);
    FloatVector c31 = FloatVector.zero(FLOATS);
    FloatVector c40 = FloatVector.zero(FLOATS);
    FloatVector c41 = FloatVector.zero(FLOATS);
    FloatVector c50 = FloatVector.zero(FLOATS);
    FloatVector c51 = FloatVector.zero(FLOATS);
    for (int p = 0; p < depth; p++) {
      int u = aAt + p * ROWS;
      int v = p * width;
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt + v);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, bAt + v + Gemm.LONGEST * width);
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[u]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[u + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[u + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[u + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(FLOATS, a[u + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(FLOATS, a[u + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
    }
    int at = cAt;
    c00.intoArray(c, at);
    c01.intoArray(c, at + width);
    at += cStride;
    c10.intoArray(c, at);
    c11.intoArray(c, at + width);
    at += cStride;
    c20.intoArray(c, at);
    c21.intoArray(c, at + width);
    at += cStride;
    c30.intoArray(c, at);
    c31.intoArray(c, at + width);
    at += cStride;
    c40.intoArray(c, at);
    c41.intoArray(c, at + width);
    at += cStride;
    c50.intoArray(c, at);
    c51.intoArray(c, at + width);
  }

  /** See {@link GemmKernels#multiplyTile}. */
  static void multiply(
      double[] a, int aAt, double[] b, int bAt, int depth, double[] c, int cAt, int cStride) {
    int width = DOUBLES.length();
    DoubleVector c00 = DoubleVector.zero(DOUBLES);
    DoubleVector c01 = DoubleVector.zero(DOUBLES);
    DoubleVector c10 = DoubleVector.zero(DOUBLES);
    DoubleVector c11 = DoubleVector.zero(DOUBLES);
    DoubleVector c20 = DoubleVector.zero(DOUBLES);
    DoubleVector c21 = DoubleVector.zero(DOUBLES);
    DoubleVector c30 = DoubleVector.zero(DOUBLES);
    DoubleVector c31 = DoubleVector.zero(DOUBLES);
    DoubleVector c40 = DoubleVector.zero(DOUBLES);
    DoubleVector c41 = DoubleVector.zero(DOUBLES);
    DoubleVector c50 = DoubleVector.zero(DOUBLES);
    DoubleVector c51 = DoubleVector.zero(DOUBLES);
    for (int p = 0; p < depth; p++) {
      int u = aAt + p * ROWS;
      int v = p * width;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLES, b, bAt + v);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLES, b, bAt + v + Gemm.LONGEST * width);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLES, a[u]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLES, a[u + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLES, a[u + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLES, a[u + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLES, a[u + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLES, a[u + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
    }
    int at = cAt;
    c00.intoArray(c, at);
    c01.intoArray(c, at + width);
    at += cStride;
    c10.intoArray(c, at);
    c11.intoArray(c, at + width);
    at += cStride;
    c20.intoArray(c, at);
    c21.intoArray(c, at + width);
    at += cStride;
    c30.intoArray(c, at);
    c31.intoArray(c, at + width);
    at += cStride;
    c40.intoArray(c, at);
    c41.intoArray(c, at + width);
    at += cStride;
    c50.intoArray(c, at);
    c51.intoArray(c, at + width);
  }
}
