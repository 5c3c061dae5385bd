package org.torchparity.kernel;

import static org.torchparity.kernel.TwofoldKernels.ROW;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of products whose first factor lies in rows, see {@link TwofoldKernels#multiplyTile};
 * written like {@link VectorTile6x2}.
 */
final class VectorTwofoldTiles {
  private VectorTwofoldTiles() {}

  /** Eight rows by three vectors. */
  static void multiply8x3(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStep,
      int depth,
      float[] c,
      int cAt,
      int cStride) {
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
    int panel1 = bAt + bStep;
    int panel2 = bAt + 2 * bStep;
    for (int p = 0; p < depth; p++) {
      int u = aAt + p;
      int v = p * width;
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt + v);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, panel1 + v);
      FloatVector b2 = FloatVector.fromArray(FLOATS, b, panel2 + v);
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[u]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[u + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[u + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[u + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      FloatVector a4 = FloatVector.broadcast(FLOATS, a[u + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      FloatVector a5 = FloatVector.broadcast(FLOATS, a[u + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      FloatVector a6 = FloatVector.broadcast(FLOATS, a[u + 6 * ROW]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      c62 = a6.fma(b2, c62);
      FloatVector a7 = FloatVector.broadcast(FLOATS, a[u + 7 * ROW]);
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

  /** Eight rows by two vectors. */
  static void multiply8x2(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStep,
      int depth,
      float[] c,
      int cAt,
      int cStride) {
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
    FloatVector c60 = FloatVector.zero(FLOATS);
    FloatVector c61 = FloatVector.zero(FLOATS);
    FloatVector c70 = FloatVector.zero(FLOATS);
    FloatVector c71 = FloatVector.zero(FLOATS);
    int panel1 = bAt + bStep;
    for (int p = 0; p < depth; p++) {
      int u = aAt + p;
      int v = p * width;
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt + v);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, panel1 + v);
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[u]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[u + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[u + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[u + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(FLOATS, a[u + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(FLOATS, a[u + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(FLOATS, a[u + 6 * ROW]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(FLOATS, a[u + 7 * ROW]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
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
    at += cStride;
    c60.intoArray(c, at);
    c61.intoArray(c, at + width);
    at += cStride;
    c70.intoArray(c, at);
    c71.intoArray(c, at + width);
  }

  /** Six rows by two vectors. */
  static void multiply6x2(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStep,
      int depth,
      float[] c,
      int cAt,
      int cStride) {
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
    int panel1 = bAt + bStep;
    for (int p = 0; p < depth; p++) {
      int u = aAt + p;
      int v = p * width;
      FloatVector b0 = FloatVector.fromArray(FLOATS, b, bAt + v);
      FloatVector b1 = FloatVector.fromArray(FLOATS, b, panel1 + v);
      FloatVector a0 = FloatVector.broadcast(FLOATS, a[u]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(FLOATS, a[u + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(FLOATS, a[u + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(FLOATS, a[u + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(FLOATS, a[u + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(FLOATS, a[u + 5 * ROW]);
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
