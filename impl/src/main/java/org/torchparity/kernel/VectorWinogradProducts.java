package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.WinogradKernels.ROWS;

import jdk.incubator.vector.FloatVector;

/**
 * {@link WinogradKernels#multiply} in the Vector API. The sums are local variables, stored in the
 * method that computes them: handed to another that is not inlined, they would be boxed. So they
 * would if they were first added to what is there, once the process has stored vectors of two
 * widths: that took twice as long.
 */
final class VectorWinogradProducts {
  private static final int LANES = FLOATS.length();

  /** From one vector of tiles to the next: a constant, which spares a register and an addition. */
  private static final int STEP = Winograd.PLANES * LANES;

  private VectorWinogradProducts() {}

  /** All rows: 24 sums, three vectors of v and one of u, of the 32 registers of AVX-512. */
  static void eight(
      float[] u,
      int uAt,
      float[] v,
      int vAt,
      int vStride,
      int depth,
      float[] m,
      int mAt,
      int mStride) {
    FloatVector m00 = FloatVector.zero(FLOATS);
    FloatVector m01 = FloatVector.zero(FLOATS);
    FloatVector m02 = FloatVector.zero(FLOATS);
    FloatVector m10 = FloatVector.zero(FLOATS);
    FloatVector m11 = FloatVector.zero(FLOATS);
    FloatVector m12 = FloatVector.zero(FLOATS);
    FloatVector m20 = FloatVector.zero(FLOATS);
    FloatVector m21 = FloatVector.zero(FLOATS);
    FloatVector m22 = FloatVector.zero(FLOATS);
    FloatVector m30 = FloatVector.zero(FLOATS);
    FloatVector m31 = FloatVector.zero(FLOATS);
    FloatVector m32 = FloatVector.zero(FLOATS);
    FloatVector m40 = FloatVector.zero(FLOATS);
    FloatVector m41 = FloatVector.zero(FLOATS);
    FloatVector m42 = FloatVector.zero(FLOATS);
    FloatVector m50 = FloatVector.zero(FLOATS);
    FloatVector m51 = FloatVector.zero(FLOATS);
    FloatVector m52 = FloatVector.zero(FLOATS);
    FloatVector m60 = FloatVector.zero(FLOATS);
    FloatVector m61 = FloatVector.zero(FLOATS);
    FloatVector m62 = FloatVector.zero(FLOATS);
    FloatVector m70 = FloatVector.zero(FLOATS);
    FloatVector m71 = FloatVector.zero(FLOATS);
    FloatVector m72 = FloatVector.zero(FLOATS);
    for (int p = 0; p < depth; p++) {
      int a = uAt + p * ROWS;
      int b = vAt + p * vStride;
      FloatVector v0 = FloatVector.fromArray(FLOATS, v, b);
      FloatVector v1 = FloatVector.fromArray(FLOATS, v, b + STEP);
      FloatVector v2 = FloatVector.fromArray(FLOATS, v, b + 2 * STEP);
      FloatVector u0 = FloatVector.broadcast(FLOATS, u[a]);
      m00 = u0.fma(v0, m00);
      m01 = u0.fma(v1, m01);
      m02 = u0.fma(v2, m02);
      FloatVector u1 = FloatVector.broadcast(FLOATS, u[a + 1]);
      m10 = u1.fma(v0, m10);
      m11 = u1.fma(v1, m11);
      m12 = u1.fma(v2, m12);
      FloatVector u2 = FloatVector.broadcast(FLOATS, u[a + 2]);
      m20 = u2.fma(v0, m20);
      m21 = u2.fma(v1, m21);
      m22 = u2.fma(v2, m22);
      FloatVector u3 = FloatVector.broadcast(FLOATS, u[a + 3]);
      m30 = u3.fma(v0, m30);
      m31 = u3.fma(v1, m31);
      m32 = u3.fma(v2, m32);
      FloatVector u4 = FloatVector.broadcast(FLOATS, u[a + 4]);
      m40 = u4.fma(v0, m40);
      m41 = u4.fma(v1, m41);
      m42 = u4.fma(v2, m42);
      FloatVector u5 = FloatVector.broadcast(FLOATS, u[a + 5]);
      m50 = u5.fma(v0, m50);
      m51 = u5.fma(v1, m51);
      m52 = u5.fma(v2, m52);
      FloatVector u6 = FloatVector.broadcast(FLOATS, u[a + 6]);
      m60 = u6.fma(v0, m60);
      m61 = u6.fma(v1, m61);
      m62 = u6.fma(v2, m62);
      FloatVector u7 = FloatVector.broadcast(FLOATS, u[a + 7]);
      m70 = u7.fma(v0, m70);
      m71 = u7.fma(v1, m71);
      m72 = u7.fma(v2, m72);
    }
    int to = mAt;
    m00.intoArray(m, to);
    m01.intoArray(m, to + LANES);
    m02.intoArray(m, to + 2 * LANES);
    to += mStride;
    m10.intoArray(m, to);
    m11.intoArray(m, to + LANES);
    m12.intoArray(m, to + 2 * LANES);
    to += mStride;
    m20.intoArray(m, to);
    m21.intoArray(m, to + LANES);
    m22.intoArray(m, to + 2 * LANES);
    to += mStride;
    m30.intoArray(m, to);
    m31.intoArray(m, to + LANES);
    m32.intoArray(m, to + 2 * LANES);
    to += mStride;
    m40.intoArray(m, to);
    m41.intoArray(m, to + LANES);
    m42.intoArray(m, to + 2 * LANES);
    to += mStride;
    m50.intoArray(m, to);
    m51.intoArray(m, to + LANES);
    m52.intoArray(m, to + 2 * LANES);
    to += mStride;
    m60.intoArray(m, to);
    m61.intoArray(m, to + LANES);
    m62.intoArray(m, to + 2 * LANES);
    to += mStride;
    m70.intoArray(m, to);
    m71.intoArray(m, to + LANES);
    m72.intoArray(m, to + 2 * LANES);
  }

  /** Half of the rows: what the sixteen registers hold that narrower vectors have. */
  static void four(
      float[] u,
      int uAt,
      float[] v,
      int vAt,
      int vStride,
      int depth,
      float[] m,
      int mAt,
      int mStride) {
    FloatVector m00 = FloatVector.zero(FLOATS);
    FloatVector m01 = FloatVector.zero(FLOATS);
    FloatVector m02 = FloatVector.zero(FLOATS);
    FloatVector m10 = FloatVector.zero(FLOATS);
    FloatVector m11 = FloatVector.zero(FLOATS);
    FloatVector m12 = FloatVector.zero(FLOATS);
    FloatVector m20 = FloatVector.zero(FLOATS);
    FloatVector m21 = FloatVector.zero(FLOATS);
    FloatVector m22 = FloatVector.zero(FLOATS);
    FloatVector m30 = FloatVector.zero(FLOATS);
    FloatVector m31 = FloatVector.zero(FLOATS);
    FloatVector m32 = FloatVector.zero(FLOATS);
    for (int p = 0; p < depth; p++) {
      int a = uAt + p * ROWS;
      int b = vAt + p * vStride;
      FloatVector v0 = FloatVector.fromArray(FLOATS, v, b);
      FloatVector v1 = FloatVector.fromArray(FLOATS, v, b + STEP);
      FloatVector v2 = FloatVector.fromArray(FLOATS, v, b + 2 * STEP);
      FloatVector u0 = FloatVector.broadcast(FLOATS, u[a]);
      m00 = u0.fma(v0, m00);
      m01 = u0.fma(v1, m01);
      m02 = u0.fma(v2, m02);
      FloatVector u1 = FloatVector.broadcast(FLOATS, u[a + 1]);
      m10 = u1.fma(v0, m10);
      m11 = u1.fma(v1, m11);
      m12 = u1.fma(v2, m12);
      FloatVector u2 = FloatVector.broadcast(FLOATS, u[a + 2]);
      m20 = u2.fma(v0, m20);
      m21 = u2.fma(v1, m21);
      m22 = u2.fma(v2, m22);
      FloatVector u3 = FloatVector.broadcast(FLOATS, u[a + 3]);
      m30 = u3.fma(v0, m30);
      m31 = u3.fma(v1, m31);
      m32 = u3.fma(v2, m32);
    }
    int to = mAt;
    m00.intoArray(m, to);
    m01.intoArray(m, to + LANES);
    m02.intoArray(m, to + 2 * LANES);
    to += mStride;
    m10.intoArray(m, to);
    m11.intoArray(m, to + LANES);
    m12.intoArray(m, to + 2 * LANES);
    to += mStride;
    m20.intoArray(m, to);
    m21.intoArray(m, to + LANES);
    m22.intoArray(m, to + 2 * LANES);
    to += mStride;
    m30.intoArray(m, to);
    m31.intoArray(m, to + LANES);
    m32.intoArray(m, to + 2 * LANES);
  }
}
