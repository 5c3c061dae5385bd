package org.torchparity.kernel;

/** Products of matrices by {@link VectorTile6x2}. */
final class VectorGemmKernels extends VectorPanels {
  @Override
  public int tileRows() {
    return 6;
  }

  @Override
  public int tileVectors() {
    return 2;
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
    VectorTile6x2.multiply(a, aAt, b, bAt, depth, c, cAt, cStride);
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
    VectorTile6x2.multiply(a, aAt, b, bAt, depth, c, cAt, cStride);
  }
}
