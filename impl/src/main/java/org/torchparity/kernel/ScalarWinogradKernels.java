package org.torchparity.kernel;

/** In plain Java, a tile at a time. */
final class ScalarWinogradKernels implements WinogradKernels {
  private static final int LANES = 8;

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int order(int tile) {
    return tile;
  }

  @Override
  public void columns(float[] x, int at, int stride, int count, float[] lines, int to, int pitch) {
    for (int i = 0; i < count; i++) {
      int from = at + i;
      float d0 = x[from];
      float d1 = x[from + stride];
      float d2 = x[from + 2 * stride];
      float d3 = x[from + 3 * stride];
      int line = to + i;
      lines[line] = d0 - d2;
      lines[line + pitch] = d1 + d2;
      lines[line + 2 * pitch] = d2 - d1;
      lines[line + 3 * pitch] = d1 - d3;
    }
  }

  @Override
  public void tiles(
      float[] lines, int from, int pitch, int count, float[] v, int at, int plane, int step) {
    for (int r = 0; r < 4; r++) {
      for (int t = 0; t < count; t++) {
        int line = from + r * pitch + 2 * t;
        float d0 = lines[line];
        float d1 = lines[line + 1];
        float d2 = lines[line + 2];
        float d3 = lines[line + 3];
        int to = at + 4 * r * plane + t / LANES * step + t % LANES;
        v[to] = d0 - d2;
        v[to + plane] = d1 + d2;
        v[to + 2 * plane] = d2 - d1;
        v[to + 3 * plane] = d1 - d3;
      }
    }
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
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < VECTORS; j++) {
        int from = vAt + j * Winograd.PLANES * LANES;
        int to = mAt + i * mStride + j * LANES;
        for (int t = 0; t < LANES; t++) {
          float sum = 0;
          for (int p = 0; p < depth; p++) {
            sum = Math.fma(u[uAt + ROWS * p + i], v[from + p * vStride + t], sum);
          }
          m[to + t] = sum;
        }
      }
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
    for (int t = 0; t < count; t++) {
      for (int r = 0; r < 2; r++) {
        float m0 = column(m, at + t, plane, r);
        float m1 = column(m, at + t + plane, plane, r);
        float m2 = column(m, at + t + 2 * plane, plane, r);
        float m3 = column(m, at + t + 3 * plane, plane, r);
        float even = m0 + (m1 + m2) + start;
        float odd = m1 - m2 - m3 + start;
        check[0] += 0 * even + 0 * odd;
        int line = to + r * pitch + 2 * t;
        y[line] = even;
        y[line + 1] = odd;
      }
    }
  }

  /** Row r of Aᵀ by a column of m. */
  private static float column(float[] m, int at, int plane, int r) {
    float m1 = m[at + 4 * plane];
    float m2 = m[at + 8 * plane];
    return r == 0 ? m[at] + (m1 + m2) : m1 - m2 - m[at + 12 * plane];
  }

  @Override
  public void gradients(float[] g, int at, int row, int count, float[] h, int to, int plane) {
    for (int c = 0; c < count; c++) {
      float g0 = g[at + c];
      float g1 = g[at + count + c];
      float g2 = g[at + row + c];
      float g3 = g[at + row + count + c];
      line(g0, g1, h, to + c, plane);
      line(g0 + g2, g1 + g3, h, to + c + 4 * plane, plane);
      line(g0 - g2, g1 - g3, h, to + c + 8 * plane, plane);
      line(g2, g3, h, to + c + 12 * plane, plane);
    }
  }

  private static void line(float a, float b, float[] h, int to, int plane) {
    h[to] = a;
    h[to + plane] = a + b;
    h[to + 2 * plane] = a - b;
    h[to + 3 * plane] = b;
  }
}
