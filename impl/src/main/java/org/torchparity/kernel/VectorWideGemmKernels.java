package org.torchparity.kernel;

/** Products of matrices by {@link VectorTile8x3}, and {@link VectorTile8x2} beside them. */
final class VectorWideGemmKernels extends VectorPanels {
  @Override
  public int tileRows() {
    return 8;
  }

  @Override
  public int tileVectors() {
    return 3;
  }

  @Override
  public void multiplyTile(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int vectors,
      int depth,
      float[] c,
      int cAt,
      int cStride) {
    if (vectors == 3) {
      VectorTile8x3.multiply(a, aAt, b, bAt, depth, c, cAt, cStride);
    } else {
      VectorTile8x2.multiply(a, aAt, b, bAt, depth, c, cAt, cStride);
    }
  }

  @Override
  public void multiplyTile(
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      int vectors,
      int depth,
      double[] c,
      int cAt,
      int cStride) {
    if (vectors == 3) {
      VectorTile8x3.multiply(a, aAt, b, bAt, depth, c, cAt, cStride);
    } else {
      VectorTile8x2.multiply(a, aAt, b, bAt, depth, c, cAt, cStride);
    }
  }
}
