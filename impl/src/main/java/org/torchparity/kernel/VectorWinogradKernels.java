package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Vectors of tiles. Of each vector's tiles the first half lie in its lanes of even number, the
 * second half in those of odd number: so a vector of every second element of a line is two loads
 * and a blend.
 */
final class VectorWinogradKernels implements WinogradKernels {
  private static final int LANES = FLOATS.length();
  private static final VectorMask<Float> ODD = VectorMask.fromLong(FLOATS, 0xAAAAAAAAAAAAAAAAL);

  private final WinogradKernels scalar = new ScalarWinogradKernels();

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int order(int tile) {
    int lane = tile % LANES;
    return tile - lane + 2 * lane % LANES + 2 * lane / LANES;
  }

  @Override
  public void columns(float[] x, int at, int stride, int count, float[] lines, int to, int pitch) {
    int last = count - LANES;
    if (last < 0) {
      scalar.columns(x, at, stride, count, lines, to, pitch);
      return;
    }
    for (int i = 0; i < last; i += LANES) {
      column(x, at + i, stride, lines, to + i, pitch);
    }
    column(x, at + last, stride, lines, to + last, pitch);
  }

  private static void column(float[] x, int at, int stride, float[] lines, int to, int pitch) {
    FloatVector d0 = load(x, at);
    FloatVector d1 = load(x, at + stride);
    FloatVector d2 = load(x, at + 2 * stride);
    FloatVector d3 = load(x, at + 3 * stride);
    d0.sub(d2).intoArray(lines, to);
    d1.add(d2).intoArray(lines, to + pitch);
    d2.sub(d1).intoArray(lines, to + 2 * pitch);
    d1.sub(d3).intoArray(lines, to + 3 * pitch);
  }

  @Override
  public void tiles(
      float[] lines, int from, int pitch, int count, float[] v, int at, int plane, int step) {
    int begin = at;
    for (int t = 0; t < count; t += LANES, begin += step) {
      for (int r = 0; r < 4; r++) {
        int line = from + r * pitch + 2 * t;
        FloatVector d0 = second(lines, line);
        FloatVector d1 = second(lines, line + 1);
        FloatVector d2 = second(lines, line + 2);
        FloatVector d3 = second(lines, line + 3);
        int to = begin + 4 * r * plane;
        d0.sub(d2).intoArray(v, to);
        d1.add(d2).intoArray(v, to + plane);
        d2.sub(d1).intoArray(v, to + 2 * plane);
        d1.sub(d3).intoArray(v, to + 3 * plane);
      }
    }
  }

  /** Every second element. */
  private static FloatVector second(float[] line, int at) {
    return load(line, at).blend(load(line, at + LANES - 1), ODD);
  }

  @Override
  public void multiply(
      float[] u,
      int uAt,
      float[] v,
      int vAt,
      int vStride,
      int depth,
      float[] m,
      int mAt,
      int mStride) {
    if (FLOATS.vectorBitSize() == 512) {
      VectorWinogradProducts.eight(u, uAt, v, vAt, vStride, depth, m, mAt, mStride);
      return;
    }
    for (int i = 0; i < ROWS; i += ROWS / 2) {
      int to = mAt + i * mStride;
      VectorWinogradProducts.four(u, uAt + i, v, vAt, vStride, depth, m, to, mStride);
    }
  }

  @Override
  public void outputs(
      float[] m,
      int at,
      int plane,
      int count,
      float start,
      float[] y,
      int to,
      int pitch,
      float[] check) {
    Uninlined.transform(m, at, plane, count, start, y, to, pitch, check);
  }

  /** The outputs, apart from what follows them: see {@link Uninlined}. */
  static void transform(
      float[] m,
      int at,
      int plane,
      int count,
      float start,
      float[] y,
      int to,
      int pitch,
      float[] check) {
    sums(m, at, plane, count, start, check);
    interleave(m, at, plane, count, y, to);
    interleave(m, at + 4 * plane, plane, count, y, to + pitch);
  }

  /**
   * Aᵀ·m·A + start, its first line in m's planes 0 and 1, its second in planes 4 and 5: short
   * passes, for in a long one the compiler loses track of some vectors, and makes objects of them.
   */
  private static void sums(float[] m, int at, int plane, int count, float start, float[] check) {
    FloatVector starts = VectorSpeciesOf.floats(start);
    FloatVector zeros = VectorSpeciesOf.floats(0);
    FloatVector checks = load(check, 0);
    for (int t = 0; t < count; t += LANES) {
      for (int s = 0; s < 4; s++) {
        int from = at + t + s * plane;
        FloatVector b = load(m, from + 4 * plane);
        FloatVector c = load(m, from + 8 * plane);
        FloatVector upper = load(m, from).add(b.add(c));
        FloatVector lower = b.sub(c).sub(load(m, from + 12 * plane));
        upper.intoArray(m, from);
        lower.intoArray(m, from + 4 * plane);
      }
      for (int r = 0; r < 2; r++) {
        int from = at + t + 4 * r * plane;
        FloatVector b = load(m, from + plane);
        FloatVector c = load(m, from + 2 * plane);
        FloatVector even = load(m, from).add(b.add(c)).add(starts);
        FloatVector odd = b.sub(c).sub(load(m, from + 3 * plane)).add(starts);
        even.intoArray(m, from);
        odd.intoArray(m, from + plane);
        checks = odd.fma(zeros, even.fma(zeros, checks));
      }
    }
    checks.intoArray(check, 0);
  }

  /** A line of outputs, from those of even number and, a plane after them, those of odd number. */
  private static void interleave(float[] m, int at, int plane, int count, float[] y, int to) {
    for (int t = 0; t < count; t += LANES) {
      int even = at + t;
      int odd = even + plane;
      load(m, even).blend(load(m, odd - 1), ODD).intoArray(y, to + 2 * t);
      load(m, even + 1).blend(load(m, odd), ODD).intoArray(y, to + 2 * t + LANES);
    }
  }

  @Override
  public void gradients(float[] g, int at, int row, int count, float[] h, int to, int plane) {
    for (int c = 0; c < count; c += LANES) {
      FloatVector g0 = load(g, at + c);
      FloatVector g1 = load(g, at + count + c);
      FloatVector g2 = load(g, at + row + c);
      FloatVector g3 = load(g, at + row + count + c);
      line(g0, g1, h, to + c, plane);
      line(g0.add(g2), g1.add(g3), h, to + c + 4 * plane, plane);
      line(g0.sub(g2), g1.sub(g3), h, to + c + 8 * plane, plane);
      line(g2, g3, h, to + c + 12 * plane, plane);
    }
  }

  private static void line(FloatVector a, FloatVector b, float[] h, int to, int plane) {
    a.intoArray(h, to);
    a.add(b).intoArray(h, to + plane);
    a.sub(b).intoArray(h, to + 2 * plane);
    b.intoArray(h, to + 3 * plane);
  }
}
