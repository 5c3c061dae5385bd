package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * A tile of eight rows by three vectors: 24 sums, three vectors of B and one of A, of the
 * thirty-two registers of AVX-512. Written like {@link VectorTile6x2}.
 */
final class VectorTile8x3 {
  private static final int ROWS = 8;

  private VectorTile8x3() {}

  /** See {@link GemmKernels#multiplyTile}. */
  static void multiply(
      float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt, int cStride) {
    int width = FLOATS.length();
    FloatVector c00 = FloatVector.zero(FLOATS);
    FloatVector c01 = FloatVector.zero(FLOATS);
    FloatVector c02 = FloatVector.zero(FLOATS);
    FloatVector c10 = FloatVector.zero(FLOATS);
    FloatVector c11 = FloatVector.zero(FLOATS);
    FloatVector c12 = FloatVector.zero(FLOATS);
    FloatVector c20 = FloatVector.zero(FLOATS);
    FloatVector c21 = FloatVector.zero(FLOATS);
    FloatVector c22 = FloatVector.zero(FLOATS);
    FloatVector c30 = FloatVector.zero(FLOATS);
    FloatVector c31 = FloatVector.zero(FLOATS);
    FloatVector c32 = FloatVector.zero(FLOATS);
    FloatVector c40 = FloatVector.zero(FLOATS);
    FloatVector c41 = FloatVector.zero(FLOATS);
    FloatVector c42 = FloatVector.zero(FLOATS);
    FloatVector c50 = FloatVector.zero(FLOATS);
    FloatVector c51 = FloatVector.zero(FLOATS);
    FloatVector c52 = FloatVector.zero(FLOATS);
    FloatVector c60 = FloatVector.zero(FLOATS);
    FloatVector c61 = FloatVector.zero(FLOATS);
    FloatVector c62 = FloatVector.zero(FLOATS);
    FloatVector c70 = FloatVector.zero(FLOATS);
    FloatVector c71 = FloatVector.zero(FLOATS);
    FloatVector c72 = FloatVector.zero(FLOATS);
    for (int p = 0; p < depth; p++) {
      int u = aAt + p * ROWS;
      int v = p * width;
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt + v);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, bAt + v + Gemm.LONGEST * width);
      FloatVector b2 = FloatVector.fromArray(FLOATS, b, bAt + v + 2 * Gemm.LONGEST * width);
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[u]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[u + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[u + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[u + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      FloatVector a4 = FloatVector.broadcast(FLOATS, a[u + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      FloatVector a5 = FloatVector.broadcast(FLOATS, a[u + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      FloatVector a6 = FloatVector.broadcast(FLOATS, a[u + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      c62 = a6.fma(b2, c62);
      FloatVector a7 = FloatVector.broadcast(FLOATS, a[u + 7]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      c72 = a7.fma(b2, c72);
    }
    int at = cAt;
    c00.intoArray(c, at);
    c01.intoArray(c, at + width);
    c02.intoArray(c, at + 2 * width);
    at += cStride;
    c10.intoArray(c, at);
    c11.intoArray(c, at + width);
    c12.intoArray(c, at + 2 * width);
    at += cStride;
    c20.intoArray(c, at);
    c21.intoArray(c, at + width);
    c22.intoArray(c, at + 2 * width);
    at += cStride;
    c30.intoArray(c, at);
    c31.intoArray(c, at + width);
    c32.intoArray(c, at + 2 * width);
    at += cStride;
    c40.intoArray(c, at);
    c41.intoArray(c, at + width);
    c42.intoArray(c, at + 2 * width);
    at += cStride;
    c50.intoArray(c, at);
    c51.intoArray(c, at + width);
    c52.intoArray(c, at + 2 * width);
    at += cStride;
    c60.intoArray(c, at);
    c61.intoArray(c, at + width);
    c62.intoArray(c, at + 2 * width);
    at += cStride;
    c70.intoArray(c, at);
    c71.intoArray(c, at + width);
    c72.intoArray(c, at + 2 * width);
  }

  /** See {@link GemmKernels#multiplyTile}. */
  static void multiply(
      double[] a, int aAt, double[] b, int bAt, int depth, double[] c, int cAt, int cStride) {
    int width = DOUBLES.length();
    DoubleVector c00 = DoubleVector.zero(DOUBLES);
    DoubleVector c01 = DoubleVector.zero(DOUBLES);
    DoubleVector c02 = DoubleVector.zero(DOUBLES);
    DoubleVector c10 = DoubleVector.zero(DOUBLES);
    DoubleVector c11 = DoubleVector.zero(DOUBLES);
    DoubleVector c12 = DoubleVector.zero(DOUBLES);
    DoubleVector c20 = DoubleVector.zero(DOUBLES);
    DoubleVector c21 = DoubleVector.zero(DOUBLES);
    DoubleVector c22 = DoubleVector.zero(DOUBLES);
    DoubleVector c30 = DoubleVector.zero(DOUBLES);
    DoubleVector c31 = DoubleVector.zero(DOUBLES);
    DoubleVector c32 = DoubleVector.zero(DOUBLES);
    DoubleVector c40 = DoubleVector.zero(DOUBLES);
    DoubleVector c41 = DoubleVector.zero(DOUBLES);
    DoubleVector c42 = DoubleVector.zero(DOUBLES);
    DoubleVector c50 = DoubleVector.zero(DOUBLES);
    DoubleVector c51 = DoubleVector.zero(DOUBLES);
    DoubleVector c52 = DoubleVector.zero(DOUBLES);
    DoubleVector c60 = DoubleVector.zero(DOUBLES);
    DoubleVector c61 = DoubleVector.zero(DOUBLES);
    DoubleVector c62 = DoubleVector.zero(DOUBLES);
    DoubleVector c70 = DoubleVector.zero(DOUBLES);
    DoubleVector c71 = DoubleVector.zero(DOUBLES);
    DoubleVector c72 = DoubleVector.zero(DOUBLES);
    for (int p = 0; p < depth; p++) {
      int u = aAt + p * ROWS;
      int v = p * width;
      DoubleVector b0 = DoubleVector.fromArray(DOUBLES, b, bAt + v);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLES, b, bAt + v + Gemm.LONGEST * width);
      DoubleVector b2 = DoubleVector.fromArray(DOUBLES, b, bAt + v + 2 * Gemm.LONGEST * width);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLES, a[u]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLES, a[u + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLES, a[u + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLES, a[u + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLES, a[u + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      DoubleVector a5 = DoubleVector.broadcast(DOUBLES, a[u + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      DoubleVector a6 = DoubleVector.broadcast(DOUBLES, a[u + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      c62 = a6.fma(b2, c62);
      DoubleVector a7 = DoubleVector.broadcast(DOUBLES, a[u + 7]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      c72 = a7.fma(b2, c72);
    }
    int at = cAt;
    c00.intoArray(c, at);
    c01.intoArray(c, at + width);
    c02.intoArray(c, at + 2 * width);
    at += cStride;
    c10.intoArray(c, at);
    c11.intoArray(c, at + width);
    c12.intoArray(c, at + 2 * width);
    at += cStride;
    c20.intoArray(c, at);
    c21.intoArray(c, at + width);
    c22.intoArray(c, at + 2 * width);
    at += cStride;
    c30.intoArray(c, at);
    c31.intoArray(c, at + width);
    c32.intoArray(c, at + 2 * width);
    at += cStride;
    c40.intoArray(c, at);
    c41.intoArray(c, at + width);
    c42.intoArray(c, at + 2 * width);
    at += cStride;
    c50.intoArray(c, at);
    c51.intoArray(c, at + width);
    c52.intoArray(c, at + 2 * width);
    at += cStride;
    c60.intoArray(c, at);
    c61.intoArray(c, at + width);
    c62.intoArray(c, at + 2 * width);
    at += cStride;
    c70.intoArray(c, at);
    c71.intoArray(c, at + width);
    c72.intoArray(c, at + 2 * width);
  }
}
