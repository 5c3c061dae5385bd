package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import jdk.incubator.vector.FloatVector;

/** A vector of tiles at a time. */
final class VectorTwofoldKernels implements TwofoldKernels {
  private static final int LANES = FLOATS.length();

  @Override
  public void differences(
      float[] d, int at, int line, int step, int count, float[] v, int to, int plane, int panel) {
    int second = at + line;
    int third = second + line;
    int target = to;
    for (int c = 0; c < count; c += LANES, target += panel) {
      FloatVector b0 = load(d, second + c);
      FloatVector b1 = load(d, second + c + step);
      FloatVector b2 = load(d, second + c + 2 * step);
      FloatVector a0 = load(d, at + c).sub(b0);
      FloatVector a1 = load(d, at + c + step).sub(b1);
      FloatVector a2 = load(d, at + c + 2 * step).sub(b2);
      FloatVector c0 = load(d, third + c).sub(b0);
      FloatVector c1 = load(d, third + c + step).sub(b1);
      FloatVector c2 = load(d, third + c + 2 * step).sub(b2);
      differences(a0, a1, a2, v, target, plane);
      differences(b0, b1, b2, v, target + 3 * plane, plane);
      differences(c0, c1, c2, v, target + 6 * plane, plane);
    }
  }

  private static void differences(
      FloatVector a, FloatVector b, FloatVector c, float[] v, int to, int plane) {
    a.sub(b).intoArray(v, to);
    b.intoArray(v, to + plane);
    c.sub(b).intoArray(v, to + 2 * plane);
  }

  @Override
  public void expand(
      float[] w, int at, int line, int step, int count, float[] u, int to, int plane) {
    for (int c = 0; c < count; c += LANES) {
      int target = to + c;
      FloatVector a = load(w, at + c);
      FloatVector b = load(w, at + c + step);
      FloatVector d = load(w, at + c + line);
      FloatVector e = load(w, at + c + line + step);
      expand(a, b, u, target, plane);
      expand(a.add(d), b.add(e), u, target + 3 * plane, plane);
      expand(d, e, u, target + 6 * plane, plane);
    }
  }

  private static void expand(FloatVector a, FloatVector b, float[] u, int to, int plane) {
    a.intoArray(u, to);
    a.add(b).intoArray(u, to + plane);
    b.intoArray(u, to + 2 * plane);
  }

  @Override
  public void contract(
      float[] m,
      int at,
      int plane,
      int count,
      float[] start,
      float[] y,
      int to,
      int line,
      int step) {
    for (int c = 0; c < count; c += LANES) {
      FloatVector starts = load(start, c);
      contract(m, at + c, plane, starts, y, to + c, step);
      contract(m, at + c + 3 * plane, plane, starts, y, to + c + line, step);
    }
  }

  /** One of the two lines. */
  private static void contract(
      float[] m, int at, int plane, FloatVector starts, float[] y, int to, int step) {
    FloatVector a = load(m, at).add(load(m, at + 3 * plane));
    FloatVector b = load(m, at + plane).add(load(m, at + 4 * plane));
    FloatVector c = load(m, at + 2 * plane).add(load(m, at + 5 * plane));
    a.add(b).add(starts).intoArray(y, to);
    b.add(c).add(starts).intoArray(y, to + step);
  }

  @Override
  public void multiplyTile(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStep,
      int vectors,
      int depth,
      float[] sums,
      int at,
      int stride) {
    if (FLOATS.vectorBitSize() < 512) {
      VectorTwofoldTiles.multiply6x2(a, aAt, b, bAt, bStep, depth, sums, at, stride);
    } else if (vectors == 3) {
      VectorTwofoldTiles.multiply8x3(a, aAt, b, bAt, bStep, depth, sums, at, stride);
    } else {
      VectorTwofoldTiles.multiply8x2(a, aAt, b, bAt, bStep, depth, sums, at, stride);
    }
  }
}
