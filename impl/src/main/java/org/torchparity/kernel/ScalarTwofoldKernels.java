package org.torchparity.kernel;

/** In plain Java, a tile at a time. */
final class ScalarTwofoldKernels implements TwofoldKernels {
  private static final ScalarGemmKernels TILE = new ScalarGemmKernels();
  private static final int LANES = TILE.floatLanes();

  @Override
  public void differences(
      float[] d, int at, int line, int step, int count, float[] v, int to, int plane, int panel) {
    for (int c = 0; c < count; c++) {
      int target = to + c / LANES * panel + c % LANES;
      for (int j = 0; j < 3; j++) {
        int from = at + c + j * step;
        float middle = d[from + line];
        v[target + j * plane] = d[from] - middle;
        v[target + (3 + j) * plane] = middle;
        v[target + (6 + j) * plane] = d[from + 2 * line] - middle;
      }
      for (int e = 0; e < 9; e += 3) {
        float middle = v[target + (e + 1) * plane];
        v[target + e * plane] -= middle;
        v[target + (e + 2) * plane] -= middle;
      }
    }
  }

  @Override
  public void expand(
      float[] w, int at, int line, int step, int count, float[] u, int to, int plane) {
    for (int c = 0; c < count; c++) {
      int from = at + c;
      for (int i = 0; i < 3; i++) {
        float left = sum(w, from, line, i);
        float right = sum(w, from + step, line, i);
        int target = to + c + 3 * i * plane;
        u[target] = left;
        u[target + plane] = left + right;
        u[target + 2 * plane] = right;
      }
    }
  }

  /** Row i of P times a column. */
  private static float sum(float[] w, int at, int line, int i) {
    return i == 1 ? w[at] + w[at + line] : w[at + i / 2 * line];
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
    for (int c = 0; c < count; c++) {
      for (int i = 0; i < 2; i++) {
        int from = at + c + 3 * i * plane;
        float left = m[from] + m[from + 3 * plane];
        float middle = m[from + plane] + m[from + 4 * plane];
        float right = m[from + 2 * plane] + m[from + 5 * plane];
        y[to + c + i * line] = left + middle + start[c];
        y[to + c + i * line + step] = middle + right + start[c];
      }
    }
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
    for (int i = 0; i < TILE.tileRows(); i++) {
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      for (int p = 0; p < depth; p++) {
        float factor = a[aAt + i * ROW + p];
        int v = bAt + p * LANES;
        s0 = Math.fma(factor, b[v], s0);
        s1 = Math.fma(factor, b[v + 1], s1);
        s2 = Math.fma(factor, b[v + 2], s2);
        s3 = Math.fma(factor, b[v + 3], s3);
      }
      int to = at + i * stride;
      sums[to] = s0;
      sums[to + 1] = s1;
      sums[to + 2] = s2;
      sums[to + 3] = s3;
    }
  }
}
